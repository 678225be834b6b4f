import type { Link } from '../../../src-preload/contract/entities'
import type { AccountId } from '../../../src-preload/contract/ids'
import type { ServerEvent, ServerProfile } from '../news'
import type { Cable, Chance, Clock, Log, Server } from '../ports'

/** What the connection asks of its profile. */
export interface LinkDeps {
  server: Server
  cable: Cable
  clock: Clock
  chance: Chance
  log: Log
  /** Told on each change of state. */
  changed: (link: Link) => void
  /** A fresh /profile, before each subscription: names, accounts, pubsub token. */
  profileRead: (profile: ServerProfile) => Promise<void>
  /** Runs one catch-up; `serverAt` in ms. False: it did not come to its end. */
  catchUp: (serverAt: number) => Promise<boolean>
  /** Slow comparison with the server while live or polling; false: the server does not answer. */
  heartbeat: (serverAt: number) => Promise<boolean>
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
  /** Presence for an account; does nothing without a live socket. */
  beat(account: AccountId): void
  stop(): void
}
