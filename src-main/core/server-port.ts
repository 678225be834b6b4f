/** What core asks of a Chatwoot server and its socket. Nothing here throws for anything the network does. */
import type { ContactFields } from '../../src-preload/contract/change'
import type { Agent, Availability, Contact } from '../../src-preload/contract/entities'
import type { AccountId, ContactId, ConversationKey, InboxId, MessageId, UserId } from '../../src-preload/contract/ids'
import type { ProbeReport } from '../../src-preload/contract/schemas/profile'
import type { CertificateSeen } from './connectors/instruments'
import type { ContactServer } from './contacts/port'
import type { ErrandServer } from './errand-port'
import type { TemplateUse } from '../../src-preload/contract/message-template'
import type { Recipients } from '../../src-preload/contract/message-parts'
import type { ConversationNews, ConversationPage, DirectoryNews, MessageNews, ServerEvent, ServerProfile } from './news'
import type { Outcome } from './outcome'

/** Either the API token, or the session headers of a server that keeps the token to itself (FACTS §1.4). */
export type Credential =
  { kind: 'token'; token: string } | { kind: 'session'; accessToken: string; client: string; uid: string }

/** A file on its way. `pieces` begins anew each time it is asked; it throws when the bytes cannot be read. */
export interface OutgoingFile {
  name: string
  /** The server guesses the kind of an attachment from it (FACTS §3.5). */
  type: string
  size: number
  pieces(): AsyncIterable<Uint8Array>
}

/** A reply on its way. `marker` is epoch seconds with six decimals (FACTS §4.2). */
export interface OutgoingMessage {
  conversation: ConversationKey
  clientId: string
  marker: number
  text: string
  private: boolean
  inReplyTo: MessageId | null
  template?: TemplateUse | null
  /** In e-mail inboxes only (FACTS §3.4). */
  recipients?: Recipients | null
  files?: readonly OutgoingFile[]
  /** How much of the request has been handed to the system. Hears of each piece. */
  onSent?: (sentBytes: number, totalBytes: number) => void
}

/**
 * Which messages: the newest 20; 20 before an id; up to 100 after an id; or all from `after` (inclusive) up to `before`,
 * 1000 at most (FACTS §3.4).
 */
export type MessageWindow = { after?: MessageId; before?: MessageId }

/** Query of GET conversations. `updatedWithinS` in seconds returns everything unpaged (FACTS §3.1). */
export interface ConversationsQuery {
  status: 'open' | 'resolved' | 'pending' | 'snoozed' | 'all'
  assignee?: 'me' | 'unassigned' | 'assigned'
  page?: number
  updatedWithinS?: number
  sort?: string
  /** `participating`: those the agent follows, whatever their inbox (FACTS §3.1). */
  conversationType?: 'participating'
  inboxId?: InboxId
  /** Any of these. */
  labels?: readonly string[]
}

export type Priority = 'low' | 'medium' | 'high' | 'urgent' | null

/** How much and how long a file may be. */
export interface ReadPatience {
  maxBytes: number
  answerMs: number
}

/** The calls core makes, bound to one profile's server and credential. Never throws for anything the network does. */
export interface Server {
  /** `GET /api` without credentials: version and server time. */
  about(): Promise<Outcome<{ version: string; serverAt: number | null }>>
  profile(): Promise<Outcome<ServerProfile>>
  setAvailability(account: AccountId, availability: Availability): Promise<Outcome<null>>
  /** Whether a silent agent goes offline by herself. */
  setAutoOffline(account: AccountId, autoOffline: boolean): Promise<Outcome<null>>
  conversations(account: AccountId, query: ConversationsQuery): Promise<Outcome<ConversationPage>>
  conversation(key: ConversationKey): Promise<Outcome<ConversationNews>>
  messages(key: ConversationKey, window: MessageWindow): Promise<Outcome<MessageNews[]>>
  send(message: OutgoingMessage): Promise<Outcome<MessageNews>>
  /** `snoozedUntilAt` in ms counts for `snoozed`; null: until the customer writes. */
  setStatus(
    key: ConversationKey,
    status: 'open' | 'resolved' | 'pending' | 'snoozed',
    snoozedUntilAt?: number | null,
  ): Promise<Outcome<null>>
  assign(key: ConversationKey, user: UserId | null): Promise<Outcome<null>>
  assignTeam(key: ConversationKey, team: number | null): Promise<Outcome<null>>
  setPriority(key: ConversationKey, priority: Priority): Promise<Outcome<null>>
  labels(key: ConversationKey): Promise<Outcome<string[]>>
  /** Replaces the whole set and answers with it. */
  setLabels(key: ConversationKey, labels: readonly string[]): Promise<Outcome<string[]>>
  /** Replaces the whole of them (FACTS §3.3). */
  setCustomAttributes(key: ConversationKey, attributes: Record<string, unknown>): Promise<Outcome<null>>
  setMuted(key: ConversationKey, muted: boolean): Promise<Outcome<null>>
  removeMessage(key: ConversationKey, id: MessageId): Promise<Outcome<MessageNews>>
  markUnread(key: ConversationKey): Promise<Outcome<ConversationNews>>
  markSeen(key: ConversationKey): Promise<Outcome<ConversationNews>>
  setTyping(key: ConversationKey, typing: boolean, isPrivate: boolean): Promise<Outcome<null>>
  /** Messages of the last three months that hold the text, the newest first, 15 a page from 1. They are not whole (FACTS §3.9). */
  searchMessages(account: AccountId, ask: { text: string; page: number }): Promise<Outcome<MessageNews[]>>
  directory(account: AccountId): Promise<Outcome<DirectoryNews>>
  /** Who answers in an inbox; administrators are told of every inbox (FACTS §3.6). */
  inboxMembers(account: AccountId, inbox: InboxId): Promise<Outcome<Agent[]>>
  /** A file of a message by its link, without our token (FACTS §3.5). `type` is what the storage says, not what the bytes are. */
  readFile(url: string, patience: ReadPatience): Promise<Outcome<{ bytes: Uint8Array; type: string | null }>>
  /** A picture at a stranger's address: encrypted, without any mark of ours, and never from a private network. */
  readForeign(url: string, patience: ReadPatience): Promise<Outcome<{ bytes: Uint8Array; type: string | null }>>
  /** Writes these fields and answers with the customer as it is now; a double is refused with the server's words (FACTS §2 G12). */
  updateContact(account: AccountId, contact: ContactId, fields: ContactFields): Promise<Outcome<Contact>>
  /** For conversation rows the store cannot name. */
  contactConversations(account: AccountId, contact: ContactId): Promise<Outcome<ConversationNews[]>>
  /** What only the room of the contacts asks. */
  readonly contacts: ContactServer
  /** What is done to a conversation at once. */
  readonly errands: ErrandServer
  close(): void
}

/** One attempt to open the socket: `welcome` and every confirmation are reported; silence is the link's business (FACTS §5.1). */
export interface CableTarget {
  pubsubToken: string
  userId: UserId
  accountIds: AccountId[]
}
export interface CableListener {
  welcomed(): void
  confirmed(account: AccountId): void
  /** `serverAt` in ms. The server pings every 3 s. */
  pinged(serverAt: number): void
  /** Already filtered: only frames whose account is the subscription's own. */
  event(account: AccountId, event: ServerEvent): void
  /** The connection is gone; nothing more will come. The first word of `reason` has its text, `reason.<word>`; the rest is for the log. */
  closed(reason: string): void
}
export interface CableConnection {
  /** Says "I am here" for an account; the server forgets it after 20 s (FACTS §5.2). */
  beat(account: AccountId): void
  close(): void
}
export interface Cable {
  open(target: CableTarget, listener: CableListener): CableConnection
}

/** What sign-in with e-mail and password came to. A 206 asks for a second factor (FACTS §1.4). */
export type SignInAnswer = { kind: 'session'; credential: Credential } | { kind: 'mfa'; token: string }

/** What servers show, and what some of them must show (decision 0050). Addresses of the same host and port are one server. */
export interface Certificates {
  /** The newest trusted one that a server showed, pinned or not; null: none yet, or no TLS. */
  shown(baseUrl: string): CertificateSeen | null
  /** From now on only a server with one of these public keys is spoken to; null: any that is trusted. */
  expect(baseUrl: string, keys: readonly string[] | null): void
}

/** The way to servers before and after a profile exists. */
export interface Servers {
  /** What an agent typed → address, TLS, is it Chatwoot and which version; each step with its reason. */
  probe(address: string, tell?: (soFar: ProbeReport) => void): Promise<ProbeReport>
  signIn(baseUrl: string, email: string, password: string): Promise<Outcome<SignInAnswer>>
  answerMfa(baseUrl: string, token: string, answer: { code: string; backup: boolean }): Promise<Outcome<SignInAnswer>>
  connect(baseUrl: string, credential: Credential): { server: Server; cable: Cable }
}
