import { mustGet } from '../model/database'
import type { JsonObject } from '../model/json'
import type { Blob, Conversation, Message, MessageType, User } from '../model/rows'
import type { World } from '../model/world'
import { announceContact, announceConversation, announceMessage } from './announce'
import { changeConversation, follow, type Change } from './change-conversation'
import { attach } from './files'
import { renderLiquid } from './liquid'
import { notify } from './notify'
import { deliverMessageHooks } from './webhooks'

/** What somebody wants to say. */
export interface MessageDraft {
  content: string | null
  type?: MessageType
  contentType?: string
  isPrivate?: boolean
  sender: Message['sender']
  sourceId?: string | null
  contentAttributes?: JsonObject
  additionalAttributes?: JsonObject
  files?: Blob[]
  echoId?: string | undefined
}

/** Writes a message, with everything that follows from it: reopening, waiting times, events, notifications. */
export function createMessage(
  world: World,
  conversation: Conversation,
  { draft, performer }: { draft: MessageDraft; performer: User | null },
): Message {
  const message = store(world, conversation, draft)
  if (message.type === 'incoming') hearCustomer(world, conversation, { message, performer })
  const isFirstReply = isAnswer(message) && conversation.firstReplyAt === null
  const echo = draft.echoId === undefined ? {} : { echoId: draft.echoId }
  announceMessage(world, message, { event: 'message.created', performer, ...echo })
  if (isFirstReply) announceMessage(world, message, { event: 'first.reply.created', performer, ...echo })
  if (isAnswer(message)) hearAnswer(world, conversation, message)
  notifyAbout(world, conversation, message)
  deliverMessageHooks(world, message, 'message_created')
  for (const listen of world.listeners) listen(conversation, message)
  return message
}

function store(world: World, conversation: Conversation, draft: MessageDraft): Message {
  const now = world.clock.now()
  const type = draft.type ?? 'outgoing'
  const message = world.db.addMessage((id) => ({
    id,
    conversationId: conversation.id,
    accountId: conversation.accountId,
    inboxId: conversation.inboxId,
    content: draft.content,
    type,
    contentType: draft.contentType ?? 'text',
    status: 'sent',
    isPrivate: draft.isPrivate ?? false,
    sender: draft.sender,
    sourceId: draft.sourceId ?? null,
    contentAttributes: draft.contentAttributes ?? {},
    additionalAttributes: draft.additionalAttributes ?? {},
    attachments: [],
    createdAt: now,
    updatedAt: now,
  }))
  if (type !== 'incoming') message.content = renderLiquid(world, conversation, message)
  attach(world, message, draft.files ?? [])
  conversation.lastActivityAt = now
  conversation.updatedAt = now
  return message
}

/** A person of the team spoke to the customer. */
function isAnswer({ type, isPrivate, sender }: Message): boolean {
  return type === 'outgoing' && !isPrivate && sender?.type === 'User'
}

function hearCustomer(
  world: World,
  conversation: Conversation,
  { message, performer }: { message: Message; performer: User | null },
): void {
  const contact = mustGet(world.db.contacts, conversation.contactId)
  contact.lastActivityAt = message.createdAt
  announceContact(world, contact, { event: 'contact.updated', performer })
  // One that is muted stays as it is. Not recorded from a real server: from its source (message.rb, reopen_conversation).
  if (!contact.blocked && (conversation.status === 'resolved' || conversation.status === 'snoozed')) {
    changeConversation(world, conversation, { change: { status: 'open' }, by: null })
  }
  if (conversation.waitingSince === null) {
    changeConversation(world, conversation, { change: { waitingSince: message.createdAt }, by: null })
  }
}

function hearAnswer(world: World, conversation: Conversation, { createdAt }: Message): void {
  const change: Change = { waitingSince: null, firstReplyAt: conversation.firstReplyAt ?? createdAt }
  changeConversation(world, conversation, { change, by: null })
}

/** Mentions first; then the assignee and those who follow, each once and never the one who wrote. */
function notifyAbout(world: World, conversation: Conversation, message: Message): void {
  if (message.type !== 'incoming' && message.type !== 'outgoing') return
  const told = new Set<number>(message.sender?.type === 'User' ? [message.sender.id] : [])
  const tell = (user: User | undefined, type: Parameters<typeof notify>[1]['type']) => {
    if (!user || told.has(user.id)) return
    told.add(user.id)
    notify(world, { user, type, conversation, message })
  }
  for (const user of mentionedIn(world, message)) {
    if (!conversation.mentionedIds.includes(user.id)) conversation.mentionedIds.push(user.id)
    follow(conversation, user)
    mention(world, conversation, user)
    tell(user, 'conversation_mention')
  }
  tell(world.db.users.get(conversation.assigneeId), 'assigned_conversation_new_message')
  for (const id of conversation.participantIds) {
    tell(world.db.users.get(id), 'participating_conversation_new_message')
  }
}

function mentionedIn({ db }: World, { isPrivate, content }: Message): User[] {
  if (!isPrivate) return []
  const ids = [...(content ?? '').matchAll(/\(mention:\/\/user\/(\d+)\//g)].map((found) => Number(found[1]))
  return [...new Set(ids)].map((id) => db.users.get(id)).filter((user): user is User => user !== undefined)
}

function mention(world: World, conversation: Conversation, user: User): void {
  announceConversation(world, conversation, { event: 'conversation.mentioned', only: user })
}
