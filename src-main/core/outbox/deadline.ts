/**
 * How long a channel still takes a free reply (M14). The server works it out from the customer's last message and does not
 * enforce it (FACTS §3.4): a reply that comes too late is taken and then fails in the channel. Hours as in Chatwoot's
 * MessageWindowService. Meta's channels may have seven days (a switch of the server nobody tells us of), so a time that
 * seems over is never believed without asking.
 */
import type { Conversation, Inbox, JobReason } from '../../../src-preload/contract/entities'

const HOUR_MS = 3_600_000
const META_HOURS = 7 * 24
const META = new Set(['Channel::FacebookPage', 'Channel::Instagram'])

/** Why a reply waits for the agent: the channel takes none any more. */
export const WINDOW_CLOSED: JobReason = { key: 'window-closed', words: null }

/** What is known here of a channel's window. Times are the server's, in ms. */
export interface WindowView {
  conversation: Pick<Conversation, 'channel' | 'canReply'>
  /** When the server was last heard of the conversation. */
  heardAt: number
  inbox: Pick<Inbox, 'medium' | 'provider' | 'replyHours'> | null
  /** Null: no message of the customer is here. */
  lastIncomingAt: number | null
}

/** Hours after the customer's last message; null: no end that we know of. */
function hoursOf({ conversation: { channel }, inbox }: Pick<WindowView, 'conversation' | 'inbox'>): number | null {
  if (META.has(channel)) return 24
  switch (channel) {
    case 'Channel::Whatsapp':
      return inbox?.provider === 'whatsapp_light' ? null : 24
    case 'Channel::TwilioSms':
      return inbox?.medium === 'whatsapp' ? 24 : null
    case 'Channel::Tiktok':
      return 48
    case 'Channel::Api':
      return inbox?.replyHours ?? null
    default:
      return null
  }
}

/** Whether the channel may close at all. */
export function mayClose(view: Pick<WindowView, 'conversation' | 'inbox'>): boolean {
  return hoursOf(view) !== null
}

/** Until when it is surely open. */
function sureUntil(view: WindowView): number | null {
  const hours = hoursOf(view)
  return hours === null || view.lastIncomingAt === null ? null : view.lastIncomingAt + hours * HOUR_MS
}

/** The end to show; null: none, or nobody here can say when. */
export function replyUntil(view: WindowView): number | null {
  const sure = sureUntil(view)
  const { conversation, heardAt, lastIncomingAt } = view
  // The server said "may reply" after a day: there the human agent's seven days are on.
  const isLong = META.has(conversation.channel) && conversation.canReply && sure !== null && heardAt >= sure
  return isLong ? (lastIncomingAt ?? 0) + META_HOURS * HOUR_MS : sure
}

/** Whether a reply may leave at this moment of the server's clock without asking. */
export function isSurelyOpen(view: WindowView, now: number): boolean {
  if (hoursOf(view) === null) return view.conversation.canReply
  const until = sureUntil(view)
  return until !== null && now < until
}
