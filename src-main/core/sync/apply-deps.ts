/** What applying news needs, and in which light a piece of news is seen. */
import type { AccountId, ConversationKey, UserId } from '../../../src-preload/contract/ids'
import type { Fact, Facts } from '../facts'
import type { ConversationNews, MessageNews, ServerEvent } from '../news'
import type { Store, Tx } from '../ports'
import type { Origin } from './origin'

/** Ends a send when the server's copy of a reply of ours turns up (HOUSE §5.7); returns the facts to tell. */
export type Acknowledge = (tx: Tx, news: MessageNews) => Promise<Fact[]>

export interface ApplyDeps {
  store: Store
  facts: Facts
  me: UserId
  acknowledge: Acknowledge
  /** A frame may name a conversation we never saw: read it first. Null: it is not ours to see, or cannot be read now. */
  fetchConversation: (key: ConversationKey) => Promise<ConversationNews | null>
  /** Typing, presence and stale lists are not stored: they go straight to whoever keeps them. */
  passing: (account: AccountId, event: ServerEvent) => void
}

/** How a piece of news came. */
export interface Context {
  origin: Origin
  deps: ApplyDeps
  /**
   * `created` is the frame of a new message; `page`: one of a run without holes; `inside`: told alone, as an update or
   * as the last message of a conversation, with a hole before it perhaps.
   */
  as: 'created' | 'page' | 'inside'
}

/** One after the other: each may build on what the one before has written. */
export async function collect<T>(list: T[], each: (one: T) => Promise<Fact[]>): Promise<Fact[]> {
  const facts: Fact[] = []
  for (const one of list) facts.push(...(await each(one)))
  return facts
}
