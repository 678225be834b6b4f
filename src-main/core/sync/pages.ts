/** Reading messages and lists of the server into the queue: after a gap, on opening a conversation, on paging back. */
import type { AccountId, ConversationKey, MessageId } from '../../../src-preload/contract/ids'
import type { MessageNews } from '../news'
import type { Outcome } from '../outcome'
import type { MessageWindow, Server, Store } from '../ports'
import type { Origin } from './origin'
import type { NewsQueue } from './queue'

const NO_UPPER_BOUND = 2_147_483_647 as MessageId
const FROM_START = 0 as MessageId
/** Messages read again on purpose. */
const WINDOW = 50
/** Sizes of the server's answers without bounds or with an upper one, and with both (FACTS §3.4). */
const NEWEST = 20
const FULL = 1000
/** More than that is not read for one message. */
const LONGEST = 5_000

export interface Reading {
  server: Server
  store: Store
  queue: NewsQueue
}

/** Why something could not be read to its end: how the request ended; `store`: it could not be kept; `over`: it was called off. */
export type Failure = Exclude<Outcome<unknown>['kind'], 'accepted'> | 'store' | 'over'

interface Ask {
  key: ConversationKey
  window: MessageWindow
  origin: Origin
}

/** An empty page says nothing by itself, it may be a slip of the server: it is asked for once more, and then believed. */
async function messagesOf({ server }: Reading, key: ConversationKey, window: MessageWindow): Promise<Outcome<MessageNews[]>> {
  const first = await server.messages(key, window)
  return first.kind === 'accepted' && first.value.length === 0 ? server.messages(key, window) : first
}

async function readPage(reading: Reading, { key, window, origin }: Ask): Promise<MessageNews[] | Failure> {
  const outcome = await messagesOf(reading, key, window)
  if (outcome.kind !== 'accepted') return outcome.kind
  const list = outcome.value
  // No newest message, and one is held: the server contradicts itself.
  const isOdd = list.length === 0 && window.before === undefined && (await reading.store.messageBounds(key)) !== null
  const reachedStart = window.after === undefined && list.length < NEWEST && !isOdd
  const isKept = await reading.queue.pushed({ kind: 'messages', key, list, reachedStart, origin })
  return isKept ? list : 'store'
}

/**
 * The newest window we hold and what came after, in one answer: `after` alone never shows edits, deletions or delivery
 * states (FACTS §3.4). Where we hold next to nothing the newest page comes first. A conversation that cannot be read any
 * more is skipped, it must not stop the rest.
 */
export async function refreshMessages(reading: Reading, key: ConversationKey, origin: Origin): Promise<Failure | null> {
  const { store } = reading
  const held = await store.newestIds(key, WINDOW)
  const oldest = held[0] ?? null
  // We held all there was; what came alone since then may stand behind a hole.
  if (held.length < NEWEST && (await store.reachedStart(key))) return readOn(reading, { key, origin, oldest: FROM_START })
  if (oldest === null || held.length < NEWEST) {
    const page = await readPage(reading, { key, window: {}, origin })
    if (!Array.isArray(page)) return orSkipped(page)
    if (oldest === null || page.length < NEWEST || page.some((message) => message.id <= oldest)) return null
  }
  return readOn(reading, { key, origin, oldest })
}

async function readOn(
  reading: Reading,
  { key, origin, oldest }: { key: ConversationKey; origin: Origin; oldest: MessageId },
): Promise<Failure | null> {
  for (let after = oldest; ;) {
    const page = await readPage(reading, { key, window: { after, before: NO_UPPER_BOUND }, origin })
    if (!Array.isArray(page)) return orSkipped(page)
    const last = page.at(-1)?.id
    // It begins with `after` itself: where not even that comes, nobody knows what is missing.
    if (last === undefined && after !== FROM_START) await reading.store.commit((tx) => tx.forgetHistory(key))
    if (page.length < FULL || last === undefined || last === after) return null
    after = last
  }
}

function orSkipped(failure: Failure): Failure | null {
  return failure === 'refused' ? null : failure
}

/** One page before the oldest message we hold, or before `before`; null when there is nothing older or it cannot be read. */
export async function readBack(reading: Reading, ask: Omit<Ask, 'window'> & { before: MessageId | null }): Promise<boolean> {
  const window: MessageWindow = ask.before === null ? {} : { before: ask.before }
  const page = await readPage(reading, { ...ask, window })
  return Array.isArray(page) && page.length > 0
}

/**
 * All from a message on, up to the oldest one we hold: nothing is missing between them afterwards. Null `to`: up to the newest.
 * What cannot be read is left out, with everything before it.
 */
export async function readBetween(
  reading: Reading,
  { key, from, to, origin }: Omit<Ask, 'window'> & { from: MessageId; to: MessageId | null },
): Promise<Failure | null> {
  const upTo = to ?? NO_UPPER_BOUND
  const pages: MessageNews[] = []
  for (let after = from; ;) {
    const outcome = await messagesOf(reading, key, { after, before: upTo })
    if (outcome.kind !== 'accepted') return outcome.kind
    pages.push(...outcome.value)
    const last = outcome.value.at(-1)?.id
    if (outcome.value.length < FULL || last === undefined || last === after) break
    // Kept would be a history with a hole.
    if (pages.length >= LONGEST) return 'over'
    after = last
  }
  const isKept = await reading.queue.pushed({ kind: 'messages', key, list: pages, reachedStart: false, origin })
  return isKept ? null : 'store'
}

/**
 * Reads inboxes, agents, teams, labels and canned responses of an account again. An inbox that was not there before brings
 * conversations that no event and no `updated_within` tells of: the account is filled anew, which `cursor.filled` asks for.
 */
export async function refreshDirectory(reading: Reading, account: AccountId): Promise<Failure | null> {
  const outcome = await reading.server.directory(account)
  if (outcome.kind !== 'accepted') return outcome.kind
  const known = (await reading.store.directory(account)).inboxes.map((inbox) => inbox.id)
  const isWider = outcome.value.inboxes.some((inbox) => !known.includes(inbox.id))
  const cursor = (await reading.store.cursors()).find((one) => one.accountId === account)
  if (isWider && cursor?.filled === true) {
    await reading.store.commit(async (tx) => {
      await tx.putCursor({ ...cursor, filled: false })
      await tx.setListedSince(account, null)
    })
  }
  const { templates, ...lists } = outcome.value
  const directory = { accountId: account, ...lists }
  return (await reading.queue.pushed({ kind: 'directory', directory, templates })) ? null : 'store'
}
