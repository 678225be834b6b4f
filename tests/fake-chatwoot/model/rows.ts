import type { JsonObject } from './json'

/**
 * The tables. Times are milliseconds since 1970 with a fraction (the database keeps microseconds); null is never.
 */
export type Role = 'administrator' | 'agent'
export type Availability = 'online' | 'busy' | 'offline'
export type Status = 'open' | 'resolved' | 'pending' | 'snoozed'
export type Priority = 'low' | 'medium' | 'high' | 'urgent'
export type MessageStatus = 'sent' | 'delivered' | 'read' | 'failed'

/** Numbers of message types as the wire has them. */
export const MESSAGE_TYPES = { incoming: 0, outgoing: 1, activity: 2, template: 3 } as const
export type MessageType = keyof typeof MESSAGE_TYPES

export interface Account {
  id: number
  name: string
  locale: string
  createdAt: number
  lastConversationNumber: number
  /** Whoever runs the server has closed it; not seen live, after FACTS §1.3. */
  isSuspended: boolean
  cacheKeys: { label: number; inbox: number; team: number }
}

export interface Membership {
  accountId: number
  role: Role
  availability: Availability
  autoOffline: boolean
  activeAt: number | null
  /** Counts up with every change: the real server lists changed memberships last. */
  touched: number
  emailFlags: string[]
  pushFlags: string[]
}

export interface User {
  id: number
  key: string
  name: string
  displayName: string | null
  email: string
  password: string
  /** The second factor that is right, where the person has one. */
  otpCode: string | null
  accessToken: string
  pubsubToken: string
  messageSignature: string | null
  uiSettings: JsonObject
  customAttributes: JsonObject
  memberships: Membership[]
  createdAt: number
}

export interface AgentBot {
  id: number
  accountId: number
  name: string
  description: string | null
  outgoingUrl: string
  accessToken: string
}

export interface Inbox {
  id: number
  accountId: number
  channelId: number
  channelType: string
  name: string
  memberIds: number[]
  avatar: Blob | null
  agentBotId: number | null
  /** What the inbox form sets: greeting_enabled, timezone and so on, under the names of the wire. */
  settings: JsonObject
  /** The same for its channel: webhook_url, hmac_token, identifier, website_token. */
  channel: JsonObject
  createdAt: number
  updatedAt: number
}

export interface Blob {
  id: number
  key: string
  filename: string
  contentType: string
  bytes: Uint8Array
}

export interface Contact {
  id: number
  accountId: number
  name: string
  email: string | null
  phoneNumber: string | null
  identifier: string | null
  blocked: boolean
  avatar: Blob | null
  labels: string[]
  notes: Note[]
  customAttributes: JsonObject
  additionalAttributes: JsonObject
  lastActivityAt: number | null
  createdAt: number
}

export interface Note {
  id: number
  content: string
  userId: number
  createdAt: number
  updatedAt: number
}

export interface ContactInbox {
  id: number
  contactId: number
  inboxId: number
  sourceId: string
  pubsubToken: string
  createdAt: number
}

export interface Conversation {
  id: number
  displayId: number
  accountId: number
  inboxId: number
  contactId: number
  contactInboxId: number
  uuid: string
  status: Status
  priority: Priority | null
  assigneeId: number | null
  teamId: number | null
  labels: string[]
  participantIds: number[]
  mentionedIds: number[]
  customAttributes: JsonObject
  additionalAttributes: JsonObject
  draft: string | null
  snoozedUntil: number | null
  waitingSince: number | null
  firstReplyAt: number | null
  agentLastSeenAt: number | null
  assigneeLastSeenAt: number | null
  contactLastSeenAt: number | null
  lastActivityAt: number
  createdAt: number
  updatedAt: number
  /** Oldest first; rows of messages live here and in the table of messages. */
  messages: Message[]
}

export interface Message {
  id: number
  conversationId: number
  accountId: number
  inboxId: number
  content: string | null
  type: MessageType
  contentType: string
  status: MessageStatus
  isPrivate: boolean
  sender: { type: 'User' | 'Contact' | 'AgentBot'; id: number } | null
  sourceId: string | null
  contentAttributes: JsonObject
  additionalAttributes: JsonObject
  attachments: Attachment[]
  createdAt: number
  updatedAt: number
}

export interface Attachment {
  id: number
  messageId: number
  accountId: number
  fileType: 'image' | 'audio' | 'video' | 'file'
  blob: Blob
  width: number | null
  height: number | null
}

export interface Notification {
  id: number
  accountId: number
  userId: number
  type: NotificationType
  conversationId: number
  messageId: number | null
  readAt: number | null
  snoozedUntil: number | null
  meta: JsonObject
  lastActivityAt: number
  createdAt: number
  updatedAt: number
}

export type NotificationType =
  | 'conversation_creation'
  | 'conversation_assignment'
  | 'assigned_conversation_new_message'
  | 'conversation_mention'
  | 'participating_conversation_new_message'
