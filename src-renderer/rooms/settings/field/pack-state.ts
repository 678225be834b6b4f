/** What is chosen on the page, and the choice it makes. */
import type { AccountId, ConversationRef, InboxId, ProfileId } from '../../../../src-preload/contract/ids'
import type { PackChoice, PackFiles } from '../../../../src-preload/contract/schemas/pack'

const MB = 1024 * 1024

/** An account and its inboxes. */
export interface Source {
  profileId: ProfileId
  accountId: AccountId
  name: string
  inboxes: { id: InboxId; name: string }[]
  labels: string[]
}

/** `out`: inboxes that stay here, by `inboxName`; all are taken until one is put out. */
export interface Chosen {
  out: readonly string[]
  labels: readonly string[]
  contact: { ref: ConversationRef; name: string } | null
  /** Days, or 0: from `from` on. */
  days: number
  from: string
  files: keyof typeof fileChoices
  keepDays: number
}

/** Files by their key in the texts. */
export const fileChoices = {
  none: null,
  pictures: { kinds: 'pictures', maxBytes: 2 * MB },
  small: { kinds: 'all', maxBytes: 2 * MB },
  all: { kinds: 'all', maxBytes: 10 * MB },
} as const satisfies Record<string, PackFiles | null>

export const atFirst: Chosen = {
  out: [],
  labels: [],
  contact: null,
  days: 30,
  from: '',
  files: 'pictures',
  keepDays: 30,
}

export const inboxName = ({ profileId, accountId }: Pick<Source, 'profileId' | 'accountId'>, id: InboxId): string =>
  `${profileId}/${accountId}/${id}`

/** Null: nothing is chosen, or the date is none. */
export function choiceFrom(chosen: Chosen, sources: readonly Source[]): PackChoice | null {
  const { contact, days, from } = chosen
  const accounts = sources.flatMap((source) => {
    const { profileId, accountId, inboxes } = source
    if (contact !== null && (contact.ref.profileId !== profileId || contact.ref.accountId !== accountId)) return []
    const kept = inboxes.filter(({ id }) => !chosen.out.includes(inboxName(source, id))).map(({ id }) => id)
    // A customer is wanted with everything.
    const isWhole = contact !== null || (kept.length > 0 && kept.length === inboxes.length)
    return isWhole || kept.length > 0 ? [{ profileId, accountId, inboxIds: isWhole ? null : kept }] : []
  })
  const at = Date.parse(`${from}T00:00`)
  if (accounts.length === 0 || (days === 0 && Number.isNaN(at))) return null
  return {
    accounts,
    labels: [...chosen.labels],
    contact: contact?.ref ?? null,
    period: days === 0 ? { kind: 'from', at: Math.max(0, at) } : { kind: 'days', days },
    files: fileChoices[chosen.files],
    keepDays: chosen.keepDays === 0 ? null : chosen.keepDays,
  }
}
