/**
 * What core asks of the world. Adapters implement these; tests hand in fakes. Nothing here knows Electron, Node, SQL or
 * Chatwoot's JSON.
 */
import type { GaugeLevel } from '../../src-preload/contract/entities'
import type { AccountId, ProfileId, UserId } from '../../src-preload/contract/ids'
import type { SoundName } from '../../src-preload/contract/schemas/alert'
import type { Settings } from '../../src-preload/contract/schemas/app'
import type { ShownCertificate } from '../../src-preload/contract/trust'
import type { Credential } from './server-port'
import type { Store, Waiting } from './store-port'

export type * from './alert-port'
export type * from './contact-port'
export type * from './missed-port'
export type * from './pack-port'
export type * from './picture-port'
export type * from './prune-port'
export type * from './search-port'
export type * from './server-port'
export type * from './store-port'

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

/** A key of the catalogs and its values; a `count` of digits chooses the plural. */
export interface AlertLine {
  textKey: string
  values: Record<string, string>
}

/** Text keys, not sentences: the adapter has the catalog. `body` is the customer's own text, already cut to 200 characters. */
export interface Alert {
  /** Stable per conversation: the newest replaces. Opaque for the OS: no name, no number. */
  key: string
  title: { kind: 'name'; name: string; more: number } | { kind: 'text'; textKey: string; values: Record<string, string> }
  /** Second line: inbox and account, or null. */
  context: string | null
  body: { kind: 'customer'; text: string } | ({ kind: 'text' } & AlertLine) | { kind: 'lines'; lines: AlertLine[] }
  actions: AlertAction[]
  /** Stays until it is seen, also where the desktop is told to be quiet. */
  urgent: boolean
  /** Played with it; null: silently, as when only its words change. */
  sound?: { name: SoundName; volume: number } | null
  /** The customer's picture as the server has it (PNG, JPEG …). */
  picture?: Uint8Array | null
}
export type AlertAction = 'reply' | 'open' | 'resolve' | 'snooze' | 'read'
export type AlertResponse =
  | { kind: 'open'; key: string; activationToken: string | null }
  | { kind: 'reply'; key: string; text: string | null; activationToken: string | null }
  | { kind: 'resolve' | 'snooze' | 'read'; key: string }
  | { kind: 'dismissed'; key: string }

/** Native notifications. */
export interface Alerts {
  /** False when no daemon is there; the window then shows a toast itself. */
  readonly available: boolean
  show(alert: Alert): Promise<void>
  withdraw(key: string): Promise<void>
  onResponse(listener: (response: AlertResponse) => void): Stop
}

/** Do-not-disturb of the desktop itself. */
export interface DesktopQuiet {
  /** Null: it cannot be read here. */
  isQuiet(): boolean | null
}

/** How the machine stands. `idleMs`: no key and no mouse for so long. */
export interface AwakeState {
  asleep: boolean
  locked: boolean
  idleMs: number
}

/** Sleep, lock, idle and network hints. Resume may come twice or never. */
export interface Awake {
  onSleep(listener: () => void): Stop
  onWake(listener: () => void): Stop
  /** The screen was locked or unlocked, where the desktop tells. */
  onLock(listener: (isLocked: boolean) => void): Stop
  /** Any of the above, before anybody else hears of it. */
  onTurn(listener: () => void): Stop
  state(): AwakeState
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

/** What is known of a profile without its secrets. `colour` 1–6. */
export interface ProfileEntry {
  id: ProfileId
  baseUrl: string
  version: string | null
  user: { id: UserId; name: string; email: string | null; avatarUrl: string | null; signature?: string | null | undefined }
  accounts: { id: AccountId; name: string; role: string }[]
  colour: number
  /** The agent signed out of it, and not all of it could be removed yet. */
  leaving?: boolean | undefined
}

/** The list of profiles on disk, without secrets. */
export interface ProfileBook {
  list(): ProfileEntry[]
  put(entry: ProfileEntry): void
  remove(id: ProfileId): void
}

/** Pinned certificates by server (`https://host:port`). One whose key is '' could not be read: no certificate fits it. */
export type Pins = Readonly<Record<string, ShownCertificate>>

/** Pins are kept with the list of profiles: where one is lost, the other is too, and nobody is signed in to a server unpinned. */
export interface PinBook {
  pins(): Pins
  setPins(pins: Pins): void
}

/** Databases by profile. `open` with a wrong key rejects with an error whose name is `WrongKey`. */
export interface Stores {
  open(profile: ProfileId, databaseKey: string): Promise<Store>
  /** Its key is lost: the file is put away, so that a new one can begin; `remove` removes both. */
  setAside(profile: ProfileId): Promise<void>
  remove(profile: ProfileId): Promise<void>
}

/** Settings on disk: each key is checked by itself, a bad one falls back to its default. */
export interface SettingsFile {
  read(): Settings
  write(settings: Settings): void
}
