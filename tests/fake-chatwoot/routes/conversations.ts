import { toEpoch } from '../model/clock'
import { asObject, isObject, type JsonObject } from '../model/json'
import type { ContactInbox, Conversation, Priority, Status } from '../model/rows'
import { empty, errors, json, type Answer } from '../http/answer'
import { conversationFor, inboxFor, pageFrom, pageOf, type AccountCall } from '../http/call'
import { admin, member, memberOrBot, type Route } from '../http/routes'
import { changeConversation } from '../rules/change-conversation'
import { contactInboxFor } from '../rules/contact-inboxes'
import { createConversation } from '../rules/create-conversation'
import { createMessage } from '../rules/create-message'
import { conversationView } from '../views/conversation'
import { contactFor } from './contacts'
import { countsOf, saysText, sort, visibleConversations } from './conversation-list'
import { draftFrom } from './message-draft'

const PAGE = 25
/** The real server deletes in the background. */
const DELETION_MS = 50
const STATUSES: readonly string[] = ['open', 'resolved', 'pending', 'snoozed']
const PRIORITIES: readonly string[] = ['low', 'medium', 'high', 'urgent']

/** Conversations one by one. */
export const conversationRoutes: Route[] = [
  ...memberOrBot.post('conversations', create),
  ...member.get('conversations/search', search),
  ...member.get('conversations/:conversation', show),
  ...memberOrBot.change('conversations/:conversation', update),
  ...admin.delete('conversations/:conversation', remove),
]

/** True for the names of statuses. */
export function isStatus(name: unknown): name is Status {
  return typeof name === 'string' && STATUSES.includes(name)
}

/** The priority of this name, null for none; an unknown one breaks the real server. */
export function priorityOf(name: unknown): Priority | null {
  if (name === null || name === undefined || name === '') return null
  if (typeof name === 'string' && PRIORITIES.includes(name)) return name as Priority
  throw errors.broken()
}

function show(call: AccountCall): Answer {
  return told(call, conversationFor(call))
}

function told({ world, user }: AccountCall, conversation: Conversation): Answer {
  return json(conversationView(world, conversation, user))
}

/** Only the priority can be changed here; everything else is ignored without a word. */
function update(call: AccountCall): Answer {
  const conversation = conversationFor(call)
  if ('priority' in call.body.fields) {
    const priority = priorityOf(call.body.fields['priority'])
    changeConversation(call.world, conversation, { change: { priority }, by: call.user })
  }
  return told(call, conversation)
}

/** In the background, as with an inbox. */
function remove(call: AccountCall): Answer {
  if (!call.world.features.deletesConversations) throw errors.noRoute()
  const conversation = conversationFor(call)
  setTimeout(() => call.world.db.deleteConversation(conversation), DELETION_MS).unref()
  return empty()
}

function create(call: AccountCall): Answer {
  const { world, user, body } = call
  const { fields } = body
  const contactInbox = contactInboxIn(call)
  const inbox = inboxFor(call, contactInbox.inboxId)
  const known = inbox.settings['lock_to_single_conversation'] ? lastOf(call, contactInbox) : undefined
  const by = call.bot ? null : user
  const conversation = known ?? createConversation(world, contactInbox, { start: startFrom(call), by })
  if (isObject(fields['message'])) {
    const draft = draftFrom(call, fields['message'], conversation)
    createMessage(world, conversation, { draft, performer: by })
  }
  return told(call, conversation)
}

function startFrom({ world, body, account }: AccountCall) {
  const { fields } = body
  const assignee = world.db.users.get(Number(fields['assignee_id']))
  const team = world.db.teams.get(Number(fields['team_id']))
  const isMember = assignee?.memberships.some((one) => one.accountId === account.id)
  return {
    ...(isStatus(fields['status']) ? { status: fields['status'] } : {}),
    assigneeId: assignee && isMember ? assignee.id : null,
    teamId: team?.id ?? null,
    customAttributes: asObject(fields['custom_attributes']),
    additionalAttributes: asObject(fields['additional_attributes']),
  }
}

/** By contact and inbox, or by source alone, which is looked up in all accounts. */
function contactInboxIn(call: AccountCall): ContactInbox {
  const { world, account, body } = call
  const { contact_id: contactId, inbox_id: inboxId, source_id: source } = body.fields
  const sourceId = typeof source === 'string' && source !== '' ? source : null
  const inbox = world.db.inboxes.get(Number(inboxId))
  const isOurs = inbox?.accountId === account.id
  if (inboxId && !isOurs) throw errors.notFound()
  if (inbox && contactId) {
    inboxFor(call, inbox.id)
    return contactInboxFor(world, inbox, { contact: contactFor(call, Number(contactId)), sourceId })
  }
  const found = sourceId && world.db.contactInboxes.find((one) => one.sourceId === sourceId)
  if (!found) throw errors.notFound()
  if (world.db.inboxes.get(found.inboxId)?.accountId !== account.id) throw errors.unauthorized()
  return found
}

function lastOf({ world }: AccountCall, { id }: ContactInbox): Conversation | undefined {
  return world.db.conversations.where((one) => one.contactInboxId === id).at(-1)
}

/** A slimmer form, with the messages that were found. */
function search(call: AccountCall): Answer {
  const needle = (call.query.get('q') ?? '').toLowerCase()
  const found = sort(
    visibleConversations(call).filter((one) => saysText(one, needle)),
    null,
  )
  const { assigned_count: _assigned, ...meta } = countsOf(call.user, found)
  const page = pageFrom(found, { page: pageOf(call).number, size: PAGE })
  return json({ meta, payload: page.map((one) => foundView(call, one, needle)) })
}

function foundView({ world }: AccountCall, conversation: Conversation, needle: string): JsonObject {
  const { db } = world
  const contact = db.contacts.get(conversation.contactId)
  const inbox = db.inboxes.get(conversation.inboxId)
  const messages = conversation.messages.filter(({ content }) => content?.toLowerCase().includes(needle))
  const nameOf = (sender: { type: string; id: number } | null) =>
    (sender?.type === 'Contact' ? contact?.name : db.users.get(sender?.id)?.name) ?? null
  return {
    id: conversation.displayId,
    uuid: conversation.uuid,
    created_at: toEpoch(conversation.createdAt),
    contact: { id: conversation.contactId, name: contact?.name ?? '' },
    inbox: { id: conversation.inboxId, name: inbox?.name ?? '', channel_type: inbox?.channelType ?? '' },
    messages: messages.map(({ content, id, sender, type, createdAt }) => ({
      content,
      id,
      sender_name: nameOf(sender),
      message_type: type === 'incoming' ? 0 : 1,
      created_at: toEpoch(createdAt),
    })),
    account_id: conversation.accountId,
  }
}
