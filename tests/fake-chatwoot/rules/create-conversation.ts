import { mustGet } from '../model/database'
import type { JsonObject } from '../model/json'
import { newToken, newUuid } from '../model/secrets'
import type { ContactInbox, Conversation, Inbox, Priority, Status, User } from '../model/rows'
import type { World } from '../model/world'
import { assigneeText, writeActivity } from './activity'
import { announceConversation } from './announce'
import { nextAssignee, welcomeAssignee } from './change-conversation'
import { deliverConversationHook } from './webhooks'

/** What a conversation may start with. */
export interface ConversationStart {
  status?: Status
  assigneeId?: number | null
  teamId?: number | null
  priority?: Priority | null
  snoozedUntil?: number | null
  customAttributes?: JsonObject
  additionalAttributes?: JsonObject
}

/** Starts a conversation; where the inbox assigns automatically, it goes to somebody who is connected. */
export function createConversation(
  world: World,
  contactInbox: ContactInbox,
  { start, by }: { start: ConversationStart; by: User | null },
): Conversation {
  const inbox = mustGet(world.db.inboxes, contactInbox.inboxId)
  const isOpen = (start.status ?? 'open') === 'open'
  const chosen = start.assigneeId ?? (isOpen ? nextAssignee(world, inbox)?.id : null) ?? null
  const conversation = store(world, contactInbox, { ...start, assigneeId: chosen })
  // A first message made together with it is in the event, the reply it counts as is not.
  const fixed = { first_reply_created_at: null }
  announceConversation(world, conversation, { event: 'conversation.created', performer: by, fixed })
  deliverConversationHook(world, conversation, 'conversation_created')
  if (chosen === null) return conversation
  announceConversation(world, conversation, { event: 'assignee.changed' })
  if (by) writeActivity(world, conversation, assigneeText(world.db.users.get(chosen), by))
  welcomeAssignee(world, conversation, by)
  return conversation
}

function store(world: World, contactInbox: ContactInbox, start: ConversationStart): Conversation {
  const { db, clock } = world
  const now = clock.now()
  const { accountId } = mustGet(db.inboxes, contactInbox.inboxId)
  const account = mustGet(db.accounts, accountId)
  account.lastConversationNumber += 1
  return db.addConversation((id) => ({
    id,
    displayId: account.lastConversationNumber,
    accountId,
    inboxId: contactInbox.inboxId,
    contactId: contactInbox.contactId,
    contactInboxId: contactInbox.id,
    uuid: newUuid(),
    status: start.status ?? 'open',
    priority: start.priority ?? null,
    assigneeId: start.assigneeId ?? null,
    teamId: start.teamId ?? null,
    labels: [],
    participantIds: [],
    mentionedIds: [],
    customAttributes: start.customAttributes ?? {},
    additionalAttributes: start.additionalAttributes ?? {},
    draft: null,
    snoozedUntil: start.snoozedUntil ?? null,
    waitingSince: now,
    firstReplyAt: null,
    agentLastSeenAt: null,
    assigneeLastSeenAt: null,
    contactLastSeenAt: null,
    lastActivityAt: now,
    createdAt: now,
    updatedAt: now,
    messages: [],
  }))
}

/** Makes a contact known in an inbox. */
export function createContactInbox(
  { db, clock }: World,
  inbox: Inbox,
  { contactId, sourceId }: { contactId: number; sourceId?: string | null },
): ContactInbox {
  return db.addContactInbox((id) => ({
    id,
    contactId,
    inboxId: inbox.id,
    sourceId: sourceId ?? newUuid(),
    pubsubToken: newToken(),
    createdAt: clock.now(),
  }))
}
