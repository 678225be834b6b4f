/** Frames of the socket → events in our words (FACTS §5.3). What cannot be read is `ignored`: catch-up will have it. */
import type { AccountId, UserId } from '../../../src-preload/contract/ids'
import type { ServerEvent } from '../../core/news'
import { conversationWire } from '../wire/conversation'
import { notificationEventWire, presenceWire, typingWire, type EventWire } from '../wire/event'
import { messageWire } from '../wire/message'
import { contactWire } from '../wire/people'
import { toConversationNews } from './conversation'
import { evidenceOf, toMessageNews } from './message'
import { senderType, toAvailability, toContact } from './people'
import { id } from './plain'

/** Whose subscription a frame came by, and the server's time for objects that do not carry their own. */
export interface EventContext {
  accountId: AccountId
  userId: UserId
  at: number
}

type Translator = (data: unknown, context: EventContext, name: string) => ServerEvent | null

const TRANSLATORS: Record<string, Translator> = {
  'message.created': messageEvent,
  'message.updated': messageEvent,
  'conversation.created': conversationEvent,
  'conversation.updated': conversationEvent,
  'conversation.status_changed': conversationEvent,
  'conversation.contact_changed': conversationEvent,
  'conversation.read': conversationEvent,
  'conversation.mentioned': conversationEvent,
  'assignee.changed': conversationEvent,
  'team.changed': conversationEvent,
  'conversation.typing_on': typingEvent,
  'conversation.typing_off': typingEvent,
  'contact.created': contactEvent,
  'contact.updated': contactEvent,
  'contact.merged': contactEvent,
  'contact.deleted': contactEvent,
  'notification.updated': notificationEvent,
  'notification.deleted': notificationEvent,
  'account.cache_invalidated': () => ({ kind: 'directory-stale' }),
  'presence.update': presenceEvent,
}

/**
 * Events that are left alone on purpose: the first reply comes as message.created too, alerts are made from messages and not
 * from notification rows (HOUSE §7), and the last is a feature Perch has not.
 */
export const IGNORED_EVENTS: readonly string[] = ['first.reply.created', 'notification.created', 'copilot.message.created']

/** One frame whose account was already checked. Never throws for what a server may send. */
export function toServerEvent(frame: EventWire, context: EventContext): ServerEvent {
  const translate = Object.hasOwn(TRANSLATORS, frame.event) ? TRANSLATORS[frame.event] : undefined
  return translate?.(frame.data, context, frame.event) ?? { kind: 'ignored', name: frame.event }
}

function messageEvent(data: unknown, context: EventContext, name: string): ServerEvent | null {
  const wire = messageWire.safeParse(data)
  if (!wire.success) return null
  const message = toMessageNews(wire.data, {
    accountId: context.accountId,
    conversationId: null,
    evidenceAt: evidenceOf(wire.data, context.at),
  })
  if (!message) return null
  return name === 'message.updated' ? { kind: 'message-updated', message } : { kind: 'message-created', message }
}

function conversationEvent(data: unknown, context: EventContext, name: string): ServerEvent | null {
  const wire = conversationWire.safeParse(data)
  if (!wire.success) return null
  const conversation = toConversationNews(wire.data, { accountId: context.accountId, from: 'socket', at: context.at })
  if (name === 'conversation.mentioned') return { kind: 'conversation-mentioned', conversation }
  return { kind: name === 'conversation.created' ? 'conversation-created' : 'conversation-changed', conversation }
}

function typingEvent(data: unknown, _context: EventContext, name: string): ServerEvent | null {
  const wire = typingWire.safeParse(data)
  if (!wire.success) return null
  const { user, conversation } = wire.data
  const who = { type: user?.type ?? senderType(null), id: user?.id ?? 0, name: user?.available_name || user?.name || '' }
  const on = name === 'conversation.typing_on'
  return { kind: 'typing', conversationId: id(conversation.id), on, who, private: wire.data.is_private ?? false }
}

function contactEvent(data: unknown, context: EventContext, name: string): ServerEvent | null {
  const wire = contactWire.safeParse(data)
  if (!wire.success) return null
  if (name === 'contact.deleted') return { kind: 'contact-deleted', contactId: id(wire.data.id) }
  return {
    kind: 'contact-changed',
    contact: { accountId: context.accountId, id: id(wire.data.id), fields: toContact(wire.data) },
  }
}

/** An update without `read_at` is a notification coming back (unread, snoozed): nothing to withdraw. */
function notificationEvent(data: unknown, _context: EventContext, name: string): ServerEvent | null {
  const wire = notificationEventWire.safeParse(data)
  if (!wire.success) return null
  const { notification } = wire.data
  if (name === 'notification.updated' && !notification.read_at) return null
  const number = notification.primary_actor?.id
  return { kind: 'notification-gone', conversationId: number ? id(number) : null, notificationId: notification.id }
}

/** Absent means offline; the list names available people only (FACTS §5.2). */
function presenceEvent(data: unknown, context: EventContext): ServerEvent | null {
  const wire = presenceWire.safeParse(data)
  if (!wire.success || !wire.data.users) return null
  return { kind: 'presence', availability: toAvailability(wire.data.users[String(context.userId)] ?? 'offline') }
}
