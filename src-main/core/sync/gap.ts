/**
 * Did the socket miss something? Pings come from the web process, events from background workers: healthy pings with no
 * events are a real state (FACTS §5.1). A slow REST heartbeat compares and repairs.
 */
import type { ConversationKey } from '../../../src-preload/contract/ids'
import type { ConversationNews } from '../news'
import type { Log } from '../ports'
import { type CatchUpDeps, refreshMessages } from './catch-up'
import type { Origin } from './queue'

/** Looks back this far at least; more than two heartbeats. */
const WITHIN_S = 300
const OVERLAP_S = 60

/** Reads what changed lately, stores what the socket did not bring, moves the cursor. False: the server does not answer. */
export async function heartbeat(deps: CatchUpDeps & { log: Log }): Promise<boolean> {
  const origin: Origin = { source: 'catch-up', gapMs: 0 }
  const cursors = await deps.store.cursors()
  for (const { id: accountId } of deps.accounts) {
    const cursor = cursors.find((one) => one.accountId === accountId)
    // Before the first fill is done there is nothing to compare with: the next catch-up goes on with it.
    if (cursor === undefined || !cursor.filled || cursor.lastGoodAt === null) continue
    const sinceS = Math.ceil((deps.serverAt - cursor.lastGoodAt) / 1000) + OVERLAP_S
    const outcome = await deps.server.conversations(accountId, { status: 'all', updatedWithinS: Math.max(WITHIN_S, sinceS) })
    if (outcome.kind === 'throttled') continue
    if (outcome.kind !== 'accepted') return false
    const missed = await withMissedMessages(deps, outcome.value.conversations)
    await deps.queue.pushed({ kind: 'conversations', list: outcome.value.conversations, origin })
    for (const key of missed) await refreshMessages(deps, key, origin)
    if (missed.length > 0) deps.log.warn('gap repaired', { conversations: missed.length })
    await deps.store.commit((tx) => tx.putCursor({ accountId, lastGoodAt: deps.serverAt, filled: true }))
  }
  return true
}

/** Conversations whose newest message on the server is newer than ours. */
async function withMissedMessages(deps: CatchUpDeps, list: ConversationNews[]): Promise<ConversationKey[]> {
  const missed: ConversationKey[] = []
  for (const news of list) {
    const key = { accountId: news.accountId, conversationId: news.id }
    const last = (await deps.store.messageBounds(key))?.last ?? 0
    if (news.messages.some((message) => message.id > last)) missed.push(key)
  }
  return missed
}
