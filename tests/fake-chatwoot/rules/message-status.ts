import { toIso } from '../model/clock'
import type { Json, JsonObject } from '../model/json'
import type { Message, MessageStatus, User } from '../model/rows'
import type { World } from '../model/world'
import { announceMessage } from './announce'

const STATUSES: readonly string[] = ['sent', 'delivered', 'read', 'failed']

/** True for the names of statuses a message can have. */
export function isMessageStatus(name: Json | undefined): name is MessageStatus {
  return typeof name === 'string' && STATUSES.includes(name)
}

/** Sets the status of a message; from read there is no way back to delivered. */
export function setMessageStatus(
  world: World,
  message: Message,
  change: { status: MessageStatus; externalError?: string | null; performer: User | null },
): void {
  if (message.status === 'read' && change.status === 'delivered') return
  const contentAttributes = withError(message, change.externalError)
  changeMessage(world, message, { change: { status: change.status, contentAttributes }, performer: change.performer })
}

/** Null erases an error text, and leaves no key where there was none. */
function withError({ contentAttributes }: Message, error: string | null | undefined): JsonObject {
  const isNothing = error === undefined || (error === null && !('external_error' in contentAttributes))
  return isNothing ? contentAttributes : { ...contentAttributes, external_error: error }
}

/** Takes the text, the files and all marks of a message away; the row stays. */
export function deleteMessage(world: World, message: Message, performer: User): void {
  for (const { id } of message.attachments) world.db.attachments.delete(id)
  message.attachments = []
  const change = { content: 'This message was deleted', contentAttributes: { deleted: true } }
  changeMessage(world, message, { change, performer })
}

/** Changes a message and tells, attribute by attribute, what it was before. */
export function changeMessage(
  world: World,
  message: Message,
  { change, performer }: { change: Partial<Pick<Message, 'content' | 'status' | 'contentAttributes'>>; performer: User | null },
): void {
  const before = { ...message }
  Object.assign(message, change)
  const changes = changesOf(before, message)
  if (Object.keys(changes).length === 0) return
  message.updatedAt = world.clock.now()
  const conversation = world.db.conversations.get(message.conversationId)
  if (conversation) conversation.updatedAt = message.updatedAt
  const more = {
    previous_changes: { updated_at: [toIso(before.updatedAt), toIso(message.updatedAt)], ...changes },
  }
  announceMessage(world, message, { event: 'message.updated', performer, more })
}

function changesOf(before: Message, after: Message): JsonObject {
  const pairs: [string, Json, Json][] = [
    ['content', before.content, after.content],
    ['status', before.status, after.status],
    ['content_attributes', before.contentAttributes, after.contentAttributes],
    ['processed_message_content', before.content, after.content],
  ]
  const changed = pairs.filter(([, one, two]) => JSON.stringify(one) !== JSON.stringify(two))
  return Object.fromEntries(changed.map(([name, one, two]) => [name, [one, two]]))
}
