import { randomBytes, randomUUID } from 'node:crypto'
import type { Chance, Clock } from '../core/ports'

/** The wall clock and Node's timers. */
export const clock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    // setTimeout fires at once for more than 24.8 days; nobody waits that long for the same process.
    const timer = setTimeout(run, Math.min(ms, 2 ** 31 - 1))
    return () => clearTimeout(timer)
  },
}

/** Randomness for jitter and ids. */
export const chance: Chance = {
  next: () => Math.random(),
  uuid: () => randomUUID(),
  key: () => randomBytes(32).toString('hex'),
}
