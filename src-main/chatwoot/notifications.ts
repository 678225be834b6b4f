/** The agent's own notification rows (FACTS §3.7). Two ids: a row's own, and the database id of its conversation. */
import type { AccountId, ConversationId } from '../../src-preload/contract/ids'
import type { Outcome } from '../core/outcome'
import { accountPath, nothing, type Call, type Reader } from './call'
import { list, metaNumber, one } from './readers'
import { id, toMs } from './translate/plain'
import { notificationSettingsWire, notificationWire, type NotificationWire } from './wire/notification'

/** A notification. `conversationRowId` is the database id: read_all wants it and nothing else gives it. */
export interface Notification {
  id: number
  type: string
  title: string
  conversationId: ConversationId | null
  conversationRowId: number | null
  readAt: number | null
  snoozedUntilAt: number | null
  lastActivityAt: number | null
}

function toNotification(wire: NotificationWire): Notification {
  const number = wire.primary_actor?.id
  return {
    id: wire.id,
    type: wire.notification_type ?? '',
    title: wire.push_message_title ?? '',
    conversationId: number ? id(number) : null,
    conversationRowId: wire.primary_actor_type === 'Conversation' ? (wire.primary_actor_id ?? null) : null,
    readAt: toMs(wire.read_at),
    snoozedUntilAt: toMs(wire.snoozed_until),
    lastActivityAt: toMs(wire.last_activity_at),
  }
}

/** A page of 15. */
export interface NotificationPage {
  notifications: Notification[]
  unreadCount: number | null
  count: number | null
}

const rowsOf = list({ noun: 'notification', wire: notificationWire, to: toNotification })
const readPage: Reader<NotificationPage> = (body, seen) => {
  const notifications = rowsOf(body, seen)
  return notifications && { notifications, unreadCount: metaNumber(body, 'unread_count'), count: metaNumber(body, 'count') }
}

/** `GET notifications`: unread ones, with read and snoozed ones only if asked for (FACTS §3.7). */
export function listNotifications(
  call: Call,
  account: AccountId,
  ask: { page?: number; order?: 'asc' | 'desc'; includes?: readonly ('read' | 'snoozed')[] },
): Promise<Outcome<NotificationPage>> {
  const query = { page: ask.page, sort_order: ask.order, includes: ask.includes }
  return call({ method: 'GET', path: accountPath(account, 'notifications'), query, read: readPage })
}

/** `GET notifications/unread_count`: a bare number (FACTS §3.7). */
export function countUnread(call: Call, account: AccountId): Promise<Outcome<number>> {
  const read: Reader<number> = (body) => (typeof body === 'number' ? body : undefined)
  return call({ method: 'GET', path: accountPath(account, 'notifications', 'unread_count'), read })
}

/** `PATCH notifications/:id` (FACTS §3.7). */
export function markRead(call: Call, account: AccountId, notification: number): Promise<Outcome<null>> {
  return call({ method: 'PATCH', path: accountPath(account, 'notifications', notification), json: {}, read: nothing })
}

/**
 * `POST read_all` for one conversation, by its database id. An id that is no row marks everything read, so only ids from
 * notification rows may come here (FACTS §3.7, §10.27).
 */
export function markConversationRead(call: Call, account: AccountId, conversationRowId: number): Promise<Outcome<null>> {
  const json = { primary_actor_type: 'Conversation', primary_actor_id: conversationRowId }
  return call({ method: 'POST', path: accountPath(account, 'notifications', 'read_all'), json, read: nothing })
}

/** `POST read_all` without a body: all of them (FACTS §3.7). */
export function markAllRead(call: Call, account: AccountId): Promise<Outcome<null>> {
  return call({ method: 'POST', path: accountPath(account, 'notifications', 'read_all'), read: nothing })
}

/** `POST :id/snooze`, in epoch seconds (FACTS §3.7). */
export function snoozeNotification(
  call: Call,
  account: AccountId,
  what: { id: number; untilAt: number },
): Promise<Outcome<null>> {
  const path = accountPath(account, 'notifications', what.id, 'snooze')
  return call({ method: 'POST', path, json: { snoozed_until: Math.floor(what.untilAt / 1000) }, read: nothing })
}

/** `POST :id/unread` (FACTS §3.7). */
export function markNotificationUnread(call: Call, account: AccountId, notification: number): Promise<Outcome<null>> {
  return call({ method: 'POST', path: accountPath(account, 'notifications', notification, 'unread'), read: nothing })
}

/** `DELETE notifications/:id` (FACTS §3.7). */
export function deleteNotification(call: Call, account: AccountId, notification: number): Promise<Outcome<null>> {
  return call({ method: 'DELETE', path: accountPath(account, 'notifications', notification), read: nothing })
}

/** `POST destroy_all`: done later (FACTS §3.7). */
export function deleteNotifications(call: Call, account: AccountId, which: 'read' | 'all'): Promise<Outcome<null>> {
  return call({
    method: 'POST',
    path: accountPath(account, 'notifications', 'destroy_all'),
    json: { type: which },
    read: nothing,
  })
}

/** Flags such as `email_conversation_mention`; `all…` is what can be chosen. */
export interface NotificationSettings {
  allEmail: string[]
  email: string[]
  allPush: string[]
  push: string[]
}

const readSettings = one(notificationSettingsWire, (wire): NotificationSettings | null => {
  if (!wire.all_email_flags && !wire.all_push_flags) return null
  return {
    allEmail: wire.all_email_flags ?? [],
    email: wire.selected_email_flags ?? [],
    allPush: wire.all_push_flags ?? [],
    push: wire.selected_push_flags ?? [],
  }
})

/** `GET notification_settings` (FACTS §3.7). */
export function readNotificationSettings(call: Call, account: AccountId): Promise<Outcome<NotificationSettings>> {
  return call({ method: 'GET', path: accountPath(account, 'notification_settings'), read: readSettings })
}

/** `PUT notification_settings`: both lists always, an omitted one would be cleared (FACTS §3.7). */
export function setNotificationSettings(
  call: Call,
  account: AccountId,
  to: { email: readonly string[]; push: readonly string[] },
): Promise<Outcome<NotificationSettings>> {
  const json = { notification_settings: { selected_email_flags: to.email, selected_push_flags: to.push } }
  return call({ method: 'PUT', path: accountPath(account, 'notification_settings'), json, read: readSettings })
}
