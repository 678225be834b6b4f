/**
 * Pure merge rules for what the server tells (HOUSE §6, FACTS §5.3). Socket and REST objects carry different keys, arrive
 * twice, late and out of order, so: newer evidence wins field by field; an absent field never erases, an explicit null does;
 * older evidence only fills what never changes and is not here yet.
 */
import type { Contact, Conversation, Message, Preview } from '../../../src-preload/contract/entities'
import type { ConversationNews, MessageNews } from '../news'
import type { StoredConversation, StoredMessage } from '../ports'

const STATUS_STEPS = ['sent', 'delivered', 'read']

/** `base` with what was told put over it: `undefined` is how a translator says "not told". Every message passes here: a plain loop. */
export function overlaid<T extends object>(base: T, fields: Partial<T>): T {
  const copy = { ...base }
  for (const key in fields) {
    const value = fields[key]
    if (value !== undefined) copy[key] = value
  }
  return copy
}

/**
 * What older evidence may still fill in: only what never changes on the server, and only while we do not have it. A null
 * of anything else may be newer truth (a snooze that ended, a priority taken away).
 */
function fillIn<T extends object>(stored: T, fields: Partial<T>, lasting: readonly (keyof T)[]): Partial<T> {
  const missing = lasting.filter((key) => fields[key] !== undefined && isUnknown(stored[key]))
  return Object.fromEntries(missing.map((key) => [key, fields[key]])) as Partial<T>
}

function isUnknown(value: unknown): boolean {
  return value === null || value === '' || value === 0
}

const LASTING_OF_CONVERSATION = ['inboxId', 'channel'] as const
const LASTING_OF_MESSAGE = ['inboxId', 'sender', 'mail', 'html', 'inReplyTo'] as const

function emptyContact(id: Contact['id']): Contact {
  return {
    id,
    name: '',
    email: null,
    phoneNumber: null,
    identifier: null,
    avatarUrl: null,
    blocked: false,
    customAttributes: {},
    additionalAttributes: {},
  }
}

function emptyConversation(news: ConversationNews): Conversation {
  return {
    accountId: news.accountId,
    id: news.id,
    inboxId: 0 as Conversation['inboxId'],
    channel: '',
    status: 'open',
    priority: null,
    contact: emptyContact(0 as Contact['id']),
    assignee: null,
    team: null,
    labels: [],
    muted: false,
    canReply: true,
    unreadCount: 0,
    waitingSinceAt: null,
    lastActivityAt: news.evidenceAt,
    createdAt: news.evidenceAt,
    snoozedUntilAt: null,
    agentLastSeenAt: null,
    assigneeLastSeenAt: null,
    contactLastSeenAt: null,
    firstReplyAt: null,
    preview: null,
    customAttributes: {},
    additionalAttributes: {},
  }
}

/** An absent field never erases; `stored` null or of somebody else: nothing is known. */
export function mergeContact(stored: Contact | null, news: Partial<Contact> & Pick<Contact, 'id'>): Contact {
  const base = stored?.id === news.id ? stored : emptyContact(news.id)
  return overlaid(base, news)
}

/** Brings news about a conversation into what is stored; `stored` null means we never heard of it. */
export function mergeConversation(stored: StoredConversation | null, news: ConversationNews): StoredConversation {
  const base = stored?.conversation ?? emptyConversation(news)
  const isNewer = stored === null || news.evidenceAt >= stored.evidenceAt
  const { contact, ...fields } = news.fields
  const conversation = overlaid<Conversation>(base, isNewer ? fields : fillIn(base, fields, LASTING_OF_CONVERSATION))
  if (contact !== undefined && (isNewer || base.contact.id === 0)) conversation.contact = mergeContact(base.contact, contact)
  // Times that only grow are right whatever the order of the news.
  conversation.lastActivityAt = stored ? Math.max(base.lastActivityAt, fields.lastActivityAt ?? 0) : conversation.lastActivityAt
  conversation.agentLastSeenAt = later(base.agentLastSeenAt, isNewer ? conversation.agentLastSeenAt : null, fields)
  return { conversation, evidenceAt: Math.max(stored?.evidenceAt ?? 0, news.evidenceAt) }
}

/** "Mark unread" moves the time back on purpose, so newer evidence that names it wins; otherwise the later time stays. */
function later(stored: number | null, current: number | null, fields: Partial<Conversation>): number | null {
  if (fields.agentLastSeenAt !== undefined && current !== null) return current
  return stored
}

function emptyMessage(news: MessageNews): Message {
  return {
    accountId: news.accountId,
    conversationId: news.conversationId,
    inboxId: null,
    id: news.id,
    clientId: null,
    marker: null,
    type: 'incoming',
    contentType: 'text',
    content: '',
    html: null,
    mail: null,
    private: false,
    status: 'sent',
    error: null,
    deleted: false,
    inReplyTo: null,
    sender: null,
    attachments: [],
    createdAt: news.evidenceAt,
  }
}

/** Status climbs sent → delivered → read; `failed` yields only to newer evidence, for a retry starts over at `sent`. */
export function mergeStatus(stored: string, news: string, isNewer: boolean): string {
  const from = STATUS_STEPS.indexOf(stored)
  const to = STATUS_STEPS.indexOf(news)
  if (from >= 0 && to >= 0) return to > from ? news : stored
  return isNewer ? news : stored
}

/** Brings news about a message into what is stored. A deleted message stays deleted: the server has no way back. */
export function mergeMessage(stored: StoredMessage | null, news: MessageNews): StoredMessage {
  const base = stored?.message ?? emptyMessage(news)
  const isNewer = stored === null || news.evidenceAt >= stored.evidenceAt
  const { fields } = news
  const message = overlaid<Message>(base, isNewer ? fields : fillIn(base, fields, LASTING_OF_MESSAGE))
  message.id = news.id
  if (stored !== null) {
    message.status = mergeStatus(base.status, fields.status ?? base.status, isNewer)
    message.deleted = base.deleted || fields.deleted === true
    if (base.deleted && fields.deleted !== true)
      Object.assign(message, { content: base.content, attachments: base.attachments })
  }
  // The server forgets our marks on retry and deletion (FACTS §4.2); we do not.
  message.clientId = (news.clientId as Message['clientId']) ?? base.clientId
  message.marker = fields.marker ?? base.marker
  return { message, evidenceAt: Math.max(stored?.evidenceAt ?? 0, news.evidenceAt) }
}

/** The short form of a message for the row of its conversation. */
export function previewOf(message: Message): Preview {
  return {
    id: message.id,
    type: message.type,
    text: message.content.slice(0, 200),
    private: message.private,
    status: message.status,
    senderType: message.sender?.type ?? null,
    senderName: message.sender?.name ?? null,
    attachmentType: message.attachments[0]?.type ?? null,
    createdAt: message.createdAt,
  }
}

/** True when `message` should stand in the row instead of `preview`: it is the same one, or newer. Activity lines never do. */
export function isNewerPreview(preview: Preview | null, message: Message): boolean {
  if (message.type === 'activity') return false
  if (preview === null) return true
  if (preview.id !== null && preview.id === message.id) return true
  return (
    message.createdAt > preview.createdAt ||
    (message.createdAt === preview.createdAt && (message.id ?? Infinity) > (preview.id ?? 0))
  )
}
