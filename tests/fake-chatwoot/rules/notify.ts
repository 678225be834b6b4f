import type { JsonObject } from '../model/json'
import type { Conversation, Message, Notification, NotificationType, User } from '../model/rows'
import type { World } from '../model/world'
import { pushNotificationView } from '../views/notification'
import { performerOf } from './announce'

/** Makes a notification, and deletes the older ones of the same person about the same conversation. */
export function notify(
  world: World,
  about: { user: User; type: NotificationType; conversation: Conversation; message?: Message },
): void {
  const { user, type, conversation, message } = about
  const isBlocked = world.db.contacts.get(conversation.contactId)?.blocked === true
  if (isBlocked && type !== 'conversation_mention') return
  const older = notificationsOf(world, user, conversation.accountId).filter((one) => one.conversationId === conversation.id)
  const now = world.clock.now()
  const made = world.db.notifications.add((id) => ({
    id,
    accountId: conversation.accountId,
    userId: user.id,
    type,
    conversationId: conversation.id,
    messageId: message?.id ?? null,
    readAt: null,
    snoozedUntil: null,
    meta: {},
    lastActivityAt: now,
    createdAt: now,
    updatedAt: now,
  }))
  announceNotification(world, made, { event: 'notification.created', performer: null })
  for (const one of older) deleteNotification(world, one, null)
}

/** Tells the owner about a notification, with the counts of this moment. */
export function announceNotification(
  world: World,
  notification: Notification,
  { event, performer }: { event: string; performer: User | null },
): void {
  const owner = world.db.users.get(notification.userId)
  if (!owner) return
  const isGone = event === 'notification.deleted'
  const counts = countsOf(world, owner, notification.accountId)
  const more = { account_id: notification.accountId, ...performerOf(world, performer, notification.accountId) }
  world.herald.toUsers([owner], event, () => ({
    notification: isGone ? { id: notification.id } : pushNotificationView(world, notification),
    ...counts,
    ...more,
  }))
}

/** Removes a notification and tells its owner. */
export function deleteNotification(world: World, notification: Notification, performer: User | null): void {
  world.db.notifications.delete(notification.id)
  announceNotification(world, notification, { event: 'notification.deleted', performer })
}

/** All notifications of a person in an account, newest first. */
export function notificationsOf({ db }: World, user: User, accountId: number): Notification[] {
  const own = db.notifications.where((one) => one.userId === user.id && one.accountId === accountId)
  return own.sort((one, two) => two.lastActivityAt - one.lastActivityAt)
}

function countsOf(world: World, user: User, accountId: number): JsonObject {
  const unread = notificationsOf(world, user, accountId).filter((one) => one.readAt === null && !one.snoozedUntil)
  return { unread_count: unread.length, count: unread.length }
}
