import type { Account } from '../../../src-preload/contract/entities'
import type { UserId } from '../../../src-preload/contract/ids'
import type { Missed } from './missed'
import type { Failure, Reading } from './pages'

/** Whose store it is, and when the comparison with the server began. */
export interface Accounts {
  me: UserId
  accounts: Pick<Account, 'id'>[]
  /** Server time in ms when it began. */
  serverAt: number
}

export interface CatchUpNeeds extends Reading, Accounts {
  missed: Missed
  /** True when a newer attempt, or the end, has taken over: nothing more may be asked or marked as done. */
  isOver: () => boolean
}

export interface CatchUpDeps extends CatchUpNeeds {
  /** Runs the work for each, a few at a time, until one fails or the purse is empty; `left` hears of those it was too small for. */
  each: <T>(
    list: T[],
    work: (one: T) => Promise<Failure | null>,
    left?: (rest: T[]) => Promise<void>,
  ) => Promise<Failure | null>
}
