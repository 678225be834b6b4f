/** When to look for a newer Perch, when to speak of it, and when it may be installed. Nothing here acts. */
import type { Settings } from '../../../src-preload/contract/schemas/app'
import type { UpdateChannel, UpdateLock, UpdateWay } from './port'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** The start belongs to the agent and her customers. */
const FIRST_MS = 10 * MINUTE_MS
const EVERY_MS = 6 * HOUR_MS
/** After a look that failed; doubled each time. */
const AGAIN_MS = 30 * MINUTE_MS
/** Each wait is up to so much shorter or longer: an office that starts at nine does not ask as one. */
const JITTER = 0.5

export interface UpdateWish {
  /** Perch looks by itself. */
  isAutomatic: boolean
  channel: UpdateChannel
}

/** What holds: what the machine's owner decided, else what the agent chose. */
export function wishOf(settings: Pick<Settings, 'updates' | 'updateChannel'>, lock: UpdateLock): UpdateWish {
  return { isAutomatic: settings.updates && !lock.isOff, channel: lock.channel ?? settings.updateChannel }
}

interface Looks {
  way: UpdateWay
  isAutomatic: boolean
  /** Since the start. */
  looks: number
  /** In a row, up to now. */
  failures: number
}

/** How long to wait before the next look, in ms; null: Perch does not look by itself. `chance` is 0 ≤ x < 1. */
export function nextLookMs({ way, isAutomatic, looks, failures }: Looks, chance: number): number | null {
  if (way === 'none' || !isAutomatic) return null
  const rest = looks === 0 ? FIRST_MS : failures === 0 ? EVERY_MS : Math.min(EVERY_MS, AGAIN_MS * 2 ** (failures - 1))
  return Math.round(rest * (1 - JITTER + 2 * JITTER * chance))
}

/** Perch downloads only what it can install. */
export function isFetched(way: UpdateWay): boolean {
  return way === 'self'
}

/** What to tell the agent, once for each version: it is here, or it is somewhere. */
export function offerOf(way: UpdateWay, found: { version: string | null; isReady: boolean; toldVersion: string | null }) {
  if (found.version === null || found.version === found.toldVersion) return null
  if (isFetched(way)) return found.isReady ? 'ready' : null
  return way === 'none' ? null : 'newer'
}

export type InstallVerdict = 'install' | 'nothing-ready' | 'replies-wait' | 'no-time'

/**
 * Whether a fetched version may take this one's place. Replies that have not left (their undo window is part of that), are
 * sent by the program that took them in; and a system that goes down gives nobody the time.
 */
export function installVerdict(at: { isReady: boolean; unsent: number; isSystemDown: boolean }): InstallVerdict {
  if (!at.isReady) return 'nothing-ready'
  if (at.isSystemDown) return 'no-time'
  return at.unsent > 0 ? 'replies-wait' : 'install'
}
