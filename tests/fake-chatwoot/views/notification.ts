import { toEpoch, toIso } from '../model/clock'
import { mustGet } from '../model/database'
import type { JsonObject } from '../model/json'
import type { Conversation, Message, Notification } from '../model/rows'
import type { World } from '../model/world'
import { pushConversationView } from './conversation'
import { pushMessageView } from './message'
import { pushUserView } from './user'

const TITLES: Record<Notification['type'], (number: number) => string> = {
  conversation_creation: (number) => `A conversation (#${number}) has been created`,
  conversation_assignment: (number) => `A conversation (#${number}) has been assigned to you`,
  assigned_conversation_new_message: (number) => `A new message is created in conversation (#${number})`,
  conversation_mention: (number) => `You have been mentioned in conversation (#${number})`,
  participating_conversation_new_message: (number) => `A new message is created in conversation (#${number})`,
}

/** A notification as REST lists it. */
export function notificationView(world: World, notification: Notification): JsonObject {
  const conversation = mustGet(world.db.conversations, notification.conversationId)
  return {
    ...partsOf(world, notification, conversation),
    push_message_title: TITLES[notification.type](conversation.displayId),
    push_message_body: bodyOf(world, notification, conversation),
  }
}

/** A notification as events tell it: the title holds the body there. */
export function pushNotificationView(world: World, notification: Notification): JsonObject {
  const conversation = mustGet(world.db.conversations, notification.conversationId)
  const body = bodyOf(world, notification, conversation)
  return {
    ...partsOf(world, notification, conversation),
    account_id: notification.accountId,
    push_message_title: body,
    push_message_body: body,
  }
}

function partsOf(world: World, notification: Notification, conversation: Conversation): JsonObject {
  const message = world.db.messages.get(notification.messageId)
  return {
    id: notification.id,
    notification_type: notification.type,
    primary_actor_type: 'Conversation',
    primary_actor_id: conversation.id,
    primary_actor: pushConversationView(world, conversation),
    read_at: toIso(notification.readAt),
    secondary_actor: message ? pushMessageView(world, message) : null,
    user: pushUserView(world, mustGet(world.db.users, notification.userId), notification.accountId),
    created_at: toEpoch(notification.createdAt),
    last_activity_at: toEpoch(notification.lastActivityAt),
    snoozed_until: toIso(notification.snoozedUntil),
    meta: notification.meta,
  }
}

/** "Eva: Where is it?", or ": No content" where nobody has said anything yet. */
function bodyOf(world: World, { type, messageId }: Notification, { messages }: Conversation): string {
  const about = world.db.messages.get(messageId)
  const isOfMessage = type !== 'conversation_assignment' && type !== 'conversation_creation'
  const message = isOfMessage ? about : messages.findLast((one) => one.type === 'incoming')
  const text = message?.content ?? (message?.attachments.length ? 'Attachment' : 'No content')
  return `${message ? nameOf(world, message) : ''}: ${text.replace(/\[(@[^\]]*)\]\(mention:[^)]*\)/g, '$1')}`
}

function nameOf({ db }: World, { sender }: Message): string {
  if (!sender) return ''
  if (sender.type === 'Contact') return db.contacts.get(sender.id)?.name ?? ''
  return sender.type === 'User' ? (db.users.get(sender.id)?.name ?? '') : (db.bots.get(sender.id)?.name ?? '')
}

/** The row of a notification, as the calls that change one answer. */
export function rawNotificationView(notification: Notification): JsonObject {
  return {
    id: notification.id,
    user_id: notification.userId,
    account_id: notification.accountId,
    notification_type: notification.type,
    primary_actor_type: 'Conversation',
    primary_actor_id: notification.conversationId,
    secondary_actor_type: notification.messageId === null ? null : 'Message',
    secondary_actor_id: notification.messageId,
    read_at: toIso(notification.readAt),
    snoozed_until: toIso(notification.snoozedUntil),
    last_activity_at: toIso(notification.lastActivityAt),
    created_at: toIso(notification.createdAt),
    updated_at: toIso(notification.updatedAt),
    meta: notification.meta,
  }
}
