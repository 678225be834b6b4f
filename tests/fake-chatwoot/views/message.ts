import { toEpoch, toIso } from '../model/clock'
import { mustGet } from '../model/database'
import type { JsonObject } from '../model/json'
import { MESSAGE_TYPES, type Conversation, type Message } from '../model/rows'
import type { World } from '../model/world'
import { pushContactView } from './contact'
import { attachmentView } from './file'
import { pushBotView, pushUserView } from './user'

const UNREAD_LIMIT = 10

/** A message as REST tells it. Only the answer to its creation carries the echo. */
export function messageView(world: World, message: Message, { echoId }: { echoId?: string | undefined } = {}) {
  const conversation = mustGet(world.db.conversations, message.conversationId)
  const view: JsonObject = {
    id: message.id,
    content: message.content,
    inbox_id: message.inboxId,
    echo_id: echoId,
    conversation_id: conversation.displayId,
    message_type: MESSAGE_TYPES[message.type],
    content_type: message.contentType,
    status: message.status,
    content_attributes: message.contentAttributes,
    created_at: toEpoch(message.createdAt),
    private: message.isPrivate,
    source_id: message.sourceId,
    sender: senderView(world, message),
    attachments: attachmentsView(world, message),
  }
  return view
}

/** A message as events tell it: the whole row and something of its conversation. */
export function pushMessageView(world: World, message: Message, { echoId }: { echoId?: string | undefined } = {}) {
  const conversation = mustGet(world.db.conversations, message.conversationId)
  const view: JsonObject = {
    id: message.id,
    content: message.content,
    account_id: message.accountId,
    inbox_id: message.inboxId,
    conversation_id: conversation.displayId,
    message_type: MESSAGE_TYPES[message.type],
    created_at: toEpoch(message.createdAt),
    updated_at: toIso(message.updatedAt),
    private: message.isPrivate,
    status: message.status,
    source_id: message.sourceId,
    content_type: message.contentType,
    content_attributes: message.contentAttributes,
    sender_type: message.sender?.type ?? null,
    sender_id: message.sender?.id ?? null,
    external_source_ids: {},
    additional_attributes: message.additionalAttributes,
    processed_message_content: message.content,
    sentiment: {},
    conversation: {
      assignee_id: conversation.assigneeId,
      unread_count: unreadCount(conversation),
      last_activity_at: toEpoch(conversation.lastActivityAt),
      contact_inbox: { source_id: mustGet(world.db.contactInboxes, conversation.contactInboxId).sourceId },
    },
    echo_id: echoId,
    attachments: attachmentsView(world, message),
    sender: senderView(world, message),
  }
  return view
}

/** Who wrote it; activities have nobody. */
export function senderView(world: World, { sender, accountId }: Message): JsonObject | undefined {
  if (!sender) return undefined
  if (sender.type === 'Contact') {
    const contact = world.db.contacts.get(sender.id)
    return contact && pushContactView(world, contact)
  }
  if (sender.type === 'AgentBot') {
    const bot = world.db.bots.get(sender.id)
    return bot && pushBotView(bot)
  }
  const user = world.db.users.get(sender.id)
  return user && pushUserView(world, user, accountId)
}

function attachmentsView(world: World, { attachments }: Message): JsonObject[] | undefined {
  return attachments.length ? attachments.map((one) => attachmentView(world, one)) : undefined
}

/** Messages of the customer no agent has seen, counted up to ten. */
export function unreadCount({ messages, agentLastSeenAt }: Conversation): number {
  let count = 0
  for (let at = messages.length - 1; at >= 0 && count < UNREAD_LIMIT; at -= 1) {
    const message = messages[at]
    if (!message || message.createdAt <= (agentLastSeenAt ?? 0)) break
    if (message.type === 'incoming') count += 1
  }
  return count
}
