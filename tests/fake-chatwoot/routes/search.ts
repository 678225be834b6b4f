import { toEpoch } from '../model/clock'
import { mustGet } from '../model/database'
import type { Json, JsonObject } from '../model/json'
import { inboxesOf } from '../model/people'
import { MESSAGE_TYPES, type Contact, type Conversation, type Message } from '../model/rows'
import { json } from '../http/answer'
import { pageFrom, pageOf, type AccountCall } from '../http/call'
import { member, type Route } from '../http/routes'
import { isResolved } from '../rules/contacts'
import { foundContactView } from '../views/contact'
import { foundInboxView } from '../views/inbox'
import { senderView } from '../views/message'
import { agentView } from '../views/user'
import { visibleConversations } from './conversation-list'

const PAGE = 15

/** Searching everything at once, or one kind. */
export const searchRoutes: Route[] = [
  ...member.get('search', (call) =>
    answer({
      conversations: conversations(call).map((one) => conversationView(call, one)),
      contacts: contacts(call),
      messages: messages(call),
    }),
  ),
  ...member.get('search/conversations', (call) =>
    answer({
      conversations: conversations(call).map((one) => ({
        ...conversationView(call, one),
        additional_attributes: one.additionalAttributes,
      })),
    }),
  ),
  ...member.get('search/contacts', (call) => answer({ contacts: contacts(call) })),
  ...member.get('search/messages', (call) => answer({ messages: messages(call) })),
]

function answer(found: JsonObject) {
  return json({ payload: found })
}

function needleIn({ query }: AccountCall): string {
  return (query.get('q') ?? '').trim().toLowerCase()
}

function matches(contact: Contact, needle: string): boolean {
  const { name, email, phoneNumber, identifier } = contact
  return [name, email, phoneNumber, identifier].some((text) => text?.toLowerCase().includes(needle))
}

/** By the words about their customer, or by number. */
function conversations(call: AccountCall): Conversation[] {
  const needle = needleIn(call)
  const found = visibleConversations(call).filter((one) => {
    return String(one.displayId) === needle || matches(mustGet(call.world.db.contacts, one.contactId), needle)
  })
  found.sort((one, two) => two.createdAt - one.createdAt)
  return pageFrom(found, { page: pageOf(call).number, size: PAGE })
}

function contacts(call: AccountCall): Json[] {
  const needle = needleIn(call)
  const found = call.world.db.contacts.where((one) => {
    return one.accountId === call.account.id && isResolved(one) && matches(one, needle)
  })
  return pageFrom(found, { page: pageOf(call).number, size: PAGE }).map(foundContactView)
}

function messages(call: AccountCall): Json[] {
  const { world, user, account } = call
  const needle = needleIn(call)
  const visible = new Set(inboxesOf(world, user, account.id).map(({ id }) => id))
  const found: Message[] = []
  for (const message of world.db.messages.all()) {
    const isHere = message.accountId === account.id && visible.has(message.inboxId)
    if (isHere && message.content?.toLowerCase().includes(needle)) found.push(message)
  }
  const newest = found.sort((one, two) => two.createdAt - one.createdAt)
  return pageFrom(newest, { page: pageOf(call).number, size: PAGE }).map((message) => messageView(call, message))
}

/** Newer versions tell more of the message and nothing of its inbox. */
function messageView({ world }: AccountCall, message: Message): JsonObject {
  const isOld = world.features.version === '4.2.0'
  const { status, isPrivate, contentAttributes } = message
  return {
    ...(isOld ? {} : { status, private: isPrivate, content_attributes: contentAttributes }),
    id: message.id,
    content: message.content,
    message_type: MESSAGE_TYPES[message.type],
    content_type: message.contentType,
    source_id: message.sourceId,
    inbox_id: message.inboxId,
    conversation_id: mustGet(world.db.conversations, message.conversationId).displayId,
    created_at: toEpoch(message.createdAt),
    sender: senderView(world, message),
    inbox: isOld ? foundInboxView(mustGet(world.db.inboxes, message.inboxId)) : undefined,
  }
}

function conversationView(call: AccountCall, conversation: Conversation): JsonObject {
  const { world, account } = call
  const [first] = conversation.messages
  const assignee = world.db.users.get(conversation.assigneeId)
  const agent = assignee && agentView(world, assignee, account.id)
  return {
    id: conversation.displayId,
    account_id: account.id,
    created_at: toEpoch(conversation.createdAt),
    message: first ? messageView(call, first) : null,
    contact: foundContactView(mustGet(world.db.contacts, conversation.contactId)),
    inbox: foundInboxView(mustGet(world.db.inboxes, conversation.inboxId)),
    agent: agent && slim(agent),
  }
}

function slim({ id, available_name: availableName, email, name, role }: JsonObject): JsonObject {
  return { id, available_name: availableName, email, name, role }
}
