/**
 * What Perch talks about. All times end in `At` and are epoch milliseconds; the server's four ways to write a time
 * end in `chatwoot/translate`. Enum values of the server that we do not know stay as text and never crash (FACTS §7).
 */
import { z } from 'zod'
import { accountId, clientId, contactId, conversationId, inboxId, messageId, profileId, userId } from './ids'
import { attachmentSchema, mailHeadSchema, recipientsSchema } from './message-parts'
import { templateUse } from './message-template'
import { offerSchema } from './offer'
import { availability } from './profiles'
import { serverFilter } from './server-filter'

export * from './message-parts'
export * from './profiles'

const at = z.number()

/** An agent as others see her. `availability` is null when the server did not say (FACTS §5.3). */
export const agentSchema = z.object({
  id: userId,
  name: z.string(),
  email: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  availability: availability.nullable(),
  role: z.string().nullable(),
})
export type Agent = z.infer<typeof agentSchema>

/** A customer, as far as the server told us. Keys that no socket event carries stay null until REST fills them. */
export const contactSchema = z.object({
  id: contactId,
  name: z.string(),
  email: z.string().nullable(),
  phoneNumber: z.string().nullable(),
  identifier: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  blocked: z.boolean(),
  customAttributes: z.record(z.string(), z.unknown()),
  additionalAttributes: z.record(z.string(), z.unknown()),
  /** Nothing tells them but the call that asks for them (FACTS §3.8). */
  labels: z.array(z.string()).optional(),
})
export type Contact = z.infer<typeof contactSchema>

/** `channel` is the server's class name such as `Channel::Whatsapp`; unknown ones are shown as a plain inbox. */
export const inboxSchema = z.object({
  id: inboxId,
  name: z.string(),
  channel: z.string(),
  avatarUrl: z.string().nullable(),
  phoneNumber: z.string().nullable(),
  email: z.string().nullable(),
  webhookUrl: z.string().nullable(),
  inboxIdentifier: z.string().nullable(),
  /** Where the mails of an e-mail inbox are forwarded to. */
  forwardTo: z.string().nullable().optional(),
  /** Of a Twilio inbox: `sms` or `whatsapp`. What is absent here and below was not asked for yet. */
  medium: z.string().nullable().optional(),
  /** Who carries a WhatsApp inbox, such as `whatsapp_cloud`. */
  provider: z.string().nullable().optional(),
  /** Hours an API inbox leaves for an answer after the customer's last message; null: no end. */
  replyHours: z.number().nullable().optional(),
})
export type Inbox = z.infer<typeof inboxSchema>

export const teamSchema = z.object({ id: z.number().int(), name: z.string(), isMember: z.boolean() })
export type Team = z.infer<typeof teamSchema>

export const labelSchema = z.object({ title: z.string(), color: z.string(), description: z.string().nullable() })
export type Label = z.infer<typeof labelSchema>

export const cannedResponseSchema = z.object({ id: z.number().int(), shortCode: z.string(), content: z.string() })
export type CannedResponse = z.infer<typeof cannedResponseSchema>

/** Everything of an account that changes rarely. */
export const directorySchema = z.object({
  accountId,
  inboxes: z.array(inboxSchema),
  agents: z.array(agentSchema),
  teams: z.array(teamSchema),
  labels: z.array(labelSchema),
  cannedResponses: z.array(cannedResponseSchema),
  /** Absent: not asked for yet. */
  filters: z.array(serverFilter).optional(),
})
export type Directory = z.infer<typeof directorySchema>

/**
 * Who wrote a message: `contact` is the customer, `user` an agent, `agent_bot` a bot; others stay as they are. `blocked`: a
 * customer whom the team has muted.
 */
export const senderSchema = z.object({
  type: z.string(),
  id: z.number().int().nullable(),
  name: z.string(),
  avatarUrl: z.string().nullable(),
  blocked: z.boolean().optional(),
})
export type Sender = z.infer<typeof senderSchema>

export const messageType = z.enum(['incoming', 'outgoing', 'activity', 'template'])
export type MessageType = z.infer<typeof messageType>

/**
 * A message as stored. `id` is null while only this computer has it; then `clientId` names it.
 * `marker` is `external_created_at` as epoch seconds with a unique fraction (FACTS §4.2); compare with 0.5 µs tolerance.
 * `status`: sent | delivered | read | failed, or a word of a newer server.
 */
export const messageSchema = z.object({
  accountId,
  conversationId,
  inboxId: inboxId.nullable(),
  id: messageId.nullable(),
  clientId: clientId.nullable(),
  marker: z.number().nullable(),
  type: messageType,
  contentType: z.string(),
  content: z.string(),
  html: z.string().nullable(),
  mail: mailHeadSchema.nullable(),
  private: z.boolean(),
  status: z.string(),
  error: z.string().nullable(),
  deleted: z.boolean(),
  inReplyTo: messageId.nullable(),
  sender: senderSchema.nullable(),
  attachments: z.array(attachmentSchema),
  /** Forms, choices, cards, surveys and what else a text alone does not say. */
  offer: offerSchema.optional(),
  /** What the server made of it in other languages, by their codes. */
  translations: z.record(z.string(), z.string()).optional(),
  createdAt: at,
})
export type Message = z.infer<typeof messageSchema>

/** Where an unsent reply stands; HOUSE §5 has the table of states. */
export const jobState = z.enum(['resting', 'queued', 'sending', 'unsure', 'held', 'failed'])
export type JobState = z.infer<typeof jobState>

/**
 * Why a reply waits, as a key of the catalogs, with the server's own words beside it where it said any.
 * `offline`, `throttled`, `signed-out`, `server-error`, `no-answer`, `refused`, `too-large`, `gave-up`, `conversation-gone` …
 */
export const jobReason = z.object({ key: z.string(), words: z.string().nullable() })
export type JobReason = z.infer<typeof jobReason>

/**
 * The outbox side of an unsent message, for the bubble. `untilAt` is the end of the undo ring or the next try; `leaveAt` is the
 * time the agent chose for it, null: as soon as it can.
 */
export const outboxStateSchema = z.object({
  clientId,
  state: jobState,
  untilAt: at.nullable(),
  leaveAt: at.nullable(),
  reason: jobReason.nullable(),
  /** It goes as a template, which no window of the channel stops. */
  isTemplate: z.boolean().optional(),
})
export type OutboxState = z.infer<typeof outboxStateSchema>

/** A message on screen: stored message plus, while unsent, its place in the outbox. */
export const timelineMessageSchema = messageSchema.extend({ outbox: outboxStateSchema.nullable() })
export type TimelineMessage = z.infer<typeof timelineMessageSchema>

/** The last message of a conversation, short, for a row of the list. */
export const previewSchema = z.object({
  id: messageId.nullable(),
  type: messageType,
  text: z.string(),
  private: z.boolean(),
  status: z.string(),
  senderType: z.string().nullable(),
  senderName: z.string().nullable(),
  attachmentType: z.string().nullable(),
  createdAt: at,
})
export type Preview = z.infer<typeof previewSchema>

export const personSchema = z.object({ id: z.number().int(), name: z.string(), avatarUrl: z.string().nullable() })
export type Person = z.infer<typeof personSchema>

/**
 * A conversation as stored. `status`: open | resolved | pending | snoozed, or a newer word.
 * `unreadCount` from the server stops at 10 and is shared by all agents (FACTS §3.2).
 * `waitingSinceAt` is null when nobody waits for an answer.
 */
export const conversationSchema = z.object({
  accountId,
  id: conversationId,
  inboxId,
  channel: z.string(),
  status: z.string(),
  priority: z.string().nullable(),
  contact: contactSchema,
  assignee: personSchema.nullable(),
  team: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  labels: z.array(z.string()),
  muted: z.boolean(),
  canReply: z.boolean(),
  unreadCount: z.number().int(),
  waitingSinceAt: at.nullable(),
  lastActivityAt: at,
  createdAt: at,
  snoozedUntilAt: at.nullable(),
  agentLastSeenAt: at.nullable(),
  assigneeLastSeenAt: at.nullable(),
  contactLastSeenAt: at.nullable(),
  firstReplyAt: at.nullable(),
  preview: previewSchema.nullable(),
  /** I am among its participants. No event tells (FACTS §3.3): absent means that nobody has asked yet. */
  following: z.boolean().optional(),
  customAttributes: z.record(z.string(), z.unknown()),
  additionalAttributes: z.record(z.string(), z.unknown()),
})
export type Conversation = z.infer<typeof conversationSchema>

/** What a row shows before its preview, strongest first (LOOK §3). */
export const rowMark = z.enum(['not-sent', 'held', 'kept', 'draft'])
export type RowMark = z.infer<typeof rowMark>

/** One row of the merged list. */
export const listRowSchema = conversationSchema.extend({
  profileId,
  mark: rowMark.nullable(),
  draftText: z.string().nullable(),
  /** Until when the channel takes a free reply, on this computer's clock (M14); absent: no end is known. */
  replyUntilAt: at.optional(),
})
export type ListRow = z.infer<typeof listRowSchema>

/** A draft lives only here: the server's own draft key is shared by all agents (FACTS §3.3). */
export const draftSchema = z.object({
  text: z.string(),
  private: z.boolean(),
  cursor: z.number().int(),
  updatedAt: at,
  /** What the reply answers; absent: nothing. */
  inReplyTo: messageId.optional(),
  /** A template that is being filled in, beside the words. */
  template: templateUse.optional(),
  /** Whom the agent chose for a mail; absent: as last time. */
  recipients: recipientsSchema.optional(),
})
export type Draft = z.infer<typeof draftSchema>
