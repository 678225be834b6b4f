/**
 * What a server tells us, already in our words. REST objects and socket objects carry different keys, so news are partial:
 * an absent field never erases, an explicit null does (HOUSE §6, FACTS §5.3).
 */
import type {
  Agent,
  Availability,
  CannedResponse,
  Contact,
  Conversation,
  Inbox,
  Label,
  Message,
  Team,
} from '../../src-preload/contract/entities'
import type { AccountId, ContactId, ConversationId, InboxId, MessageId, UserId } from '../../src-preload/contract/ids'
import type { MessageTemplate } from '../../src-preload/contract/message-template'
import type { ServerFilter } from '../../src-preload/contract/server-filter'

/** `contact` is partial in socket events; merge it field by field as well. */
export type ConversationFields = Partial<Omit<Conversation, 'contact'>> & { contact?: Partial<Contact> & { id: ContactId } }

/** `evidenceAt`: server time in ms at which this was true; for REST the moment the request started. */
export interface ConversationNews {
  accountId: AccountId
  id: ConversationId
  evidenceAt: number
  fields: ConversationFields
  /** Messages that came inside the conversation object (at most one or two, the newest). */
  messages: MessageNews[]
}

export interface MessageNews {
  accountId: AccountId
  conversationId: ConversationId
  id: MessageId
  evidenceAt: number
  fields: Partial<Omit<Message, 'accountId' | 'conversationId' | 'id'>>
  /** Our own clientId when the server gave it back (`echo_id`, or `content_attributes.client_message_id`). */
  clientId: string | null
}

/** Times in ms; absent ones were not told. */
export interface ContactNews {
  accountId: AccountId
  id: ContactId
  fields: Partial<Contact>
  lastActivityAt?: number | null
  createdAt?: number | null
}

/** Who is signed in, as /profile says; `pubsubToken` stays in memory. */
export interface ServerProfile {
  userId: UserId
  name: string
  email: string | null
  avatarUrl: string | null
  /** What the dashboard puts under replies (FACTS §1.5). */
  signature?: string | null
  pubsubToken: string
  accounts: { id: AccountId; name: string; role: string; availability: Availability; autoOffline: boolean; active: boolean }[]
}

/** One page of conversations with the server's counts; `hasMore` as far as the page tells. */
export interface ConversationPage {
  conversations: ConversationNews[]
  allCount: number | null
}

/** A frame of the socket in our words (FACTS §5.3). Unknown events arrive as `ignored`. */
export type ServerEvent =
  | { kind: 'message-created'; message: MessageNews }
  | { kind: 'message-updated'; message: MessageNews }
  | { kind: 'conversation-created' | 'conversation-changed'; conversation: ConversationNews }
  | { kind: 'conversation-mentioned'; conversation: ConversationNews }
  | {
      kind: 'typing'
      conversationId: ConversationId
      on: boolean
      who: { type: string; id: number; name: string }
      private: boolean
    }
  | { kind: 'contact-changed'; contact: ContactNews }
  | { kind: 'contact-deleted'; contactId: ContactId }
  /** A notification row was read or removed elsewhere: withdraw the alert of that conversation, when it is named. */
  | { kind: 'notification-gone'; conversationId: ConversationId | null; notificationId: number }
  | { kind: 'presence'; availability: Availability | null }
  | { kind: 'directory-stale' }
  | { kind: 'ignored'; name: string }

export interface DirectoryNews {
  inboxes: Inbox[]
  agents: Agent[]
  teams: Team[]
  labels: Label[]
  cannedResponses: CannedResponse[]
  filters?: ServerFilter[]
  templates?: InboxTemplates[]
}

/** What an inbox may send at any time (M14). */
export interface InboxTemplates {
  inboxId: InboxId
  templates: MessageTemplate[]
}
