/** Sees when the wall clock did not move as our own timers did: somebody set it, or the machine slept. */
import type { Clock, Stop } from './ports'

const TICK_MS = 5_000
/** A busy process may be late by seconds; a clock that is corrected by the network moves less than this. */
const JUMP_MS = 20_000

/** Tells by how much it jumped: forwards is positive. */
export function watchClock(clock: Clock, jumped: (byMs: number) => void): Stop {
  let tickedAt = clock.now()
  let stopTimer: Stop = () => undefined
  const tick = (): void => {
    const byMs = clock.now() - tickedAt - TICK_MS
    tickedAt = clock.now()
    stopTimer = clock.after(TICK_MS, tick)
    if (Math.abs(byMs) > JUMP_MS) jumped(byMs)
  }
  stopTimer = clock.after(TICK_MS, tick)
  return () => stopTimer()
}
