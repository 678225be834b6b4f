/**
 * What core asks of the world. Adapters implement these; tests hand in fakes. Nothing here knows Electron, Node, SQL or
 * Chatwoot's JSON.
 */
import type { AccountId, ContactId, ConversationId, ConversationKey, MessageId, ProfileId, UserId } from '../../src-preload/contract/ids'
import type { Availability, Conversation, Directory, Draft, GaugeLevel, Message, TimelineMessage } from '../../src-preload/contract/entities'
import type { Settings } from '../../src-preload/contract/schemas/app'
import type { ListQuery } from '../../src-preload/contract/schemas/conversation'
import type { ProbeReport } from '../../src-preload/contract/schemas/profile'
import type { ConversationNews, ConversationPage, DirectoryNews, MessageNews, ServerEvent, ServerProfile } from './news'
import type { Outcome } from './outcome'
import type { Job } from './outbox/jobs'

/** Stops a timer, a subscription or a connection. Calling it twice is harmless. */
export type Stop = () => void

/** Wall clock in epoch ms, and timers. Tests move it by hand. */
export interface Clock {
  now(): number
  after(ms: number, run: () => void): Stop
}

/** Randomness: jitter and ids. */
export interface Chance {
  /** 0 ≤ x < 1. */
  next(): number
  uuid(): string
  /** 32 random bytes as hex, for a database key. */
  key(): string
}

/** Ids, counts, durations and states only: never text, names, addresses or tokens (HOUSE §8.12). */
export interface Log {
  info(what: string, facts?: Record<string, string | number | boolean | null>): void
  warn(what: string, facts?: Record<string, string | number | boolean | null>): void
  /** Writes a bug once and returns the incident id the agent can quote. */
  bug(where: string, error: unknown): string
}

/** Either the API token, or the session headers of a server that keeps the token to itself (FACTS §1.4). */
export type Credential = { kind: 'token'; token: string } | { kind: 'session'; accessToken: string; client: string; uid: string }

/** What the keychain holds for a profile. `databaseKey` is 32 random bytes as hex. */
export interface Secret {
  credential: Credential
  databaseKey: string
}

/** The OS keychain. `memoryOnly` is true when there is none: secrets then die with the process, and the window says so. */
export interface Vault {
  readonly memoryOnly: boolean
  read(profile: ProfileId): Promise<Secret | null>
  write(profile: ProfileId, secret: Secret): Promise<void>
  remove(profile: ProfileId): Promise<void>
}

/** A reply on its way. `marker` is epoch seconds with six decimals (FACTS §4.2). */
export interface OutgoingMessage {
  conversation: ConversationKey
  clientId: string
  marker: number
  text: string
  private: boolean
  inReplyTo: MessageId | null
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
}

/** The calls core makes, bound to one profile's server and credential. Never throws for anything the network does. */
export interface Server {
  /** `GET /api` without credentials: version and server time. */
  about(): Promise<Outcome<{ version: string; serverAt: number | null }>>
  profile(): Promise<Outcome<ServerProfile>>
  setAvailability(account: AccountId, availability: Availability): Promise<Outcome<null>>
  conversations(account: AccountId, query: ConversationsQuery): Promise<Outcome<ConversationPage>>
  conversation(key: ConversationKey): Promise<Outcome<ConversationNews>>
  messages(key: ConversationKey, window: MessageWindow): Promise<Outcome<MessageNews[]>>
  send(message: OutgoingMessage): Promise<Outcome<MessageNews>>
  setStatus(key: ConversationKey, status: 'open' | 'resolved' | 'pending'): Promise<Outcome<null>>
  assign(key: ConversationKey, user: UserId | null): Promise<Outcome<null>>
  markSeen(key: ConversationKey): Promise<Outcome<ConversationNews>>
  setTyping(key: ConversationKey, typing: boolean, isPrivate: boolean): Promise<Outcome<null>>
  directory(account: AccountId): Promise<Outcome<DirectoryNews>>
  /** For conversation rows the store cannot name. */
  contactConversations(account: AccountId, contact: ContactId): Promise<Outcome<ConversationNews[]>>
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
  /** The connection is gone; nothing more will come. `reason` for the log. */
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

/** What a conversation row knows beside the entity: when each object was last true. */
export interface StoredConversation {
  conversation: Conversation
  evidenceAt: number
}
export interface StoredMessage {
  message: Message
  evidenceAt: number
}

/** Where catch-up stands for an account. Times are server times in ms. */
export interface SyncCursor {
  accountId: AccountId
  lastGoodAt: number | null
  /** All pages of the first fill were read. */
  filled: boolean
}

/** A row of the list with what the database knows beside it. */
export interface StoredRow {
  conversation: Conversation
  draft: Draft | null
  /** The strongest job state waiting in this conversation. */
  jobState: Job['state'] | null
}

export interface StoredCounts {
  views: Record<string, number>
  inboxes: { accountId: AccountId; inboxId: number; unread: number }[]
}

/** A waiting customer for the gauge and the tray menu. */
export interface Waiting {
  accountId: AccountId
  conversationId: ConversationId
  name: string
  inboxName: string
  waitingSinceAt: number
  assigneeId: number | null
}

/** Why an event did (`reason` null) or did not alert. */
export interface StoredVerdict {
  at: number
  accountId: AccountId
  conversationId: ConversationId
  event: string
  alerted: boolean
  reason: string | null
}

/** Questions. They see a whole commit or nothing of it. */
export interface Reads {
  conversation(key: ConversationKey): Promise<StoredConversation | null>
  /** `me` tells mine from unassigned. Order, filter and page are done in SQL. */
  list(query: ListQuery, me: UserId): Promise<{ rows: StoredRow[]; total: number }>
  counts(me: UserId): Promise<StoredCounts>
  /** Customers that wait in open conversations, longest first. */
  waiting(limit: number): Promise<{ total: number; unread: number; rows: Waiting[] }>
  /** Oldest first, unsent ones last, each with its job. */
  messages(key: ConversationKey, before: MessageId | null, limit: number): Promise<TimelineMessage[]>
  message(account: AccountId, id: MessageId): Promise<StoredMessage | null>
  messageByClientId(clientId: string): Promise<StoredMessage | null>
  /** Greatest and smallest server id we hold of a conversation. */
  messageBounds(key: ConversationKey): Promise<{ first: MessageId; last: MessageId } | null>
  /** True when every older message of the conversation is here. */
  reachedStart(key: ConversationKey): Promise<boolean>
  directory(account: AccountId): Promise<Directory>
  job(clientId: string): Promise<Job | null>
  /** In order of `createdAt`, then insertion. */
  jobs(): Promise<Job[]>
  draft(key: ConversationKey): Promise<Draft | null>
  cursors(): Promise<SyncCursor[]>
  /** Newest first. */
  verdicts(limit: number): Promise<StoredVerdict[]>
}

/** The few words history is written in. Reads inside a commit must go through `tx`: the outer store would wait for itself. */
export interface Tx extends Reads {
  putConversation(row: StoredConversation): Promise<void>
  /** Also removes its messages, draft and jobs. */
  removeConversation(key: ConversationKey): Promise<void>
  /** For the list of mentions. `putConversation` leaves the flag alone; nothing happens for an unknown conversation. */
  setMentioned(key: ConversationKey, mentioned: boolean): Promise<void>
  /** Upsert by server id; a row that has our clientId and no server id yet becomes this one. */
  putMessage(row: StoredMessage): Promise<void>
  removeUnsentMessage(clientId: string): Promise<void>
  setReachedStart(key: ConversationKey): Promise<void>
  putDirectory(directory: Directory): Promise<void>
  /** Insert or replace. Throws nothing for an existing clientId: `job` tells. */
  putJob(job: Job): Promise<void>
  removeJob(clientId: string): Promise<void>
  markerTaken(marker: number): Promise<boolean>
  putDraft(key: ConversationKey, draft: Draft): Promise<void>
  removeDraft(key: ConversationKey): Promise<void>
  putCursor(cursor: SyncCursor): Promise<void>
  /** Keeps the newest 500. */
  addVerdict(verdict: StoredVerdict): Promise<void>
}

/** One encrypted database per profile. A commit is durable when its promise resolves (synchronous=FULL). */
export interface Store extends Reads {
  /** Commits run one after another; a throw rolls back and rejects. */
  commit<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Text keys, not sentences: the adapter has the catalog. `body` is the customer's own text, already cut to 200 characters. */
export interface Alert {
  /** Stable per conversation: the newest replaces. Opaque for the OS: no name, no number. */
  key: string
  title: { kind: 'name'; name: string; more: number } | { kind: 'text'; textKey: string; values: Record<string, string> }
  /** Second line: inbox and account, or null. */
  context: string | null
  body: { kind: 'customer'; text: string } | { kind: 'text'; textKey: string; values: Record<string, string> }
  actions: ('reply' | 'open' | 'resolve')[]
  urgent: boolean
}
export type AlertResponse =
  | { kind: 'open'; key: string; activationToken: string | null }
  | { kind: 'reply'; key: string; text: string | null; activationToken: string | null }
  | { kind: 'resolve'; key: string }
  | { kind: 'dismissed'; key: string }

/** Native notifications. */
export interface Alerts {
  /** False when no daemon is there; the window then shows a toast itself. */
  readonly available: boolean
  show(alert: Alert): Promise<void>
  withdraw(key: string): Promise<void>
  onResponse(listener: (response: AlertResponse) => void): Stop
}

/** Sleep, lock, idle and network hints. Resume may come twice or never. */
export interface Awake {
  onSleep(listener: () => void): Stop
  onWake(listener: () => void): Stop
  /** Locked, asleep or idle past the limit: nobody is at the keyboard. */
  isAway(): boolean
}

/** What the tray draws. */
export interface Gauge {
  level: GaugeLevel
  count: number
  unread: number
  longestSinceAt: number | null
  topFive: (Waiting & { profileId: ProfileId; accountName: string })[]
  canPromise: boolean
  outbox: number
  offlineSinceAt: number | null
}

/** What sign-in with e-mail and password came to. A 206 asks for a second factor (FACTS §1.4). */
export type SignInAnswer = { kind: 'session'; credential: Credential } | { kind: 'mfa'; token: string }

/** The way to servers before and after a profile exists. */
export interface Servers {
  /** What an agent typed → address, TLS, is it Chatwoot and which version; each step with its reason. */
  probe(address: string): Promise<ProbeReport>
  signIn(baseUrl: string, email: string, password: string): Promise<Outcome<SignInAnswer>>
  answerMfa(baseUrl: string, token: string, answer: { code: string; backup: boolean }): Promise<Outcome<SignInAnswer>>
  connect(baseUrl: string, credential: Credential): { server: Server; cable: Cable }
}

/** What is known of a profile without its secrets. `colour` 1–6. */
export interface ProfileEntry {
  id: ProfileId
  baseUrl: string
  version: string | null
  user: { id: UserId; name: string; email: string | null; avatarUrl: string | null }
  accounts: { id: AccountId; name: string; role: string }[]
  colour: number
}

/** The list of profiles on disk, without secrets. */
export interface ProfileBook {
  list(): ProfileEntry[]
  put(entry: ProfileEntry): void
  remove(id: ProfileId): void
}

/** Databases by profile. `open` with a wrong key rejects with an error whose name is `WrongKey`. */
export interface Stores {
  open(profile: ProfileId, databaseKey: string): Promise<Store>
  remove(profile: ProfileId): Promise<void>
}

/** Settings on disk: each key is checked by itself, a bad one falls back to its default. */
export interface SettingsFile {
  read(): Settings
  write(settings: Settings): void
}
