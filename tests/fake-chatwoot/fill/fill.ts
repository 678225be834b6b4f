import { mustGet } from '../model/database'
import type { Contact, Conversation, Inbox, Message, Priority, Status } from '../model/rows'
import type { World } from '../model/world'
import { createContactInbox } from '../rules/create-conversation'
import { createInbox } from '../rules/create-inbox'
import { newUuid } from '../model/secrets'
import { Random } from './random'
import { AGENT_TEXTS, CHANNELS, CUSTOMER_TEXTS, FIRST_NAMES, LABELS, LAST_NAMES, NOTE_TEXTS } from './texts'

/** How much to make. The same seed makes the same texts, names and states. */
export interface FillPlan {
  accountId?: number
  /** Several accounts one after the other; each gets all of it. */
  accounts?: number[]
  inboxes: number
  conversations: number
  messagesPerConversation: number
  seed?: number
}

const DAY_MS = 24 * 3_600_000
const MAX_GAP_MS = 20 * 60_000

/** Fills accounts with conversations, straight into the tables: no events, no notifications. */
export function fillWorld(world: World, plan: FillPlan): { conversations: number; messages: number } {
  const random = new Random(plan.seed ?? 1)
  const before = world.db.messages.size
  const accounts = plan.accounts ?? [plan.accountId ?? 1]
  for (const accountId of accounts) fillAccount(world, { ...plan, accountId }, random)
  return { conversations: accounts.length * plan.conversations, messages: world.db.messages.size - before }
}

function fillAccount(world: World, plan: FillPlan & { accountId: number }, random: Random): void {
  const { accountId } = plan
  const people = world.db.users.where((one) => one.memberships.some((membership) => membership.accountId === accountId))
  const memberIds = people.map(({ id }) => id)
  const inboxes = Array.from({ length: plan.inboxes }, (_, at) => {
    const channel = CHANNELS[at % CHANNELS.length] ?? { type: 'Channel::Api', name: 'Inbox' }
    const settings = { enable_auto_assignment: false }
    const name = `${channel.name} ${at + 1}`
    return createInbox(world, { accountId, name, channelType: channel.type, memberIds, settings })
  })
  for (let at = 0; at < plan.conversations; at += 1) {
    const inbox = random.pick(inboxes)
    const conversation = addConversation(world, inbox, { contact: addContact(world, accountId, random), random })
    converse(world, conversation, { count: plan.messagesPerConversation, memberIds, random })
    finish(conversation, memberIds, random)
  }
}

function addContact({ db, clock }: World, accountId: number, random: Random): Contact {
  const createdAt = clock.now() - random.between(1, 400) * DAY_MS
  return db.contacts.add((id) => ({
    ...{ id, accountId, createdAt, identifier: null, blocked: false, avatar: null, labels: [], notes: [] },
    name: `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`,
    email: `customer${id}@mail.example`,
    phoneNumber: random.chance(0.5) ? `+1555${String(id).padStart(7, '0')}` : null,
    customAttributes: random.chance(0.3) ? { plan: random.pick(['Regular', 'Gold']) } : {},
    additionalAttributes: random.chance(0.3) ? { city: random.pick(['Porto', 'Riga', 'Казань']) } : {},
    lastActivityAt: createdAt,
  }))
}

function addConversation(world: World, inbox: Inbox, { contact, random }: { contact: Contact; random: Random }): Conversation {
  const { db, clock } = world
  const account = mustGet(db.accounts, inbox.accountId)
  const contactInbox = createContactInbox(world, inbox, { contactId: contact.id })
  account.lastConversationNumber += 1
  const createdAt = clock.now() - random.between(2, 90) * DAY_MS
  return db.addConversation((id) => ({
    ...{ id, displayId: account.lastConversationNumber, accountId: account.id, inboxId: inbox.id },
    ...{ contactId: contact.id, contactInboxId: contactInbox.id, uuid: newUuid(), status: 'open' as const },
    ...{ priority: null, assigneeId: null, teamId: null, participantIds: [], mentionedIds: [] },
    labels: random.chance(0.4) ? [random.pick(LABELS)] : [],
    ...{ customAttributes: {}, additionalAttributes: {}, draft: null, snoozedUntil: null, waitingSince: createdAt },
    ...{ firstReplyAt: null, agentLastSeenAt: null, assigneeLastSeenAt: null, contactLastSeenAt: null },
    ...{ lastActivityAt: createdAt, createdAt, updatedAt: createdAt, messages: [] },
  }))
}

function converse(
  { db }: World,
  conversation: Conversation,
  { count, memberIds, random }: { count: number; memberIds: number[]; random: Random },
): void {
  let time = conversation.createdAt
  for (let at = 0; at < count; at += 1) {
    time += random.between(5_000, MAX_GAP_MS) + 0.123
    const createdAt = time
    const isCustomer = at === 0 || random.chance(0.55)
    const isPrivate = !isCustomer && random.chance(0.08)
    const text = random.pick(isCustomer ? CUSTOMER_TEXTS : isPrivate ? NOTE_TEXTS : AGENT_TEXTS)
    const sender: Message['sender'] = isCustomer
      ? { type: 'Contact', id: conversation.contactId }
      : { type: 'User', id: random.pick(memberIds) }
    db.addMessage((id) => ({
      ...{ id, conversationId: conversation.id, accountId: conversation.accountId, inboxId: conversation.inboxId },
      ...{ content: `${text} (${id})`, type: isCustomer ? 'incoming' : 'outgoing', contentType: 'text', isPrivate },
      ...{ status: isCustomer ? 'sent' : 'read', sender, sourceId: null, contentAttributes: {} },
      ...{ additionalAttributes: {}, attachments: [], createdAt, updatedAt: createdAt },
    }))
    if (isCustomer) conversation.waitingSince ??= createdAt
    else if (!isPrivate) Object.assign(conversation, { waitingSince: null })
    if (!isCustomer && !isPrivate) conversation.firstReplyAt ??= createdAt
  }
  conversation.lastActivityAt = time
  conversation.updatedAt = time
}

/** Most are open, some of them unread; the others are over, asleep or waiting for a bot. */
function finish(conversation: Conversation, memberIds: number[], random: Random): void {
  const statuses: Status[] = ['open', 'open', 'open', 'resolved', 'resolved', 'pending', 'snoozed']
  const priorities: (Priority | null)[] = [null, null, null, 'low', 'medium', 'high', 'urgent']
  conversation.status = random.pick(statuses)
  conversation.priority = random.pick(priorities)
  conversation.assigneeId = random.chance(0.6) ? random.pick(memberIds) : null
  if (conversation.status === 'snoozed') conversation.snoozedUntil = conversation.lastActivityAt + 7 * DAY_MS
  const isSeen = conversation.status === 'resolved' || random.chance(0.7)
  conversation.agentLastSeenAt = isSeen ? conversation.lastActivityAt : conversation.createdAt
}
