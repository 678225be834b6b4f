import { nextMinuteAt } from '../outbox/backoff'
import type { Chance, Clock } from '../ports'

/** How often REST is compared with the socket, asked in its stead, and the socket tried again. */
export const HEARTBEAT_MS = 120_000
export const POLL_MS = 30_000
export const KNOCK_MS = 60_000

const BACKOFF_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000]
/** How long to wait after so many failures in a row, shortened by up to half; a 429 is over with its minute (FACTS §6.4). */
export function pauseMs(failures: number, reason: string, world: { clock: Clock; chance: Chance }): number {
  const random = world.chance.next()
  const now = world.clock.now()
  if (reason === 'throttled') return nextMinuteAt(now, random) - now
  const step = BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)] ?? 30_000
  return step * (0.5 + random / 2)
}
