import type { Link } from '../../../src-preload/contract/entities'
import type { AccountId } from '../../../src-preload/contract/ids'
import type { ServerEvent, ServerProfile } from '../news'
import type { Cable, Chance, Clock, Log, Server } from '../ports'
import type { Heartbeat } from './gap'
import type { Failure } from './pages'

/** What the connection asks of its profile. */
export interface LinkDeps {
  server: Pick<Server, 'about' | 'profile'>
  cable: Cable
  clock: Clock
  chance: Chance
  log: Log
  /** Told on each change of state. */
  changed: (link: Link) => void
  /** A fresh /profile, before each subscription: names, accounts. `version` is null when the server did not say. */
  profileRead: (profile: ServerProfile, version: string | null) => void
  /** Runs one catch-up; `serverAt` in ms. Null: done. `isOver` tells when its attempt has ended. */
  catchUp: (serverAt: number, isOver: () => boolean) => Promise<Failure | null>
  /** Slow comparison with the server while live or polling. */
  heartbeat: (serverAt: number) => Promise<Heartbeat>
  event: (account: AccountId, event: ServerEvent) => void
  /** Frames wait while a catch-up runs. */
  hold: () => void
  release: () => void
}

export interface SyncLink {
  readonly link: Link
  /** Server time now, as well as we know it. */
  serverNow(): number
  start(): void
  /** Sleep, or switched off: drops the socket and waits for `wake`. */
  pause(): void
  /** Woken up, network is back, or the agent is impatient: try now. */
  wake(): void
  /** News were lost on our side: what is here cannot be believed until the next catch-up. */
  distrust(reason: string): void
  /** There is more to fetch than the socket brings: catches up again, the socket stays. */
  catchUpAgain(): void
  /** Presence for an account; does nothing without a live socket. */
  beat(account: AccountId): void
  stop(): void
}
