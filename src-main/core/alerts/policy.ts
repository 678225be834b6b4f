/**
 * Does this message alert? Pure; every "no" has a reason, which the agent can look up ("why did this not alert?", F17).
 * The order of the questions is the order in which a reason is worth telling: first what the message is, then whom it
 * concerns, then what the machine allows.
 */
import type { Conversation, Message } from '../../../src-preload/contract/entities'
import type { InboxId, UserId } from '../../../src-preload/contract/ids'
import type { Settings } from '../../../src-preload/contract/schemas/app'
import type { FactOf, NewsSource } from '../facts'

export const silentReasons = [
  'own',
  'note-not-for-me',
  'activity',
  'repeat',
  'catching-up',
  'muted',
  'snoozed',
  'not-mine',
  'not-my-inbox',
  'seen-here',
  'answered-by-colleague',
  'rule',
  'quiet-hours',
  'os-dnd',
  'paused',
  'no-daemon',
] as const
export type SilentReason = (typeof silentReasons)[number]

/** What an alert is about. */
export type AlertCause = 'customer' | 'mention' | 'note'
export type Verdict = { alert: AlertCause } | { silent: SilentReason }

/** Longer away than this: one card instead of many alerts (HOUSE §6). */
export const LONG_GAP_MS = 10 * 60_000
/** A live frame of an unknown conversation carries its last message, which may be old; a slow queue never is this slow. */
const OLD_FRAME_MS = 60 * 60_000

export interface AlertContext {
  me: UserId
  now: number
  /** The server's clock: messages are dated by it. */
  serverNow: number
  settings: Pick<Settings, 'alertsEnabled' | 'alertsPausedUntilAt' | 'alertOnNotes' | 'alertScope'>
  /** Null when we cannot name it. */
  conversation: Conversation | null
  /** Inboxes I am a member of, as far as it is known: admins receive events of every inbox (FACTS §5.3). */
  myInboxes: ReadonlySet<InboxId> | null
  /** On a focused screen at this moment. */
  isSeen: boolean
  /** Who publicly answered after this message. */
  answeredBy: 'me' | 'colleague' | null
  /** A rule of the agent says silent. */
  isRuledOut: boolean
  isQuietHour: boolean
  /** The desktop's own do-not-disturb. */
  isOsDnd: boolean
  hasDaemon: boolean
}

/** The verdict on a message that has just been stored. */
export function judge(fact: FactOf<'MessageArrived'>, context: AlertContext): Verdict {
  const cause = causeOf(fact, context)
  if (typeof cause !== 'string') return cause
  const reason = whyNotNow(fact, context) ?? whyNotMine(cause, fact, context) ?? whyNotSeen(context) ?? whyNotHere(context)
  return reason === null ? { alert: cause } : { silent: reason }
}

function causeOf({ message, mentionsMe }: FactOf<'MessageArrived'>, { me, settings }: AlertContext): AlertCause | Verdict {
  if (message.type === 'activity' || message.type === 'template') return { silent: 'activity' }
  if (isMine(message, me)) return { silent: 'own' }
  if (message.type === 'incoming') return 'customer'
  // A colleague's or a bot's public answer is not news that anybody waits for.
  if (!message.private) return { silent: message.sender?.type === 'user' ? 'answered-by-colleague' : 'activity' }
  if (mentionsMe && settings.alertOnNotes !== 'never') return 'mention'
  return settings.alertOnNotes === 'all' ? 'note' : { silent: 'note-not-for-me' }
}

function isMine(message: Message, me: UserId): boolean {
  return message.type === 'outgoing' && (message.id === null || (message.sender?.type === 'user' && message.sender.id === me))
}

function whyNotNow({ message, source, gapMs }: FactOf<'MessageArrived'>, { serverNow }: AlertContext): SilentReason | null {
  if (message.deleted) return 'repeat'
  const ageMs = serverNow - message.createdAt
  if (gapMs > LONG_GAP_MS || ageMs > oldestFrom(source)) return 'catching-up'
  return null
}

/** A look may see a new message before the socket tells of it; a page of history is never news. */
function oldestFrom(source: NewsSource): number {
  if (source === 'history') return Number.NEGATIVE_INFINITY
  return source === 'socket' ? OLD_FRAME_MS : LONG_GAP_MS
}

function whyNotMine(
  cause: AlertCause,
  { message }: FactOf<'MessageArrived'>,
  { conversation, me, settings, myInboxes }: AlertContext,
): SilentReason | null {
  // Muting is blocking (FACTS §3.3). No event says that a conversation is muted; each message says that its sender is blocked.
  if (message.sender?.blocked === true || conversation?.muted === true) return 'muted'
  if (conversation === null) return null
  // A customer's message ends the snooze on the server and is news; a note is not.
  if (conversation.status === 'snoozed' && cause === 'note') return 'snoozed'
  const assignee = conversation.assignee?.id ?? null
  if (cause === 'mention' || assignee === me) return null
  if (myInboxes !== null && !myInboxes.has(conversation.inboxId)) return 'not-my-inbox'
  if (settings.alertScope === 'all') return null
  // Pending ones are the bot's until it hands them over.
  const isNobodys = assignee === null && conversation.status !== 'pending'
  return settings.alertScope === 'mine-and-unassigned' && isNobodys ? null : 'not-mine'
}

function whyNotSeen({ isSeen, answeredBy }: AlertContext): SilentReason | null {
  if (isSeen) return 'seen-here'
  if (answeredBy === 'me') return 'own'
  return answeredBy === 'colleague' ? 'answered-by-colleague' : null
}

function whyNotHere(context: AlertContext): SilentReason | null {
  if (context.isRuledOut) return 'rule'
  if (context.isQuietHour) return 'quiet-hours'
  if (context.isOsDnd) return 'os-dnd'
  if (isPaused(context.settings, context.now)) return 'paused'
  return context.hasDaemon ? null : 'no-daemon'
}

/** Switched off, or paused for a while. */
export function isPaused(settings: Pick<Settings, 'alertsEnabled' | 'alertsPausedUntilAt'>, now: number): boolean {
  return !settings.alertsEnabled || (settings.alertsPausedUntilAt ?? 0) > now
}

/** What a change of a conversation means for an alert of it that is on screen: true takes it away. */
export function endsAlert(
  { conversation, before }: FactOf<'ConversationChanged'>,
  me: UserId,
  settings: Pick<Settings, 'alertScope'>,
): boolean {
  if (conversation.status === 'resolved' || conversation.muted) return true
  if (before !== null && before.unreadCount > 0 && conversation.unreadCount === 0) return true
  const wasElsewhere = before?.assignee?.id === conversation.assignee?.id
  const isElsewhere = conversation.assignee !== null && conversation.assignee.id !== me
  return settings.alertScope !== 'all' && isElsewhere && !wasElsewhere
}
