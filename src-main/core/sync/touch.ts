/** What a message changes in its conversation before the server says so itself (FACTS §5.3: it may never say so). */
import type { Conversation, Message } from '../../../src-preload/contract/entities'
import type { ConversationKey } from '../../../src-preload/contract/ids'
import type { Tx } from '../ports'
import { isNewerPreview, previewOf } from './merge'
import { isSame } from './same'

/** The server stops counting unread messages here (FACTS §3.2). */
const SERVER_COUNTS_TO = 10

export function keyOf(message: Message): ConversationKey {
  return { accountId: message.accountId, conversationId: message.conversationId }
}

/** What the messages are that a conversation is touched with. */
interface Touch {
  /** The live frame of a message that was not here. */
  isArrival: boolean
  /** A customer's message that was not here is among them: the unread ones are counted. */
  hasIncoming: boolean
}

/** Preview, last activity, the customer's waiting and what is unread, after these messages of one conversation, in their order. */
export async function touchConversation(tx: Tx, messages: readonly Message[], touch: Touch): Promise<void> {
  const [first] = messages
  const stored = first === undefined ? null : await tx.conversation(keyOf(first))
  if (stored === null) return
  const before = stored.conversation
  const after = messages.reduce((known, message) => touched(known, message, touch.isArrival), before)
  const conversation = touch.hasIncoming ? { ...after, unreadCount: await unreadNow(tx, before) } : after
  if (TOUCHED.some((key) => !isSame(before[key], conversation[key]))) await tx.putConversation({ ...stored, conversation })
}

const TOUCHED = ['preview', 'lastActivityAt', 'waitingSinceAt', 'unreadCount'] as const

function touched(before: Conversation, message: Message, isArrival: boolean): Conversation {
  return {
    ...before,
    preview: isNewerPreview(before.preview, message) ? previewOf(message) : before.preview,
    lastActivityAt: Math.max(before.lastActivityAt, message.createdAt),
    waitingSinceAt: waitingAfter(before, message, isArrival),
  }
}

/**
 * A customer starts to wait with the first unanswered message; a human's public reply ends it, a note does not. Only the
 * last word counts, and as times are whole seconds that is the newest message of the row. What comes in pages or inside
 * a conversation starts nothing: that one says by itself since when somebody waits.
 */
function waitingAfter(before: Conversation, message: Message, isArrival: boolean): number | null {
  const since = before.waitingSinceAt
  if (!isNewerPreview(before.preview, message)) return since
  if (message.type === 'incoming')
    return isArrival && message.createdAt >= before.lastActivityAt ? (since ?? message.createdAt) : since
  const isHumanReply = message.type === 'outgoing' && !message.private && message.sender?.type === 'user'
  return isHumanReply && since !== null && message.createdAt >= since ? null : since
}

/** After a customer's message: counted here while our history reaches back to the last reading, else at least as known. */
async function unreadNow(tx: Tx, { accountId, id, agentLastSeenAt, unreadCount }: Conversation): Promise<number> {
  const { incoming, reachesBack } = await tx.since({ accountId, conversationId: id }, agentLastSeenAt ?? 0)
  return reachesBack ? incoming : Math.max(incoming, unreadCount)
}

/**
 * What the server says of the number, and what we know better: it stops counting at ten, and only reading lowers it. Reading
 * has a time, so a frame from before the newest message unsays nothing.
 */
export async function unreadAsTold(tx: Tx, before: Conversation | null, told: Conversation): Promise<number> {
  const { unreadCount, accountId, id } = told
  const isLower = before !== null && unreadCount < before.unreadCount
  if (!isLower && unreadCount < SERVER_COUNTS_TO) return unreadCount
  const { incoming } = await tx.since({ accountId, conversationId: id }, told.agentLastSeenAt ?? 0)
  return Math.max(unreadCount, incoming)
}
