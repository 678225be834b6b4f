/** Whether the channel still takes a reply: read here, and asked of the server where nobody here can say (M14). */
import type { ConversationKey } from '../../../src-preload/contract/ids'
import type { Outcome } from '../outcome'
import type { Store } from '../ports'
import { isSurelyOpen, replyUntil, type WindowView } from './deadline'
import type { Job } from './jobs'
import { keyOf } from './actions'
import type { OutboxNeeds } from './needs'

/** What the store knows; null: no such conversation. */
export async function readWindow(store: Store, { accountId, conversationId }: ConversationKey): Promise<WindowView | null> {
  const key = { accountId, conversationId }
  const stored = await store.conversation(key)
  if (stored === null) return null
  const { inboxes } = await store.directory(accountId)
  return {
    conversation: stored.conversation,
    heardAt: stored.evidenceAt,
    inbox: inboxes.find(({ id }) => id === stored.conversation.inboxId) ?? null,
    lastIncomingAt: await store.lastIncomingAt(key),
  }
}

type Reading = Pick<OutboxNeeds, 'store' | 'serverNow' | 'clock'>

/** The end of the window on this computer's clock, in ms; null: no end is known. */
export async function readReplyUntil({ store, serverNow, clock }: Reading, key: ConversationKey): Promise<number | null> {
  const view = await readWindow(store, key)
  const until = view && replyUntil(view)
  return until === null ? null : until + clock.now() - serverNow()
}

/** Notes go to no channel, templates go at any time, and what the agent let go in spite of all is hers. */
export async function isInTime(job: Job, needs: OutboxNeeds): Promise<Outcome<boolean>> {
  const view = job.private || job.released || job.template !== null ? null : await readWindow(needs.store, job)
  if (view === null || isSurelyOpen(view, needs.serverNow())) return { kind: 'accepted', value: true }
  const read = await needs.server.conversation(keyOf(job))
  if (read.kind !== 'accepted') return read
  await needs.heard?.(read.value)
  return { kind: 'accepted', value: read.value.fields.canReply ?? view.conversation.canReply }
}
