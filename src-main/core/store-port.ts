/** What core asks of the database of one profile. */
import type { Conversation, Directory, Draft, Message, Salvage, TimelineMessage } from '../../src-preload/contract/entities'
import type {
  AccountId,
  ClientId,
  ContactId,
  ConversationId,
  ConversationKey,
  InboxId,
  MessageId,
  UserId,
} from '../../src-preload/contract/ids'
import type { Settings } from '../../src-preload/contract/schemas/app'
import type { ListWhere } from './list-where'
import type { ListQuery } from '../../src-preload/contract/schemas/conversation'
import type { HealthFacts } from '../../src-preload/contract/schemas/health'
import type { StagedFile } from '../../src-preload/contract/staged'
import type { AlertReads, AlertWords } from './alert-port'
import type { ContactReads, ContactWords } from './contact-port'
import type { Action } from './outbox/action'
import type { InboxTemplates } from './news'
import type { Job } from './outbox/jobs'
import type { MissedReads } from './missed-port'
import type { PackReads, PackWords } from './pack-port'
import type { PictureReads, PictureWords } from './picture-port'
import type { PlaybookReads, PlaybookWords } from './playbook-port'
import type { PruneAsk, PruneStep, StorageUse } from './prune-port'
import type { SearchReads } from './search-port'

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
  /** Since when somebody waits in an open conversation of mine or nobody's. */
  longestWaitingSinceAt: number | null
  inboxes: { accountId: AccountId; inboxId: number; unread: number }[]
  labels: { accountId: AccountId; title: string; count: number }[]
  teams: { accountId: AccountId; teamId: number; count: number }[]
}

/** A list as a database understands it. */
export type StoredQuery = Omit<ListQuery, 'where'> & { where?: ListWhere }

/** Whose waiting customers: the accounts that count, and which of their conversations concern the agent. */
export interface WaitingAsk {
  me: UserId
  scope: Settings['alertScope']
  accounts: AccountId[]
  limit: number
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

/** A line of the health log: what the connection and the store went through. Counts, ids and durations only. */
export interface StoredHealth {
  at: number
  what: string
  facts: HealthFacts
}

/** A staged file and whose it is: the draft's of its conversation while `clientId` is null, then the reply's. */
export interface StoredFile extends StagedFile, ConversationKey {
  clientId: ClientId | null
  position: number
}

/** Whose history: what moved since `since` (server ms), without conversations that cannot be read. */
export interface UnfilledAsk {
  me: UserId
  account: AccountId
  since: number
  skipped: readonly ConversationId[]
}

/** Conversations here that moved since a time, and those of which nothing is missing since then. */
export interface HistoryCount {
  known: number
  filled: number
}

/** Questions. They see a whole commit or nothing of it. */
export interface Reads extends AlertReads, PackReads, PictureReads, SearchReads, MissedReads, ContactReads, PlaybookReads {
  conversation(key: ConversationKey): Promise<StoredConversation | null>
  /** `me` tells mine from unassigned. Order, filter and page are done in SQL. */
  list(query: StoredQuery, me: UserId): Promise<{ rows: StoredRow[]; total: number }>
  /** Which of these the list holds, wherever in it. */
  listed(query: StoredQuery, me: UserId, keys: readonly ConversationKey[]): Promise<ConversationKey[]>
  counts(me: UserId): Promise<StoredCounts>
  /** Customers that wait in open conversations, longest first; how many there are, and in how many something is unread. */
  waiting(ask: WaitingAsk): Promise<{ total: number; unread: number; rows: Waiting[] }>
  /** Numbers of the conversations that are stored as open. */
  openConversations(account: AccountId): Promise<ConversationId[]>
  /** Numbers of those the agent follows, as far as is known here. */
  followedConversations(account: AccountId): Promise<ConversationId[]>
  /** Conversations of an account that lie in none of these inboxes. */
  conversationsOutside(account: AccountId, inboxes: InboxId[]): Promise<ConversationKey[]>
  /** Those with a customer. */
  conversationsOf(account: AccountId, contact: ContactId): Promise<ConversationKey[]>
  /** Oldest first, unsent ones last, each with its job. */
  messages(key: ConversationKey, before: MessageId | null, limit: number): Promise<TimelineMessage[]>
  /** Server ids of the newest, oldest first. */
  newestIds(key: ConversationKey, limit: number): Promise<MessageId[]>
  /** Those that brought files, the newest first. */
  messagesWithFiles(key: ConversationKey, limit: number): Promise<TimelineMessage[]>
  message(account: AccountId, id: MessageId): Promise<StoredMessage | null>
  /** Those of these that are here, in no order. */
  messagesById(account: AccountId, ids: readonly MessageId[]): Promise<StoredMessage[]>
  messageByClientId(clientId: string): Promise<StoredMessage | null>
  /** Greatest and smallest server id we hold of a conversation. */
  messageBounds(key: ConversationKey): Promise<{ first: MessageId; last: MessageId } | null>
  /** How many of this conversation are stored from this one on; 0 when it is not here itself. */
  countFrom(key: ConversationKey, id: MessageId): Promise<number>
  /** When the customer wrote last, in server ms; null: no such message is here. */
  lastIncomingAt(key: ConversationKey): Promise<number | null>
  /** Customers' messages written after `at` (server ms), and whether what we hold reaches back to then. */
  since(key: ConversationKey, at: number): Promise<{ incoming: number; reachesBack: boolean }>
  /** True when every older message of the conversation is here. */
  reachedStart(key: ConversationKey): Promise<boolean>
  directory(account: AccountId): Promise<Directory>
  /** What the inboxes of an account may send at any time; null: nobody has asked yet. */
  templates(account: AccountId): Promise<InboxTemplates[] | null>
  job(clientId: string): Promise<Job | null>
  /** In order of `createdAt`, then insertion. */
  jobs(): Promise<Job[]>
  /** Agents' changes that the server does not have yet, in the order they were made; of one conversation, or all. */
  actions(): Promise<Action[]>
  actionsOf(key: ConversationKey): Promise<Action[]>
  /** What lies on top of a conversation: its own, and those on customers of its account, which may be its customer. */
  actionsOver(key: ConversationKey): Promise<Action[]>
  action(id: string): Promise<Action | null>
  draft(key: ConversationKey): Promise<Draft | null>
  /** Files of a conversation that have not left, its draft's and its replies', in order of `position`. */
  files(key: ConversationKey): Promise<StoredFile[]>
  file(id: string): Promise<StoredFile | null>
  /** The nth piece of a file's bytes, `PIECE_BYTES` long. */
  filePiece(id: string, piece: number): Promise<Uint8Array | null>
  cursors(): Promise<SyncCursor[]>
  storageUse(): Promise<StorageUse>
  /** How many messages `prune` would take in one step, for each of these times instead of one. */
  countPrunable(ask: Omit<PruneAsk, 'before'>, befores: number[]): Promise<PruneStep & { counts: number[] }>
  /** Whose history is to be fetched next: what concerns me first, then the newest activity. */
  unfilled(ask: UnfilledAsk): Promise<ConversationKey | null>
  historyCount(account: AccountId, since: number): Promise<HistoryCount>
  /** Every conversation of the account that moved since then (server ms) is here; null: nobody knows. */
  listedSince(account: AccountId): Promise<number | null>
  /** Newest first. */
  health(limit: number): Promise<StoredHealth[]>
}

/** The few words history is written in. Reads inside a commit must go through `tx`: the outer store would wait for itself. */
export interface Tx extends Reads, AlertWords, PackWords, PictureWords, ContactWords, PlaybookWords {
  putConversation(row: StoredConversation): Promise<void>
  /** Also removes its messages, draft, jobs and staged files. */
  removeConversation(key: ConversationKey): Promise<void>
  /** For the list of mentions. `putConversation` leaves the flag alone; nothing happens for an unknown conversation. */
  setMentioned(key: ConversationKey, mentioned: boolean): Promise<void>
  /** Upsert by server id; a row that has our clientId and no server id yet becomes this one. */
  putMessage(row: StoredMessage): Promise<void>
  /** These rows are still true at `evidenceAt`; one that was confirmed later keeps its time. */
  confirmMessages(account: AccountId, ids: readonly MessageId[], evidenceAt: number): Promise<void>
  removeUnsentMessage(clientId: string): Promise<void>
  setReachedStart(key: ConversationKey): Promise<void>
  /** Every message since then (server ms) is here. `prune` says so by itself. */
  setHistorySince(key: ConversationKey, at: number): Promise<void>
  /** Something may be missing in between: nobody knows any more how much is here. */
  forgetHistory(key: ConversationKey): Promise<void>
  /** Null: nobody knows any more. */
  setListedSince(account: AccountId, at: number | null): Promise<void>
  /** Replaces all of an account's; `templates` left out: nobody has asked. */
  putDirectory(directory: Directory, templates?: InboxTemplates[]): Promise<void>
  /** Insert or replace. Throws nothing for an existing clientId: `job` tells. */
  putJob(job: Job): Promise<void>
  removeJob(clientId: string): Promise<void>
  putAction(action: Action): Promise<void>
  removeAction(id: string): Promise<void>
  markerTaken(marker: number): Promise<boolean>
  putDraft(key: ConversationKey, draft: Draft): Promise<void>
  removeDraft(key: ConversationKey): Promise<void>
  /** Insert or replace, without its bytes. */
  putFile(file: StoredFile): Promise<void>
  putFilePiece(id: string, piece: number, bytes: Uint8Array): Promise<void>
  /** With its bytes. Nothing happens when there is none. */
  removeFile(id: string): Promise<void>
  /** What an earlier process left of files that are not whole. The names of a draft's stay, so that they can be said. */
  sweepFiles(): Promise<void>
  putCursor(cursor: SyncCursor): Promise<void>
  removeCursor(account: AccountId): Promise<void>
  /** One small step: nothing of a conversation that is open, pending, snoozed, mine, or has anything unsent; the newest 50 stay. */
  prune(ask: PruneAsk): Promise<PruneStep>
  /** So many rows at most enter the index of words; how many did. Fewer: it has caught up. */
  indexSome(limit: number): Promise<number>
  /** Keeps the newest 1000. */
  addHealth(line: StoredHealth): Promise<void>
}

/**
 * What a power cut may take back of commits that were made: nothing; or the last moments of what the server tells again. Those that
 * ended before a commit that may not be lost are as safe as it.
 */
export type Loss = 'never' | 'told-again'

/** One encrypted database per profile. A commit is durable when its promise resolves, unless it may be lost. */
export interface Store extends Reads {
  /** Null unless the file was found broken when it was opened. */
  readonly salvage: Salvage | null
  /**
   * Commits run one after another; a throw rolls back and rejects. When the file cannot be written (or read) the error has
   * one of the names in `store-trouble`.
   */
  commit<T>(work: (tx: Tx) => Promise<T>, loss?: Loss): Promise<T>
  /** Gives free pages back to the disk, so many at most; how many are left. Not within a commit. */
  vacuum(pages: number): Promise<number>
  close(): Promise<void>
}
