/**
 * Did the socket miss something? Pings come from the web process, events from background workers: healthy pings with no
 * events are a real state (FACTS §5.1). A slow REST heartbeat compares and repairs.
 */
import type { AccountId, ConversationKey } from '../../../src-preload/contract/ids'
import type { ConversationNews } from '../news'
import type { Log, SyncCursor, Tx } from '../ports'
import { readMine } from './catch-up'
import type { Accounts } from './catch-up-deps'
import { OVERLAP_MS } from './fill'
import type { Origin } from './origin'
import { type Failure, type Reading, refreshMessages } from './pages'

/** Looks back this far at least; more than two heartbeats. */
const WITHIN_MS = 300_000
/** A frame may be on its way this long; a message that is older and not here was missed. */
const LATE_MS = 10_000

/** A conversation that had news the socket kept to itself; `lateMs`: age of the oldest of them. */
export interface Missing {
  key: ConversationKey
  lateMs: number
}

/** `gap`: something had been missed, and is here now. */
export type Heartbeat = { kind: 'well' } | { kind: 'gap'; missed: Missing[] } | { kind: 'failed'; why: Failure }

interface HeartbeatDeps extends Reading, Accounts {
  log: Log
}

/** Reads what changed lately, stores what the socket did not bring, moves the cursor. */
export async function heartbeat(deps: HeartbeatDeps): Promise<Heartbeat> {
  const missed: Missing[] = []
  for (const cursor of await deps.store.cursors()) {
    // Before the first fill is done there is nothing to compare with: the next catch-up goes on with it.
    if (!cursor.filled || !deps.accounts.some(({ id }) => id === cursor.accountId)) continue
    const checked = await checkAccount(deps, cursor)
    if (typeof checked === 'string') return { kind: 'failed', why: checked }
    missed.push(...checked)
  }
  if (missed.length === 0) return { kind: 'well' }
  deps.log.warn('gap repaired', { conversations: missed.length })
  return { kind: 'gap', missed }
}

/** The conversations with news that the socket kept to itself. */
async function checkAccount(deps: HeartbeatDeps, { accountId, lastGoodAt }: SyncCursor): Promise<Missing[] | Failure> {
  const sinceAt = Math.min(lastGoodAt ?? deps.serverAt, deps.serverAt)
  const withinMs = Math.max(WITHIN_MS, deps.serverAt - sinceAt + OVERLAP_MS)
  const origin: Origin = { source: 'catch-up', gapMs: 0, newsSinceAt: sinceAt - OVERLAP_MS }
  const query = { status: 'all', updatedWithinS: Math.ceil(withinMs / 1000) } as const
  const outcome = await deps.server.conversations(accountId, query)
  if (outcome.kind !== 'accepted') return outcome.kind
  const behind = await findBehind(deps, outcome.value.conversations)
  if (!(await deps.queue.pushed({ kind: 'conversations', list: outcome.value.conversations, origin }))) return 'store'
  for (const { key } of behind) {
    const failure = await refreshMessages(deps, key, origin)
    if (failure !== null) return failure
  }
  const failure = await readMine(deps, accountId, origin)
  if (failure !== null) return failure
  await deps.store.commit((tx) => moveCursor(tx, accountId, deps.serverAt))
  return behind.filter((one) => one.lateMs > LATE_MS)
}

/** Meanwhile the account may have been found to be incomplete, or gone. */
async function moveCursor(tx: Tx, accountId: AccountId, lastGoodAt: number): Promise<void> {
  const cursor = (await tx.cursors()).find((one) => one.accountId === accountId)
  if (cursor !== undefined) await tx.putCursor({ ...cursor, lastGoodAt })
}

/** Conversations whose newest message on the server is newer than ours. */
async function findBehind(deps: HeartbeatDeps, list: ConversationNews[]): Promise<Missing[]> {
  const behind: Missing[] = []
  for (const news of list) {
    const key = { accountId: news.accountId, conversationId: news.id }
    const last = (await deps.store.messageBounds(key))?.last ?? 0
    const newer = news.messages.filter((message) => message.id > last)
    if (newer.length === 0) continue
    const ages = newer.map((message) => deps.serverAt - (message.fields.createdAt ?? Infinity))
    behind.push({ key, lateMs: Math.max(0, ...ages) })
  }
  return behind
}
