import type { Notification } from '../model/rows'
import { empty, errors, json, type Answer } from '../http/answer'
import { idIn, pageFrom, pageOf, type AccountCall } from '../http/call'
import { member, type Route } from '../http/routes'
import { announceNotification, deleteNotification, notificationsOf } from '../rules/notify'
import { notificationView, rawNotificationView } from '../views/notification'

const PAGE = 15

/** What somebody is told about. */
export const notificationRoutes: Route[] = [
  ...member.get('notifications', list),
  ...member.get('notifications/unread_count', (call) =>
    json(own(call).filter((one) => isUnread(one) && one.snoozedUntil === null).length),
  ),
  ...member.post('notifications/read_all', readAll),
  ...member.post('notifications/destroy_all', destroyAll),
  ...member.change('notifications/:id', (call) => change(call, { readAt: call.world.clock.now() })),
  ...member.post('notifications/:id/unread', (call) => change(call, { readAt: null })),
  ...member.post('notifications/:id/snooze', snooze),
  ...member.delete('notifications/:id', (call) => {
    deleteNotification(call.world, notificationFor(call), call.user)
    return empty()
  }),
]

function own({ world, user, account }: AccountCall): Notification[] {
  return notificationsOf(world, user, account.id)
}

function isUnread({ readAt }: Notification): boolean {
  return readAt === null
}

/** Read and snoozed ones are left out unless asked for. */
function list(call: AccountCall): Answer {
  const { query, world } = call
  const includes = query.getAll('includes[]')
  const listed = own(call).filter(({ readAt, snoozedUntil }) => {
    return (readAt === null || includes.includes('read')) && (snoozedUntil === null || includes.includes('snoozed'))
  })
  if (query.get('sort_order') === 'asc') listed.reverse()
  const { number, told } = pageOf(call)
  const payload = pageFrom(listed, { page: number, size: PAGE }).map((one) => notificationView(world, one))
  const meta = { unread_count: listed.filter(isUnread).length, count: listed.length, current_page: told }
  return json({ data: { meta, payload } })
}

function notificationFor(call: AccountCall): Notification {
  const found = own(call).find(({ id }) => id === idIn(call))
  if (!found) throw errors.notFound()
  return found
}

function change(call: AccountCall, wanted: Partial<Notification>): Answer {
  const notification = notificationFor(call)
  Object.assign(notification, wanted, { updatedAt: call.world.clock.now() })
  announceNotification(call.world, notification, { event: 'notification.updated', performer: call.user })
  return json(rawNotificationView(notification))
}

function snooze(call: AccountCall): Answer {
  const seconds = Number(call.body.fields['snoozed_until'])
  return change(call, { snoozedUntil: seconds ? seconds * 1000 : null, meta: { last_snoozed_at: null } })
}

/** By the row of a conversation; a row that is none marks everything as read. No event tells. */
function readAll(call: AccountCall): Answer {
  const { world, body } = call
  const row = Number(body.fields['primary_actor_id'])
  const isOne = body.fields['primary_actor_type'] === 'Conversation' && world.db.conversations.get(row) !== undefined
  for (const one of own(call)) {
    if (one.readAt === null && (!isOne || one.conversationId === row)) one.readAt = world.clock.now()
  }
  return empty()
}

function destroyAll(call: AccountCall): Answer {
  const isRead = call.body.fields['type'] === 'read'
  for (const one of own(call)) {
    if (!isRead || one.readAt !== null) call.world.db.notifications.delete(one.id)
  }
  return empty()
}
