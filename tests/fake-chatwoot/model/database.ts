import type * as directory from './directory-rows'
import type * as rows from './rows'
import { Table } from './table'

/** Rows of conversations start far from their numbers, so that mixing up the two is noticed. */
const FIRST_CONVERSATION_ROW = 5_001

/** All tables of the server. */
export class Database {
  readonly accounts = new Table<rows.Account>()
  readonly users = new Table<rows.User>()
  readonly bots = new Table<rows.AgentBot>()
  readonly inboxes = new Table<rows.Inbox>()
  readonly contacts = new Table<rows.Contact>()
  readonly contactInboxes = new Table<rows.ContactInbox>(201)
  readonly conversations = new Table<rows.Conversation>(FIRST_CONVERSATION_ROW)
  readonly messages = new Table<rows.Message>()
  readonly attachments = new Table<rows.Attachment>()
  readonly blobs = new Table<rows.Blob>()
  readonly notes = new Table<rows.Note>()
  readonly teams = new Table<directory.Team>()
  readonly labels = new Table<directory.Label>()
  readonly canned = new Table<directory.CannedResponse>()
  readonly macros = new Table<directory.Macro>()
  readonly webhooks = new Table<directory.Webhook>()
  readonly filters = new Table<directory.CustomFilter>()
  readonly definitions = new Table<directory.AttributeDefinition>()
  readonly notifications = new Table<rows.Notification>()
  readonly #byNumber = new Map<string, rows.Conversation>()
  readonly #byContact = new Map<number, rows.ContactInbox[]>()
  #channels = 100

  /** Channels have tables of their own in the real server, hence numbers of their own. */
  nextChannelId(): number {
    return (this.#channels += 1)
  }

  /** The conversation with this number in the account. */
  conversation(accountId: number, displayId: number): rows.Conversation | undefined {
    return this.#byNumber.get(`${accountId}/${displayId}`)
  }

  addConversation(make: (id: number) => rows.Conversation): rows.Conversation {
    const conversation = this.conversations.add(make)
    this.#byNumber.set(`${conversation.accountId}/${conversation.displayId}`, conversation)
    return conversation
  }

  /** Removes a conversation with its messages and everything that points to it. */
  deleteConversation({ id, accountId, displayId, messages }: rows.Conversation): void {
    for (const message of messages) this.messages.delete(message.id)
    for (const one of this.notifications.where((row) => row.conversationId === id)) this.notifications.delete(one.id)
    this.#byNumber.delete(`${accountId}/${displayId}`)
    this.conversations.delete(id)
  }

  addContactInbox(make: (id: number) => rows.ContactInbox): rows.ContactInbox {
    const made = this.contactInboxes.add(make)
    this.contactInboxesOf(made.contactId).push(made)
    return made
  }

  /** The list itself, so that the caller may add to it. */
  contactInboxesOf(contactId: number): rows.ContactInbox[] {
    const known = this.#byContact.get(contactId) ?? []
    this.#byContact.set(contactId, known)
    return known
  }

  deleteContactInbox({ id, contactId }: rows.ContactInbox): void {
    this.#byContact.set(
      contactId,
      this.contactInboxesOf(contactId).filter((one) => one.id !== id),
    )
    this.contactInboxes.delete(id)
  }

  addMessage(make: (id: number) => rows.Message): rows.Message {
    const message = this.messages.add(make)
    this.conversations.get(message.conversationId)?.messages.push(message)
    return message
  }
}

/** The row, or an exception: for numbers that another row holds and that therefore must exist. */
export function mustGet<Row extends { id: number }>(table: Table<Row>, id: number): Row {
  const row = table.get(id)
  if (!row) throw new Error(`row ${id} is gone`)
  return row
}
