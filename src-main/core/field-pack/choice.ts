/** What the agent chose, as each profile's part of it, and back. */
import type { AccountId, ProfileId } from '../../../src-preload/contract/ids'
import type { PackChoice, PackPeriod } from '../../../src-preload/contract/schemas/pack'
import type { PackAsk, Store } from '../ports'

const DAY_MS = 24 * 3_600_000

/** Whose part. */
export interface PackOwner {
  entry: { id: ProfileId; accounts: readonly { id: AccountId; name: string }[] }
  store: Pick<Store, 'directory' | 'conversation'>
}

/** From which time on; `now` is the server's. */
export function sinceOf(period: PackPeriod, now: number): number {
  return period.kind === 'from' ? period.at : now - period.days * DAY_MS
}

/** Null: it names an account or a customer that is not here. An inbox that is not here any more keeps its number as its name. */
export async function askOf(choice: PackChoice, { entry, store }: PackOwner): Promise<PackAsk | null> {
  const accounts: PackAsk['accounts'] = []
  for (const { profileId, accountId, inboxIds } of choice.accounts) {
    if (profileId !== entry.id) continue
    const account = entry.accounts.find(({ id }) => id === accountId)
    if (account === undefined) return null
    const { inboxes } = await store.directory(accountId)
    const named = inboxIds?.map((id) => ({ id, name: inboxes.find((one) => one.id === id)?.name ?? `#${id}` })) ?? null
    accounts.push({ accountId, name: account.name, inboxes: named })
  }
  const { labels, period, files, keepDays } = choice
  const rest = { accounts, labels, period, files, keepDays }
  if (choice.contact === null || choice.contact.profileId !== entry.id) return { ...rest, contact: null }
  const { accountId, conversationId } = choice.contact
  const conversation = { accountId, conversationId }
  const stored = await store.conversation(conversation)
  return stored && { ...rest, contact: { accountId, contactId: stored.conversation.contact.id, conversation } }
}

/** The choice of a profile's part, to be shown and made again. */
export function choiceOf(profileId: ProfileId, ask: PackAsk): PackChoice {
  const { labels, period, files, keepDays, contact } = ask
  return {
    accounts: ask.accounts.map(({ accountId, inboxes }) => ({
      profileId,
      accountId,
      inboxIds: inboxes?.map(({ id }) => id) ?? null,
    })),
    contact: contact && { profileId, ...contact.conversation },
    ...{ labels, period, files, keepDays },
  }
}
