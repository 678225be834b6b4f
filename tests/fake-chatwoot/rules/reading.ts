import { mustGet } from '../model/database'
import type { Conversation, User } from '../model/rows'
import type { World } from '../model/world'
import { writeActivity } from './activity'
import { announceContact, announceConversation } from './announce'
import { changeConversation } from './change-conversation'
import { setMessageStatus } from './message-status'

/** Messages become read in the background, after the event about the conversation. */
const LATER_MS = 20

/** An agent has read: no event, no new updated_at. */
export function seen({ clock }: World, conversation: Conversation, by: User): void {
  conversation.agentLastSeenAt = clock.now()
  if (conversation.assigneeId === by.id) conversation.assigneeLastSeenAt = conversation.agentLastSeenAt
}

/** Marks as unread: as if everybody had last seen it one second before the customer's last message. */
export function unread(_: World, conversation: Conversation): void {
  const last = conversation.messages.findLast(({ type }) => type === 'incoming')
  if (!last) return
  conversation.agentLastSeenAt = last.createdAt - 1000
  conversation.assigneeLastSeenAt = conversation.agentLastSeenAt
}

/** The customer has read: told, and every message of ours becomes read, notes too. */
export function seenByContact(world: World, conversation: Conversation): void {
  conversation.contactLastSeenAt = world.clock.now()
  conversation.updatedAt = conversation.contactLastSeenAt
  announceConversation(world, conversation, { event: 'conversation.read' })
  setTimeout(() => markRead(world, conversation), LATER_MS).unref()
}

function markRead(world: World, conversation: Conversation): void {
  for (const message of conversation.messages) {
    const isOurs = message.type === 'outgoing' || message.type === 'template'
    const isUnread = message.status === 'sent' || message.status === 'delivered'
    if (isOurs && isUnread) setMessageStatus(world, message, { status: 'read', performer: null })
  }
}

/** Muting resolves, and blocks the contact everywhere. */
export function mute(world: World, conversation: Conversation, by: User): void {
  changeConversation(world, conversation, { change: { status: 'resolved' }, by })
  setBlocked(world, conversation, { isBlocked: true, by })
  writeActivity(world, conversation, `${by.name} has muted the conversation`)
}

/** Takes back the block, not the resolving. */
export function unmute(world: World, conversation: Conversation, by: User): void {
  setBlocked(world, conversation, { isBlocked: false, by })
  writeActivity(world, conversation, `${by.name} has unmuted the conversation`)
}

function setBlocked(world: World, { contactId }: Conversation, { isBlocked, by }: { isBlocked: boolean; by: User }): void {
  const contact = mustGet(world.db.contacts, contactId)
  contact.blocked = isBlocked
  announceContact(world, contact, { event: 'contact.updated', performer: by })
}
