import { mustGet } from '../model/database'
import type { Contact, Conversation, Inbox } from '../model/rows'
import type { World } from '../model/world'
import type { GivenFile, Model } from '../control/model'
import { setMessageStatus } from '../rules/message-status'
import type { Cast, Part, Said } from './cast'
import { mugPicture } from './picture'
import { stockShelf } from './shelf'

const MINUTE_MS = 60_000
const SNOOZE_MS = 2 * 24 * 60 * MINUTE_MS

/** A conversation of the demo with the one who plays its customer. */
export interface Scene {
  part: Part
  conversation: Conversation
}

/** Sets the stage: inboxes, people, and all that was said before the curtain rises. */
export function playHistory(model: Model, { accountId, inboxes, parts }: Cast): Scene[] {
  const { world } = model
  stockShelf(world, accountId)
  const members = world.db.users.where((user) => user.memberships.some((one) => one.accountId === accountId))
  const stages = new Map(
    inboxes.map(({ name, channelType }) => [name, model.addInbox({ accountId, name, channelType, members })]),
  )
  const contacts = new Map<string, Contact>()
  return parts.map((part) => {
    const inbox = stages.get(part.inbox)
    if (!inbox) throw new Error(`no inbox ${part.inbox}`)
    return { part, conversation: playPart(model, part, { inbox, contacts }) }
  })
}

function playPart(
  model: Model,
  part: Part,
  { inbox, contacts }: { inbox: Inbox; contacts: Map<string, Contact> },
): Conversation {
  const { world } = model
  const started = world.clock.now() - (part.history[0]?.ago ?? 1) * MINUTE_MS - 1000
  const contact = contacts.get(part.name) ?? world.clock.at(started, () => addContact(model, part, inbox.accountId))
  contacts.set(part.name, contact)
  if (part.number) mustGet(world.db.accounts, inbox.accountId).lastConversationNumber = part.number - 1
  const conversation = world.clock.at(started, () =>
    model.addConversation(inbox, contact, {
      assigneeId: part.assignee ? model.user(part.assignee).id : null,
      priority: part.priority ?? null,
      labels: part.labels ?? [],
    }),
  )
  for (const said of part.history) say(model, conversation, said)
  finish(world, conversation, part)
  return conversation
}

function addContact(model: Model, part: Part, accountId: number): Contact {
  const contact = model.addContact(
    {
      name: part.name,
      email: part.email ?? null,
      phone_number: part.phone ?? null,
      custom_attributes: part.attributes ?? {},
      additional_attributes: part.city ? { city: part.city } : {},
    },
    { accountId },
  )
  if (part.name === 'Ana Ferreira') addNote(model, contact)
  return contact
}

function addNote(model: Model, contact: Contact): void {
  const { world } = model
  const at = world.clock.now()
  const userId = model.user('priya').id
  contact.notes.push(
    world.db.notes.add((id) => ({ id, content: 'Prefers messages to calls.', userId, createdAt: at, updatedAt: at })),
  )
}

function say(model: Model, conversation: Conversation, said: Said): void {
  const { world } = model
  world.clock.at(world.clock.now() - said.ago * MINUTE_MS, () => {
    if (said.by === 'customer') {
      model.customerWrites(conversation, said.text, { attachments: said.picture ? [mug()] : [] })
      return
    }
    const message = model.agentReplies(model.user(said.by), conversation, {
      text: said.text,
      isPrivate: said.isNote ?? false,
    })
    const status = said.failed ? 'failed' : 'read'
    const externalError = said.failed ?? null
    if (!said.isNote) setMessageStatus(world, message, { status, externalError, performer: null })
  })
}

function mug(): GivenFile {
  return { filename: 'mug.png', contentType: 'image/png', bytes: mugPicture() }
}

/** Who replied has read; the rest waits. */
function finish({ clock }: World, conversation: Conversation, part: Part): void {
  if (part.status) conversation.status = part.status
  if (part.status === 'snoozed') conversation.snoozedUntil = Math.floor(clock.now() / 1000) * 1000 + SNOOZE_MS
  const lastIncoming = conversation.messages.findLastIndex(({ type }) => type === 'incoming')
  const before = conversation.messages.slice(0, Math.max(lastIncoming, 0)).findLast(({ type }) => type === 'outgoing')
  const seenAt = part.isUnread ? (before?.createdAt ?? null) : conversation.lastActivityAt
  conversation.agentLastSeenAt = seenAt
  conversation.assigneeLastSeenAt = seenAt
}
