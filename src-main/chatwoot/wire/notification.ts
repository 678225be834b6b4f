import { z } from 'zod'
import { rowId, text, texts, time } from './parts'

/** A notification row (FACTS §3.7). `primary_actor_id` is the database id; the number is inside `primary_actor`. */
export const notificationWire = z.object({
  id: rowId,
  notification_type: text,
  push_message_title: text,
  primary_actor_type: text,
  primary_actor_id: rowId.nullish().catch(undefined),
  primary_actor: z
    .object({ id: rowId.nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
  read_at: time,
  snoozed_until: time,
  last_activity_at: time,
})
export type NotificationWire = z.infer<typeof notificationWire>

export const notificationSettingsWire = z.object({
  all_email_flags: texts,
  selected_email_flags: texts,
  all_push_flags: texts,
  selected_push_flags: texts,
})
