import type { Team } from '../model/directory-rows'
import type { Conversation, Priority, Status, User } from '../model/rows'
import type { World } from '../model/world'
import { announceMessage } from './announce'

const STATUS_TEXTS: Record<Status, string> = {
  open: 'Conversation was reopened by',
  resolved: 'Conversation was marked resolved by',
  pending: 'Conversation was marked as pending by',
  snoozed: 'Conversation was snoozed by',
}

/** Writes a note of the system into a conversation. */
export function writeActivity(world: World, conversation: Conversation, content: string): void {
  const now = world.clock.now()
  const message = world.db.addMessage((id) => ({
    id,
    conversationId: conversation.id,
    accountId: conversation.accountId,
    inboxId: conversation.inboxId,
    content,
    type: 'activity',
    contentType: 'text',
    status: 'sent',
    isPrivate: false,
    sender: null,
    sourceId: null,
    contentAttributes: {},
    additionalAttributes: {},
    attachments: [],
    createdAt: now,
    updatedAt: now,
  }))
  conversation.lastActivityAt = now
  conversation.updatedAt = now
  announceMessage(world, message, { event: 'message.created', performer: null })
}

/** What the note about a new status says; without anybody it is the customer's message that reopened it. */
export function statusText(status: Status, by: User | null): string | null {
  if (by) return `${STATUS_TEXTS[status]} ${by.name}`
  return status === 'open' ? 'System reopened the conversation due to a new incoming message.' : null
}

/** What the note about a new priority says. */
export function priorityText({ from, to, by }: { from: Priority | null; to: Priority | null; by: User }): string {
  if (!to) return `${by.name} removed the priority`
  return from ? `${by.name} changed the priority from ${from} to ${to}` : `${by.name} set the priority to ${to}`
}

/** What the note about a new assignee says. */
export function assigneeText(assignee: User | undefined, by: User): string {
  if (!assignee) return `Conversation unassigned by ${by.name}`
  return assignee === by ? `${by.name} self-assigned this conversation` : `Assigned to ${assignee.name} by ${by.name}`
}

/** What the note about a new team says. */
export function teamText({ from, to, by }: { from: Team | undefined; to: Team | undefined; by: User }): string {
  return to ? `Assigned to ${to.name} by ${by.name}` : `Unassigned from ${from?.name ?? ''} by ${by.name}`
}
