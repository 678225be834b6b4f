import type { Cable } from '../cable/cable'
import { mustGet } from '../model/database'
import type { JsonObject } from '../model/json'
import { newToken } from '../model/secrets'
import type { Contact, Conversation, Inbox, Message, Status, User } from '../model/rows'
import type { World } from '../model/world'
import { announceTyping } from '../rules/announce'
import { changeConversation, setLabels } from '../rules/change-conversation'
import { createContact } from '../rules/contacts'
import { createContactInbox, createConversation } from '../rules/create-conversation'
import { createInbox } from '../rules/create-inbox'
import { createMessage, type MessageDraft } from '../rules/create-message'
import { storeBlob } from '../rules/files'
import { seenByContact } from '../rules/reading'
import { fillWorld, type FillPlan } from '../fill/fill'

/** A file test code hands over. */
export interface GivenFile {
  filename: string
  contentType: string
  bytes: Uint8Array
}

/** Test-side verbs: what customers, colleagues and the database do behind the client's back. */
export class Model {
  readonly #world: World
  readonly #cable: Cable

  constructor(world: World, cable: Cable) {
    this.#world = world
    this.#cable = cable
  }

  /** The rows and rules themselves, for tests that need to look closer. */
  get world(): World {
    return this.#world
  }

  /** A user by key ("agent"), e-mail or number. */
  user(name: string | number): User {
    const found = this.#world.db.users.find(({ id, key, email }) => id === name || key === name || email === name)
    if (!found) throw new Error(`no user ${name}`)
    return found
  }

  /** A conversation by its number in the account. */
  conversation(accountId: number, displayId: number): Conversation {
    const found = this.#world.db.conversation(accountId, displayId)
    if (!found) throw new Error(`no conversation ${displayId} in account ${accountId}`)
    return found
  }

  addInbox(given: {
    name: string
    accountId?: number
    channelType?: string
    members?: User[]
    settings?: JsonObject
    channel?: JsonObject
  }): Inbox {
    return createInbox(this.#world, {
      accountId: given.accountId ?? 1,
      name: given.name,
      channelType: given.channelType ?? 'Channel::Api',
      settings: { enable_auto_assignment: false, ...given.settings },
      ...(given.channel ? { channel: given.channel } : {}),
      memberIds: (given.members ?? []).map(({ id }) => id),
    })
  }

  /** The fields are those of the API: name, email, phone_number, identifier, custom_attributes. */
  addContact(fields: JsonObject, { accountId = 1 }: { accountId?: number } = {}): Contact {
    return createContact(this.#world, accountId, { fields, by: null })
  }

  addConversation(
    inbox: Inbox,
    contact: Contact,
    start: Parameters<typeof createConversation>[2]['start'] & { labels?: string[] } = {},
  ): Conversation {
    const known = this.#world.db.contactInboxesOf(contact.id).find(({ inboxId }) => inboxId === inbox.id)
    const contactInbox = known ?? createContactInbox(this.#world, inbox, { contactId: contact.id })
    const { labels, ...rest } = start
    const conversation = createConversation(this.#world, contactInbox, { start: rest, by: null })
    if (labels) setLabels(this.#world, conversation, { labels, by: null })
    return conversation
  }

  /** The customer says something, whatever the channel. */
  customerWrites(
    conversation: Conversation,
    text: string | null,
    { attachments = [], ...kind }: { attachments?: GivenFile[] } & Pick<MessageDraft, 'contentType' | 'contentAttributes'> = {},
  ): Message {
    return this.#say(conversation, { text, attachments, type: 'incoming', performer: null, ...kind })
  }

  /** A colleague answers, or writes a note. */
  agentReplies(
    user: User,
    conversation: Conversation,
    { text, isPrivate = false, attachments = [] }: { text: string; isPrivate?: boolean; attachments?: GivenFile[] },
  ): Message {
    return this.#say(conversation, { text, attachments, type: 'outgoing', isPrivate, performer: user })
  }

  #say(
    conversation: Conversation,
    said: Pick<MessageDraft, 'contentType' | 'contentAttributes'> & {
      text: string | null
      attachments: GivenFile[]
      type: 'incoming' | 'outgoing'
      isPrivate?: boolean
      performer: User | null
    },
  ): Message {
    const sender: MessageDraft['sender'] = said.performer
      ? { type: 'User', id: said.performer.id }
      : { type: 'Contact', id: conversation.contactId }
    const { text, type, isPrivate = false, attachments, performer, ...kind } = said
    const files = attachments.map((file) => storeBlob(this.#world, file))
    const draft = { ...kind, content: text, type, isPrivate, sender, files }
    return createMessage(this.#world, conversation, { draft, performer })
  }

  customerTypes(conversation: Conversation, isOn = true): void {
    const typist = mustGet(this.#world.db.contacts, conversation.contactId)
    announceTyping(this.#world, conversation, { isOn, isPrivate: false, typist })
  }

  agentTypes(user: User, conversation: Conversation, isOn = true): void {
    announceTyping(this.#world, conversation, { isOn, isPrivate: false, typist: user })
  }

  customerReads(conversation: Conversation): void {
    seenByContact(this.#world, conversation)
  }

  resolve(conversation: Conversation, by: User | null = null): void {
    this.setStatus(conversation, 'resolved', by)
  }

  setStatus(conversation: Conversation, status: Status, by: User | null = null): void {
    changeConversation(this.#world, conversation, { change: { status }, by })
  }

  /** Null takes the assignee away. */
  assign(conversation: Conversation, assignee: User | null, by: User | null = null): void {
    changeConversation(this.#world, conversation, { change: { assigneeId: assignee?.id ?? null }, by })
  }

  setLabels(conversation: Conversation, labels: string[], by: User | null = null): void {
    setLabels(this.#world, conversation, { labels, by })
  }

  messagesOf({ messages }: Conversation): readonly Message[] {
    return messages
  }

  /** Old subscriptions hear nothing from now on, as after a change of password. */
  rotatePubsubToken(user: User): string {
    return (user.pubsubToken = newToken())
  }

  /** The old token is unknown at once. */
  rotateAccessToken(user: User): string {
    return (user.accessToken = newToken())
  }

  connectedSockets(): { subscriptions: { userId: number; accountId: number }[] }[] {
    return this.#cable.connected()
  }

  /** How far the server's clock is off. */
  setClockSkew(ms: number): void {
    this.#world.clock.skewMs = ms
  }

  /** Many conversations at once, without events. */
  fill(plan: FillPlan): { conversations: number; messages: number } {
    return fillWorld(this.#world, plan)
  }
}
