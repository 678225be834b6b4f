/**
 * An event as the policy sees it, without the settings: who, where, and how things stood at that moment. It is kept with its
 * verdict, so that other settings can be tried on it later. No word of anybody is in it, only names of the settings' kind.
 */
import type { AlertCase, CaseConversation, CaseKind } from '../../../src-preload/contract/alert-case'
import { accountKey, contactKey, conversationName } from '../../../src-preload/contract/alert-keys'
import type { Conversation, Message } from '../../../src-preload/contract/entities'
import type { ConversationKey, InboxId, ProfileId, UserId } from '../../../src-preload/contract/ids'
import { inboxKey } from '../../../src-preload/contract/inbox-key'
import type { FactOf, NewsSource } from '../facts'

/** Longer away than this: one card instead of many alerts (HOUSE §6). */
export const LONG_GAP_MS = 10 * 60_000
/** A live frame of an unknown conversation carries its last message, which may be old; a slow queue never is this slow. */
const OLD_FRAME_MS = 60 * 60_000

/** How things stand at this moment. */
export interface World {
  me: UserId
  profileId: ProfileId
  now: number
  /** The server's clock: messages are dated by it. */
  serverNow: number
  conversation: Conversation | null
  /** Inboxes I am a member of; null when that is not known, or all that comes is mine (FACTS §5.3). */
  myInboxes: ReadonlySet<InboxId> | null
  participates: boolean
  /** On a focused screen at this moment, with somebody before it. */
  isSeen: boolean
  answeredBy: AlertCase['answeredBy']
  isBusy: boolean
  isPaused: boolean
  isDesktopQuiet: boolean | null
  hasDaemon: boolean
}

/** The case of a message that has just been stored. */
export function caseOfMessage(fact: FactOf<'MessageArrived'>, world: World): AlertCase {
  const { message } = fact
  return {
    ...stateOf(message, world),
    what: kindOf(fact, world.me),
    isOld: isOld(fact, world.serverNow),
    isDeleted: message.deleted,
    // No event says that a conversation is muted; each message says that its sender is blocked.
    isBlocked: message.sender?.blocked === true,
  }
}

/** The case of a customer who still waits. */
export function caseOfWaiting(key: ConversationKey, world: World): AlertCase {
  return { ...stateOf(key, world), what: 'waiting', isOld: false, isDeleted: false, isBlocked: false }
}

function stateOf({ accountId, conversationId }: ConversationKey, world: World) {
  const { profileId, myInboxes, participates, isSeen, answeredBy, isBusy, isPaused, isDesktopQuiet, hasDaemon } = world
  const { conversation } = world
  return {
    at: world.now,
    account: accountKey({ profileId, accountId }),
    name: conversationName({ profileId, accountId, conversationId }),
    conversation: conversation && knownOf(conversation, world),
    isMyInbox: conversation === null || myInboxes === null ? null : myInboxes.has(conversation.inboxId),
    ...{ participates, isSeen, answeredBy, isBusy, isPaused, isDesktopQuiet, hasDaemon },
  }
}

function knownOf(conversation: Conversation, { profileId, me }: World): CaseConversation {
  const { accountId, inboxId, assignee, status, labels, priority, contact, muted } = conversation
  return {
    whose: assignee === null ? 'nobody' : assignee.id === me ? 'me' : 'other',
    ...{ status, labels, priority },
    inbox: inboxKey({ profileId, accountId, inboxId }),
    contact: contactKey({ profileId, accountId }, contact.id),
    isMuted: muted,
  }
}

function kindOf({ message, mentionsMe }: FactOf<'MessageArrived'>, me: UserId): CaseKind {
  if (message.type === 'activity' || message.type === 'template') return 'activity'
  if (isMine(message, me)) return 'own'
  if (message.type === 'incoming') return 'customer'
  // A colleague's or a bot's public answer is not news that anybody waits for.
  if (!message.private) return message.sender?.type === 'user' ? 'colleague' : 'activity'
  return mentionsMe ? 'mention' : 'note'
}

function isMine(message: Message, me: UserId): boolean {
  return message.type === 'outgoing' && (message.id === null || (message.sender?.type === 'user' && message.sender.id === me))
}

function isOld({ message, source, gapMs }: FactOf<'MessageArrived'>, serverNow: number): boolean {
  return gapMs > LONG_GAP_MS || serverNow - message.createdAt > oldestFrom(source)
}

/** A look may see a new message before the socket tells of it; a page of history is never news. */
function oldestFrom(source: NewsSource): number {
  if (source === 'history') return Number.NEGATIVE_INFINITY
  return source === 'socket' ? OLD_FRAME_MS : LONG_GAP_MS
}
