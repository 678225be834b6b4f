/**
 * Whether an action that waited is still right (HOUSE §5, stale-reply guard). Resolving or snoozing would hide what a customer
 * wrote meanwhile; taking a conversation would take it from a colleague who has taken it meanwhile.
 */
import type { JobReason } from '../../../src-preload/contract/entities'
import type { UserId } from '../../../src-preload/contract/ids'
import type { ConversationNews, MessageNews } from '../news'
import type { Action } from './action'
import { FRESH_MS, type GuardView, lineFellSince } from './guard'

/** What must be read before it leaves: newer messages, the conversation, or nothing. */
export function evidenceFor(action: Action, view: Pick<GuardView, 'now' | 'lineCameAt'>): 'messages' | 'conversation' | null {
  const { change, released, madeBlind, createdAt } = action
  const isFresh = !madeBlind && !lineFellSince(createdAt, view) && view.now - createdAt <= FRESH_MS
  if (released || isFresh) return null
  if (change.kind === 'seen') return 'messages'
  if (change.kind === 'status' && (change.status === 'resolved' || change.status === 'snoozed')) return 'messages'
  return change.kind === 'assignee' ? 'conversation' : null
}

/** Why it must wait for the agent's word, or null. */
export function heldByMessages(action: Action, newer: MessageNews[], me: UserId): JobReason | null {
  const seen = action.seenId ?? 0
  const fresh = newer.filter((news) => news.id > seen && news.fields.private !== true)
  if (fresh.some((news) => news.fields.type === 'incoming')) return because('customer-wrote')
  const isColleagues = ({ fields: { type, sender } }: MessageNews): boolean =>
    type === 'outgoing' && sender?.type === 'user' && sender.id !== me
  return fresh.some(isColleagues) ? because('colleague-answered') : null
}

/** Somebody else was given the conversation since the agent decided; `words` is the name. */
export function heldByAssignee(action: Action, { fields }: ConversationNews): JobReason | null {
  if (action.change.kind !== 'assignee') return null
  const there = fields.assignee ?? null
  if (there === null || action.seenAssignees.includes(there.id) || there.id === action.change.userId) return null
  return { key: 'assigned-elsewhere', words: there.name }
}

function because(key: string): JobReason {
  return { key, words: null }
}
