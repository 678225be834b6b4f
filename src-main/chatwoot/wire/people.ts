import { z } from 'zod'
import { anything, bag, flag, rowId, text, time } from './parts'

/** A customer in REST form (FACTS §3.8) and in socket form (§5.3). */
export const contactWire = z.object({
  id: rowId,
  name: text,
  email: text,
  phone_number: text,
  identifier: text,
  thumbnail: text,
  blocked: flag,
  custom_attributes: bag,
  additional_attributes: bag,
  last_activity_at: time,
  created_at: time,
  contact_inboxes: anything,
})
export type ContactWire = z.infer<typeof contactWire>

/** An agent as REST writes it (FACTS §3.6) or as events do (§5.3: `availability_status` may be null); also a bot. */
export const agentWire = z.object({
  id: rowId,
  name: text,
  available_name: text,
  email: text,
  thumbnail: text,
  avatar_url: text,
  availability_status: text,
  role: text,
  type: text,
})
export type AgentWire = z.infer<typeof agentWire>

/** Whoever wrote a message: any of the above, told apart by `type` (FACTS §3.4). */
export const senderWire = z.object({
  id: rowId.nullish().catch(undefined),
  name: text,
  available_name: text,
  type: text,
  thumbnail: text,
  avatar_url: text,
  blocked: flag,
})
export type SenderWire = z.infer<typeof senderWire>

/** The place of a person in an account. */
export const membershipWire = z.object({
  id: rowId,
  name: text,
  role: text,
  status: text,
  availability: text,
  auto_offline: flag,
})
export type MembershipWire = z.infer<typeof membershipWire>

/** `GET /profile` and the user of a sign-in (FACTS §1.5). The order of accounts means nothing. */
export const userWire = z.object({
  id: rowId,
  name: text,
  available_name: text,
  email: text,
  avatar_url: text,
  pubsub_token: text,
  message_signature: text,
  accounts: anything,
})
export type UserWire = z.infer<typeof userWire>

/** A slim inbox beside its source_id (FACTS §3.8: contactable_inboxes). */
export const contactInboxWire = z.object({ source_id: text, inbox: z.object({ id: rowId, name: text, channel_type: text }) })

/** A note about a contact; its account_id and contact_id are wrong on the server, so they are not read (FACTS §3.8). */
export const noteWire = z.object({
  id: rowId,
  content: text,
  user: agentWire.nullish().catch(undefined),
  created_at: time,
})
