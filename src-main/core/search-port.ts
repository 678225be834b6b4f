/** What core asks of a database when the agent searches. */
import type { Conversation, Message } from '../../src-preload/contract/entities'
import type { AccountId, ConversationKey, InboxId, UserId } from '../../src-preload/contract/ids'
import type { Has } from './search/query'

/** A word to look for. `exact`: these words in a row, else their beginnings; `not`: where it is missing. */
export interface SoughtWord {
  text: string
  exact: boolean
  not: boolean
}

/**
 * What to look for. All `words`, `has` and `labels` must fit; of `from`, an agent by id or anybody by name, and of `inboxes`
 * one, unless there are none. `conversation`: only there. Times in ms, `before` without its moment.
 */
export interface SearchAsk {
  accounts: AccountId[]
  words: SoughtWord[]
  from: (UserId | string)[]
  inboxes: InboxId[]
  has: Has[]
  labels: string[]
  conversation: ConversationKey | null
  before: number | null
  after: number | null
  limit: number
}

/** Of a message what a hit shows: a mail of a megabyte is not handed from thread to thread for its subject. */
export type FoundText = Pick<
  Message,
  | ('accountId' | 'conversationId' | 'inboxId' | 'id' | 'type' | 'private' | 'content')
  | ('mail' | 'sender' | 'attachments' | 'createdAt')
>

/** `contactName`: whose conversation it is, if that is stored. */
export interface SearchHit {
  message: FoundText
  contactName: string | null
}

/** Questions of search. */
export interface SearchReads {
  /** Messages, newest first. */
  search(ask: SearchAsk): Promise<SearchHit[]>
  /** Conversations of customers whose name, e-mail, number or identifier fits all words; the latest first. */
  searchCustomers(ask: Pick<SearchAsk, 'accounts' | 'words' | 'labels' | 'limit'>): Promise<Conversation[]>
  /** Words that messages have and that differ from this one by a slip or two, the most likely first. */
  nearWords(word: string): Promise<string[]>
  /** Messages that are stored and cannot be found yet. */
  notIndexed(): Promise<number>
}
