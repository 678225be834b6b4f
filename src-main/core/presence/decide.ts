/**
 * What to tell the server of me, as a table. Two things are told: a beat ("somebody is at the keyboard"), and the availability
 * that the server keeps. The beat is a fact and never a choice. The availability is changed only where the agent asked for it:
 * in an account that is on `auto`.
 */
import type { Availability } from '../../../src-preload/contract/entities'
import type { AwayReason, Presence, PresenceMode } from '../../../src-preload/contract/presence'
import type { Settings } from '../../../src-preload/contract/schemas/app'
import type { AwakeState } from '../ports'

/** What is known of me in one account. */
export interface PresenceCase {
  mode: PresenceMode
  /** What the server keeps. */
  chosen: Availability
  autoOffline: boolean
  awake: AwakeState
  /** Nobody has been here for so long, in ms; 0 while somebody is. */
  awayMs: number
  times: Pick<Settings, 'busyAfterMs' | 'offlineAfterMs'>
  isElsewhere: boolean
  isConnected: boolean
}

/** Others beat every 20 s (FACTS §5.2): silence for this long says that none of them does. */
export const ALONE_AFTER_MS = 45_000

/** Why nobody is at this keyboard; null: somebody is. */
export function awayBy({ asleep, locked, idleMs }: AwakeState, offlineAfterMs: number): Exclude<AwayReason, 'no-line'> | null {
  if (asleep) return 'asleep'
  if (locked) return 'locked'
  return idleMs >= offlineAfterMs ? 'idle' : null
}

/** What the server is to keep of me from now on; null: as it is. */
export function wanted(one: PresenceCase): Availability | null {
  if (one.mode === 'hand' || !one.isConnected) return null
  const target = targetOf(one)
  return target === one.chosen ? null : target
}

function targetOf({ awake, times, autoOffline, isElsewhere, awayMs }: PresenceCase): Availability | null {
  const why = awayBy(awake, times.offlineAfterMs)
  if (why !== null) {
    // Silence is enough where the server believes it; and it does not contradict another window of mine.
    if (autoOffline || isElsewhere) return null
    // A machine that falls asleep cannot wait to hear whether it is alone.
    return why === 'asleep' || awayMs >= ALONE_AFTER_MS ? 'offline' : null
  }
  if (times.busyAfterMs === null || awake.idleMs < times.busyAfterMs) return 'online'
  return isElsewhere ? null : 'busy'
}

/** What the server shows of me now, and why. */
export function shownOf(one: PresenceCase): Pick<Presence, 'shown' | 'away'> {
  const here = awayBy(one.awake, one.times.offlineAfterMs)
  const away = one.isConnected ? here : (here ?? 'no-line')
  const isSilent = away !== null && one.autoOffline && !one.isElsewhere
  return { shown: isSilent ? 'offline' : one.chosen, away }
}
