import { nextMinuteAt } from '../outbox/backoff'
import type { Chance, Clock } from '../ports'

/** How often REST is compared with the socket, asked in its stead, and the socket tried again. */
export const HEARTBEAT_MS = 120_000
export const POLL_MS = 30_000
export const KNOCK_MS = 60_000

const BACKOFF_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000]
/** Gaps further apart than this have nothing to do with each other. */
export const GAPS_MS = 10 * 60_000
const GAPS_FOR_SOCKET = 2
const GAPS_FOR_POLLING = 3

/** How long to wait after so many failures in a row, shortened by up to half; a 429 is over with its minute (FACTS §6.4). */
export function pauseMs(failures: number, reason: string, world: { clock: Clock; chance: Chance }): number {
  const random = world.chance.next()
  const now = world.clock.now()
  if (reason === 'throttled') return nextMinuteAt(now, random) - now
  const step = BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)] ?? 30_000
  return step * (0.5 + random / 2)
}

/** Events that the socket kept to itself: the second time in ten minutes asks for a new one, the third says none will help now. */
export class GapCount {
  private gapsAt: number[] = []

  add(now: number): 'once' | 'new-socket' | 'poll' {
    this.gapsAt = [...this.gapsAt.filter((at) => Math.abs(now - at) < GAPS_MS), now]
    if (this.gapsAt.length < GAPS_FOR_SOCKET) return 'once'
    if (this.gapsAt.length < GAPS_FOR_POLLING) return 'new-socket'
    this.gapsAt = []
    return 'poll'
  }
}
