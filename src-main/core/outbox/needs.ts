import type { Conversation } from '../../../src-preload/contract/entities'
import type { UserId } from '../../../src-preload/contract/ids'
import type { Facts } from '../facts'
import type { ConversationNews, MessageNews } from '../news'
import type { Chance, Clock, Log, Server, Stop, Store } from '../ports'

/** What the outbox must know of the connection. */
export interface LinkView {
  /** News are complete and requests get through: live, or polling. */
  canSend(): boolean
  onChange(listener: () => void): Stop
  /** The token was refused and /profile agreed: the link finds out for itself, and tells everybody. */
  doubt(): void
}

/** Everything the outbox is made of; one per profile. */
export interface OutboxNeeds {
  store: Store
  server: Server
  clock: Clock
  chance: Chance
  log: Log
  facts: Facts
  link: LinkView
  me: { id: UserId; name: string }
  /** The undo ring of a conversation's inbox, in ms. */
  undoMs: (conversation: Conversation | null) => number
  /** Start of this process: jobs of an older one are looked up before their first POST. */
  bornAt: number
  /** The server's clock in ms, as well as we know it. */
  serverNow: () => number
  /** A look reads whole pages; sync/apply learns from them too. Must not throw; nobody waits for it. */
  learn?: (news: MessageNews[]) => void
  /** What the server answered of a conversation; resolves when it is written down. */
  heard?: (news: ConversationNews) => Promise<unknown>
}
