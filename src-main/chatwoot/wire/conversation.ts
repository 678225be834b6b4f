import { z } from 'zod'
import { agentWire, contactWire } from './people'
import { anything, bag, flag, rowId, text, texts, time, whole } from './parts'

/** `meta` of a conversation: in REST an absent assignee or team means none, on the socket it is an explicit null (FACTS §3.2, §5.3). */
export const conversationMetaWire = z.object({
  sender: contactWire.nullish().catch(undefined),
  channel: text,
  assignee: agentWire.nullish().catch(undefined),
  assignee_type: text,
  team: z.object({ id: rowId, name: text }).nullish().catch(undefined),
})

/** A conversation in REST form and in push form. `id` is the number in the address (FACTS §0). */
export const conversationWire = z.object({
  id: rowId,
  inbox_id: rowId.nullish().catch(undefined),
  meta: conversationMetaWire.nullish().catch(undefined),
  channel: text,
  status: text,
  priority: text,
  labels: texts,
  muted: flag,
  can_reply: flag,
  unread_count: whole,
  waiting_since: time,
  last_activity_at: time,
  timestamp: time,
  created_at: time,
  updated_at: time,
  snoozed_until: time,
  agent_last_seen_at: time,
  assignee_last_seen_at: time,
  contact_last_seen_at: time,
  first_reply_created_at: time,
  custom_attributes: bag,
  additional_attributes: bag,
  messages: anything,
  last_non_activity_message: anything,
})
export type ConversationWire = z.infer<typeof conversationWire>

/** Counts of a list; filter and search leave `assigned_count` out (FACTS §3.1). */
export const countsWire = z.object({ mine_count: whole, assigned_count: whole, unassigned_count: whole, all_count: whole })
