import { mustGet } from '../model/database'
import type { JsonObject } from '../model/json'
import type { Contact, Conversation, Inbox, Message } from '../model/rows'
import type { World } from '../model/world'
import { pushContactView } from '../views/contact'
import { pushConversationView } from '../views/conversation'
import { attachmentView } from '../views/file'
import { senderView } from '../views/message'
import { setMessageStatus } from './message-status'

/** The events a webhook may ask for. */
export const WEBHOOK_EVENTS = [
  'conversation_status_changed',
  'conversation_updated',
  'conversation_created',
  'contact_created',
  'contact_updated',
  'message_created',
  'message_updated',
  'webwidget_triggered',
  'inbox_created',
  'inbox_updated',
  'conversation_typing_on',
  'conversation_typing_off',
]

/** What a webhook gets that asks for nothing. */
export const DEFAULT_WEBHOOK_EVENTS = WEBHOOK_EVENTS.slice(0, 8)

/** Sends a message to the webhooks; one that cannot be delivered to its API inbox has failed. */
export function deliverMessageHooks(world: World, message: Message, event: 'message_created' | 'message_updated'): void {
  if (message.type === 'activity') return
  const inbox = mustGet(world.db.inboxes, message.inboxId)
  const body = () => ({ ...messageBody(world, message, inbox), event })
  deliver(world, { event, inbox, accountId: inbox.accountId, body })
  const url = apiUrlOf(inbox)
  if (!url) return
  world.postman.post(url, body(), (reason) => {
    setMessageStatus(world, message, { status: 'failed', externalError: reason, performer: null })
  })
}

/** Sends a changed conversation to the webhooks. */
export function deliverConversationHooks(world: World, conversation: Conversation, isStatus: boolean): void {
  deliverConversationHook(world, conversation, 'conversation_updated')
  if (isStatus) deliverConversationHook(world, conversation, 'conversation_status_changed')
}

/** Sends one event about a conversation to the webhooks. */
export function deliverConversationHook(world: World, conversation: Conversation, event: string): void {
  const inbox = mustGet(world.db.inboxes, conversation.inboxId)
  const body = () => ({ ...pushConversationView(world, conversation), event })
  deliver(world, { event, inbox, accountId: inbox.accountId, body })
  const url = apiUrlOf(inbox)
  if (url) world.postman.post(url, body(), ignore)
}

/** Sends a contact to the webhooks. */
export function deliverContactHook(world: World, contact: Contact, event: 'contact_created' | 'contact_updated'): void {
  const account = mustGet(world.db.accounts, contact.accountId)
  const { type: _type, ...told } = pushContactView(world, contact)
  const body = () => ({ ...told, account: { id: account.id, name: account.name }, event })
  deliver(world, { event, inbox: null, accountId: account.id, body })
}

function deliver(
  { db, postman }: World,
  { event, inbox, accountId, body }: { event: string; inbox: Inbox | null; accountId: number; body: () => JsonObject },
): void {
  for (const hook of db.webhooks.all()) {
    const isForInbox = hook.inboxId === null || hook.inboxId === inbox?.id
    const wants = hook.accountId === accountId && isForInbox && hook.subscriptions.includes(event)
    if (wants) postman.post(hook.url, body(), ignore)
  }
}

function apiUrlOf({ channelType, channel }: Inbox): string | null {
  const url = channel['webhook_url']
  return channelType === 'Channel::Api' && typeof url === 'string' && url !== '' ? url : null
}

/** Webhooks of an account are never tried again and nobody learns that they failed. */
function ignore(): void {}

function messageBody(world: World, message: Message, inbox: Inbox): JsonObject {
  const account = mustGet(world.db.accounts, message.accountId)
  const conversation = mustGet(world.db.conversations, message.conversationId)
  return {
    account: { id: account.id, name: account.name },
    additional_attributes: message.additionalAttributes,
    content_attributes: message.contentAttributes,
    content_type: message.contentType,
    content: message.content,
    conversation: pushConversationView(world, conversation),
    created_at: new Date(message.createdAt).toISOString(),
    id: message.id,
    inbox: { id: inbox.id, name: inbox.name },
    message_type: message.type,
    private: message.isPrivate,
    sender: senderView(world, message),
    source_id: message.sourceId,
    attachments: message.attachments.length ? message.attachments.map((one) => attachmentView(world, one)) : undefined,
  }
}
