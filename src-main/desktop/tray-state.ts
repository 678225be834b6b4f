/** What the tray says: words from state, nothing else. The tooltip repeats nothing that only a colour would tell (LOOK §12). */
import type { Profile } from '../../src-preload/contract/entities'
import type { Gauge } from '../core/ports'
import type { Text } from './text'

export interface TrayState {
  gauge: Gauge
  profiles: readonly Profile[]
  /** Null when alerts are on; far away (more than two days) means "until I am back". */
  alertsPausedUntilAt: number | null
  /** Somebody else sees the screen: nobody is named. */
  blurNames: boolean
  amberAfterMs: number
  redAfterMs: number
}

/** Nothing is known yet, and so nothing promised: a locked keychain may keep it so for hours, and Perch must have a face. */
type Limits = Pick<TrayState, 'blurNames' | 'amberAfterMs' | 'redAfterMs'>

export function unknownState({ blurNames, amberAfterMs, redAfterMs }: Limits): TrayState {
  const nobody = { count: 0, unread: 0, longestSinceAt: null, topFive: [], outbox: 0, offlineSinceAt: null }
  const gauge: Gauge = { ...nobody, level: 'off', canPromise: false }
  return { gauge, profiles: [], alertsPausedUntilAt: null, blurNames, amberAfterMs, redAfterMs }
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** A waiting time in the largest unit that is not zero, never rounded up: "59 min", "1 h". */
export function waitedWords(waitedMs: number, text: Text): string {
  const ms = Math.max(0, waitedMs)
  if (ms < HOUR_MS) return text.t('tray.minutes', { count: Math.floor(ms / MINUTE_MS) })
  if (ms < DAY_MS) return text.t('tray.hours', { count: Math.floor(ms / HOUR_MS) })
  return text.t('tray.days', { count: Math.floor(ms / DAY_MS) })
}

/** The tooltip. It says first what keeps the agent from being told. */
export function trayTooltip(state: TrayState, text: Text, now: number): string {
  const { gauge, profiles, alertsPausedUntilAt } = state
  if (profiles.length === 0) return text.t('tray.name')
  if (!gauge.canPromise) return brokenPromise(state, text, now)
  if (alertsPausedUntilAt !== null) return text.t('tray.paused', { until: untilWords(alertsPausedUntilAt, text, now) })
  if (gauge.count > 0) {
    const longest = waitedWords(now - (gauge.longestSinceAt ?? now), text)
    return text.t('tray.waiting', { count: gauge.count, longest })
  }
  return gauge.unread > 0 ? text.t('tray.unread', { count: gauge.unread }) : text.t('tray.idle')
}

function brokenPromise({ gauge, profiles }: TrayState, text: Text, now: number): string {
  if (gauge.offlineSinceAt !== null) {
    const since = text.time(gauge.offlineSinceAt, now)
    return gauge.outbox > 0 ? text.t('tray.offlineKept', { since, count: gauge.outbox }) : text.t('tray.offline', { since })
  }
  return profiles.some(({ link }) => link.state === 'signed-out') ? text.t('tray.signedOut') : text.t('tray.connecting')
}

/** The line of the menu about the connection. */
export function stateLine(state: TrayState, text: Text, now: number): string {
  const { gauge, profiles } = state
  const signedOut = profiles.find(({ link }) => link.state === 'signed-out')
  if (signedOut) return text.t('menu.signedOut', { account: signedOut.accounts[0]?.name ?? signedOut.user.name })
  if (gauge.offlineSinceAt !== null) return text.t('menu.offline', { since: text.time(gauge.offlineSinceAt, now) })
  if (profiles.some(({ link }) => link.state === 'catching-up')) return text.t('menu.catchingUp')
  if (!gauge.canPromise) return text.t('menu.connecting')
  return text.t('menu.live', { count: profiles.length })
}

/** "14:02", or the words for "until I am back". */
export function untilWords(at: number, text: Text, now: number): string {
  return isOpenEnded(at, now) ? text.t('menu.pause.back').toLocaleLowerCase(text.language) : text.time(at, now)
}

/** No clock time was meant. */
export function isOpenEnded(untilAt: number, now: number): boolean {
  return untilAt - now > 2 * DAY_MS
}
