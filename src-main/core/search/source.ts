import type { AccountId, ProfileId, UserId } from '../../../src-preload/contract/ids'
import type { SearchAsk, Store } from '../ports'

/** What search needs of a profile. */
export interface SearchSource {
  id: ProfileId
  me: UserId
  accounts: { id: AccountId; name: string }[]
  store: Pick<Store, 'search' | 'searchCustomers' | 'nearWords' | 'notIndexed' | 'directory'>
}

/** A profile to look in, and what the query means there. */
export interface Scoped {
  source: SearchSource
  ask: SearchAsk
}
