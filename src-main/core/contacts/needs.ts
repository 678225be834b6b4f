import type { Answer } from '../../../src-preload/contract/errors'
import type { AccountId } from '../../../src-preload/contract/ids'
import { errorOf, ok, refuse } from '../answer'
import type { Facts } from '../facts'
import type { Outcome } from '../outcome'
import type { Outbox } from '../outbox'
import type { Clock, Log, Server, Store } from '../ports'
import type { NewsQueue } from '../sync/queue'

/** What the desk of the contacts works with; one per profile. */
export interface ContactDeskNeeds {
  store: Store
  server: Pick<Server, 'contacts' | 'contactConversations'>
  /** The same server, asked as seldom as its search of contacts allows. */
  lookup: Pick<Server, 'contacts'>
  queue: Pick<NewsQueue, 'pushed'>
  facts: Facts
  clock: Clock
  log: Log
  outbox: Pick<Outbox, 'changeContact'>
  isConnected: () => boolean
  isAdmin: (account: AccountId) => boolean
}

/** What went through, or why not. */
export function answered<T, A>(outcome: Outcome<T>, to: (value: T) => A): Answer<A> {
  return outcome.kind === 'accepted' ? ok(to(outcome.value)) : refused(outcome)
}

/** Why not. */
export function refused(outcome: Exclude<Outcome<unknown>, { kind: 'accepted' }>) {
  return refuse(errorOf(outcome) ?? { kind: 'offline' })
}
