import { toEpoch } from '../model/clock'
import { mustGet } from '../model/database'
import { asObject, type JsonObject } from '../model/json'
import { MESSAGE_TYPES, type Contact, type ContactInbox, type Conversation, type Inbox, type Message } from '../model/rows'
import { empty, errors, json, type Answer } from '../http/answer'
import { field, idIn, textField, type Call } from '../http/call'
import { open, type Route } from '../http/routes'
import { announceTyping } from '../rules/announce'
import { createContact, updateContact } from '../rules/contacts'
import { createContactInbox, createConversation } from '../rules/create-conversation'
import { createMessage } from '../rules/create-message'
import { storeBlob } from '../rules/files'
import { seenByContact } from '../rules/reading'
import type { World } from '../model/world'
import { pushContactView } from '../views/contact'
import { attachmentView } from '../views/file'
import { senderView } from '../views/message'

const CONTACTS = '/public/api/v1/inboxes/:inbox/contacts'
const CONTACT = `${CONTACTS}/:source`
const CONVERSATION = `${CONTACT}/conversations/:conversation`

/** The customer's side of an API inbox, without credentials: whoever knows its identifier may write. */
export const publicRoutes: Route[] = [
  ...open.post(CONTACTS, createOwn),
  ...open.get(CONTACT, (call) => json(contactView(call.world, ownFor(call)))),
  ...open.change(CONTACT, updateOwn),
  ...open.get(`${CONTACT}/conversations`, listConversations),
  ...open.post(`${CONTACT}/conversations`, startConversation),
  ...open.get(CONVERSATION, (call) => json(conversationView(call.world, conversationFor(call)))),
  ...open.get(`${CONVERSATION}/messages`, listMessages),
  ...open.post(`${CONVERSATION}/messages`, write),
  ...open.post(`${CONVERSATION}/toggle_typing`, type),
  ...open.post(`${CONVERSATION}/update_last_seen`, (call) => {
    seenByContact(call.world, conversationFor(call))
    return empty()
  }),
]

function inboxFor({ world, params }: Call): Inbox {
  const inbox = world.db.inboxes.find(({ channel }) => channel['identifier'] === params['inbox'])
  if (!inbox) throw errors.notFound()
  return inbox
}

function ownFor(call: Call): ContactInbox {
  const inbox = inboxFor(call)
  const found = call.world.db.contactInboxes.find((one) => one.inboxId === inbox.id && one.sourceId === call.params['source'])
  if (!found) throw errors.notFound()
  return found
}

function conversationFor(call: Call): Conversation {
  const own = ownFor(call)
  const conversation = call.world.db.conversation(inboxFor(call).accountId, idIn(call, 'conversation'))
  if (conversation?.contactInboxId !== own.id) throw errors.notFound()
  return conversation
}

function contactOf({ db }: World, { contactId }: ContactInbox): Contact {
  return mustGet(db.contacts, contactId)
}

function contactView(world: World, own: ContactInbox): JsonObject {
  const { id, name, email, phoneNumber } = contactOf(world, own)
  return {
    source_id: own.sourceId,
    pubsub_token: own.pubsubToken,
    ...{ id, name, email, phone_number: phoneNumber },
  }
}

/** Somebody known by identifier, e-mail or phone keeps the contact he has. */
function createOwn(call: Call): Answer {
  const { world, body } = call
  const inbox = inboxFor(call)
  const sourceId = textField(body.fields, 'source_id')
  const known = world.db.contactInboxes.find((one) => one.inboxId === inbox.id && one.sourceId === sourceId)
  if (known) return json(contactView(world, known))
  const contact = findContact(call, inbox) ?? createContact(world, inbox.accountId, { fields: body.fields, by: null })
  return json(contactView(world, createContactInbox(world, inbox, { contactId: contact.id, sourceId })))
}

function findContact({ world, body }: Call, { accountId }: Inbox): Contact | undefined {
  const identifier = textField(body.fields, 'identifier')
  const email = textField(body.fields, 'email')?.toLowerCase()
  const phone = textField(body.fields, 'phone_number')
  const isSame = (one: string | null, two: string | null | undefined) => Boolean(two) && one === two
  return world.db.contacts.find((one) => {
    const { accountId: account, email: mail, phoneNumber } = one
    const matches = isSame(one.identifier, identifier) || isSame(mail, email) || isSame(phoneNumber, phone)
    return account === accountId && matches
  })
}

function updateOwn(call: Call): Answer {
  const own = ownFor(call)
  updateContact(call.world, contactOf(call.world, own), { fields: call.body.fields, by: null })
  return json(contactView(call.world, own))
}

function conversationView(world: World, conversation: Conversation): JsonObject {
  const { displayId, uuid, inboxId, contactLastSeenAt, status, agentLastSeenAt } = conversation
  return {
    id: displayId,
    uuid,
    inbox_id: inboxId,
    contact_last_seen_at: toEpoch(contactLastSeenAt),
    status,
    agent_last_seen_at: toEpoch(agentLastSeenAt),
    messages: shownTo(conversation).map((message) => messageView(world, conversation, message)),
    contact: pushContactView(world, mustGet(world.db.contacts, conversation.contactId)),
  }
}

/** Customers see neither notes nor what the system wrote. */
function shownTo({ messages }: Conversation): Message[] {
  return messages.filter((message) => !message.isPrivate && message.type !== 'activity')
}

function messageView(world: World, { displayId }: Conversation, message: Message): JsonObject {
  return {
    id: message.id,
    content: message.content,
    message_type: MESSAGE_TYPES[message.type],
    content_type: message.contentType,
    content_attributes: message.contentAttributes,
    created_at: toEpoch(message.createdAt),
    conversation_id: displayId,
    attachments: message.attachments.length ? message.attachments.map((one) => attachmentView(world, one)) : undefined,
    sender: senderView(world, message),
  }
}

function listConversations(call: Call): Answer {
  const own = ownFor(call)
  const all = call.world.db.conversations.where(({ contactInboxId }) => contactInboxId === own.id)
  return json(all.map((one) => conversationView(call.world, one)))
}

function startConversation(call: Call): Answer {
  const own = ownFor(call)
  const inbox = inboxFor(call)
  const last = call.world.db.conversations.where(({ contactInboxId }) => contactInboxId === own.id).at(-1)
  const known = inbox.settings['lock_to_single_conversation'] ? last : undefined
  const customAttributes = asObject(call.body.fields['custom_attributes'])
  const conversation = known ?? createConversation(call.world, own, { start: { customAttributes }, by: null })
  return json(conversationView(call.world, conversation))
}

function listMessages(call: Call): Answer {
  const conversation = conversationFor(call)
  const before = Number(call.query.get('before') ?? Number.MAX_SAFE_INTEGER)
  const shown = shownTo(conversation).filter(({ id }) => id < before)
  return json(shown.slice(-20).map((message) => messageView(call.world, conversation, message)))
}

function write(call: Call): Answer {
  const { world, body } = call
  const conversation = conversationFor(call)
  const files = body.files.filter(({ name }) => name.startsWith('attachments'))
  const message = createMessage(world, conversation, {
    draft: {
      content: textField(body.fields, 'content'),
      type: 'incoming',
      sender: { type: 'Contact', id: conversation.contactId },
      files: files.map((file) => storeBlob(world, file)),
      echoId: textField(body.fields, 'echo_id') ?? undefined,
    },
    performer: null,
  })
  return json(messageView(world, conversation, message))
}

function type(call: Call): Answer {
  const status = field(call, 'typing_status')
  if (status !== 'on' && status !== 'off') return empty()
  const typist = contactOf(call.world, ownFor(call))
  announceTyping(call.world, conversationFor(call), { isOn: status === 'on', isPrivate: false, typist })
  return empty()
}
