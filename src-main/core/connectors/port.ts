/** What connecting a channel asks of a server: a handful of an administrator's calls, beside the agent's in `Server`. */
import type { Inbox } from '../../../src-preload/contract/entities'
import type { AccountId, ContactId, ConversationKey, InboxId } from '../../../src-preload/contract/ids'
import type { ConversationNews, MessageNews, ServerProfile } from '../news'
import type { Outcome } from '../outcome'
import type { WebhookEvent } from './events'
import type { Condition } from '../../../src-preload/contract/contact-filter'

/** A webhook of the account (FACTS §8). `subscriptions` may hold words of a newer server. */
export interface Webhook {
  id: number
  url: string
  subscriptions: string[]
}

/** A custom attribute that the account has defined (FACTS §2 G14). */
export interface Attribute {
  id: number
  key: string
  name: string
}

/** A customer with the names he goes by in inboxes: `sourceId` opens conversations (FACTS §2 G19). */
export interface FoundContact {
  id: ContactId
  name: string
  customAttributes: Record<string, unknown>
  /** Null when the call left them out. */
  inboxes: { inboxId: InboxId; sourceId: string }[] | null
}

/** A customer to make, known in an inbox by a name of our choosing, or in none (FACTS §2 G9, G11). */
export interface ContactToMake {
  inboxId?: InboxId
  sourceId?: string
  name: string
  identifier: string
  customAttributes: Record<string, unknown>
}

/** A message of the test conversation; incoming ones exist in API inboxes only (FACTS §2 G21). */
export interface TestMessage {
  conversation: ConversationKey
  text: string
  incoming: boolean
}

/** The calls of the wizard, bound to one server and credential. Never throws for anything the network does. */
export interface ConnectorServer {
  about(): Promise<Outcome<{ version: string; serverAt: number | null }>>
  profile(): Promise<Outcome<ServerProfile>>
  inboxes(account: AccountId): Promise<Outcome<Inbox[]>>
  /** An API channel, with the body the server really takes (FACTS §2 G3). */
  createInbox(account: AccountId, made: { name: string; webhookUrl: string }): Promise<Outcome<Inbox>>
  /** Done a moment later (FACTS §2 G7). */
  removeInbox(account: AccountId, inbox: InboxId): Promise<Outcome<null>>
  webhooks(account: AccountId): Promise<Outcome<Webhook[]>>
  createWebhook(account: AccountId, made: { url: string; subscriptions: readonly WebhookEvent[] }): Promise<Outcome<Webhook>>
  subscribe(account: AccountId, to: { id: number; subscriptions: readonly string[] }): Promise<Outcome<Webhook>>
  removeWebhook(account: AccountId, webhook: number): Promise<Outcome<null>>
  contactAttributes(account: AccountId): Promise<Outcome<Attribute[]>>
  createAttribute(account: AccountId, made: { key: string; name: string; description: string }): Promise<Outcome<Attribute>>
  removeAttribute(account: AccountId, attribute: number): Promise<Outcome<null>>
  filterContacts(account: AccountId, conditions: readonly Condition[]): Promise<Outcome<FoundContact[]>>
  /** Who is behind a sourceId of an inbox; nobody is a 404 (FACTS §3.8). */
  contactBySource(account: AccountId, at: { inboxId: InboxId; sourceId: string }): Promise<Outcome<FoundContact>>
  createContact(account: AccountId, made: ContactToMake): Promise<Outcome<{ id: ContactId; sourceId: string | null }>>
  /** Makes a customer known in an inbox (FACTS §3.8). */
  linkContact(
    account: AccountId,
    what: { id: ContactId; inboxId: InboxId; sourceId: string },
  ): Promise<Outcome<{ sourceId: string }>>
  setContactAttributes(account: AccountId, to: { id: ContactId; values: Record<string, unknown> }): Promise<Outcome<null>>
  clearContactAttributes(account: AccountId, what: { id: ContactId; keys: readonly string[] }): Promise<Outcome<null>>
  removeContact(account: AccountId, contact: ContactId): Promise<Outcome<null>>
  contactConversations(account: AccountId, contact: ContactId): Promise<Outcome<ConversationNews[]>>
  createConversation(
    account: AccountId,
    made: { inboxId: InboxId; contactId: ContactId; sourceId: string; customAttributes: Record<string, unknown> },
  ): Promise<Outcome<ConversationNews>>
  messages(key: ConversationKey): Promise<Outcome<MessageNews[]>>
  say(message: TestMessage): Promise<Outcome<MessageNews>>
  resolve(key: ConversationKey): Promise<Outcome<null>>
  /** Since 4.10, a moment later; before that a 404. */
  removeConversation(key: ConversationKey): Promise<Outcome<null>>
}
