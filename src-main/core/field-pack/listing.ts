/**
 * Which conversations a pack holds: the server's lists, page by page, down to a time. Where it stands is part of the pack and
 * written with each page, so a restart reads one page again at most.
 */
import type { AccountId, ConversationKey } from '../../../src-preload/contract/ids'
import type { ConversationNews } from '../news'
import type { Outcome } from '../outcome'
import type { ConversationsQuery, PackAsk, StoredPack } from '../ports'
import { HISTORY } from '../sync/origin'
import type { HistoryReading, HistoryStep } from '../sync/history-pages'

/** Of pages: a list that never ends must not keep us here. */
const MOST_PAGES = 2_000
/** One empty page may be a slip in the middle; the second in a row is the end. */
const END_AFTER = 2

/** One list of the server. */
type List =
  | { kind: 'contact'; account: AccountId; contact: NonNullable<PackAsk['contact']> }
  | { kind: 'pages'; account: AccountId; query: ConversationsQuery }

/** An agent's lists hold only what she may see: an inbox she was taken out of is an empty one (FACTS §3.1). */
export function listsOf({ accounts, contact, labels }: PackAsk): List[] {
  if (contact !== null) return [{ kind: 'contact', account: contact.accountId, contact }]
  const query = { status: 'all', ...(labels.length > 0 && { labels }) } as const
  return accounts.flatMap(({ accountId: account, inboxes }) =>
    inboxes === null
      ? [{ kind: 'pages' as const, account, query }]
      : inboxes.map(({ id }) => ({ kind: 'pages' as const, account, query: { ...query, inboxId: id } })),
  )
}

/** Reads on; the pack as it is then is written with what was found. `empties`: empty pages just before this one. */
export async function listStep(
  reading: HistoryReading,
  pack: StoredPack,
  empties: number,
): Promise<{ end: HistoryStep; empties: number }> {
  const list = listsOf(pack.ask)[pack.place.list]
  if (list === undefined) return { end: await put(reading, { ...pack, stage: 'fetching' }, []), empties: 0 }
  const outcome = await read(reading, list, pack.place.page)
  if (outcome.kind !== 'accepted' && outcome.kind !== 'refused') return { end: outcome.kind, empties }
  // What it keeps to itself is passed over: the other lists are worth having.
  const found = outcome.kind === 'accepted' ? outcome.value : []
  if (!(await reading.queue.pushed({ kind: 'conversations', list: found, origin: HISTORY }))) return { end: 'store', empties }
  const wanted = found.filter(({ fields }) => (fields.lastActivityAt ?? Infinity) >= pack.since)
  const inRow = found.length === 0 ? empties + 1 : 0
  const isPast = found.length > 0 && wanted.length === 0
  const isOver =
    outcome.kind === 'refused' || list.kind === 'contact' || isPast || inRow >= END_AFTER || pack.place.page >= MOST_PAGES
  const place = isOver ? { list: pack.place.list + 1, page: 1 } : { ...pack.place, page: pack.place.page + 1 }
  const keys = wanted.map(({ accountId, id }) => ({ accountId, conversationId: id }))
  return { end: await put(reading, { ...pack, place }, keys), empties: isOver ? 0 : inRow }
}

async function read({ server }: HistoryReading, list: List, page: number): Promise<Outcome<ConversationNews[]>> {
  if (list.kind === 'contact') return server.contactConversations(list.account, list.contact.contactId)
  const outcome = await server.conversations(list.account, { ...list.query, page })
  return outcome.kind === 'accepted' ? { kind: 'accepted', value: outcome.value.conversations } : outcome
}

/** A pack that was removed or stopped meanwhile stays so. */
async function put({ store }: HistoryReading, pack: StoredPack, keys: ConversationKey[]): Promise<HistoryStep> {
  return store.commit(async (tx) => {
    const current = (await tx.packs()).find(({ id }) => id === pack.id)
    if (current?.stage !== 'listing') return 'over'
    await tx.putPack(pack)
    await tx.addToPack(pack.id, keys)
    return 'done'
  })
}
