import type { Clock } from '../core/ports'

/** Lessons kept; pings come every 3 s, so this is about a minute. */
const LESSONS = 20
/** More than this apart means that one of the two clocks was set. */
const JUMP_MS = 5_000

/** What the server's clock shows. REST answers and socket frames are compared by it (HOUSE §6: `evidenceAt`). */
export interface ServerTime {
  now(): number
  /** The server said "it is `serverAt`", in whole seconds, just now. */
  learn(serverAt: number): void
  /** Something happened on the server at `serverAt`, to the millisecond: it cannot be earlier there than that. */
  happened(serverAt: number): void
}

/**
 * Learns the difference of the two clocks from pings, `GET /api` and proxies' Date headers (FACTS §5.4). All of them are cut
 * to whole seconds and arrive late, so each difference is at most the true one: the greatest is the best, and staying below
 * the truth is the safe side, since an answer that claims to be newer than it is would hide the socket's news.
 */
export function makeServerTime(clock: Clock): ServerTime {
  let lessons: number[] = []
  const now = (): number => Math.round(clock.now() + (lessons.length > 0 ? Math.max(...lessons) : 0))
  const learn = (serverAt: number): void => {
    if (!Number.isFinite(serverAt)) return
    const lesson = serverAt - clock.now()
    const jumped = lessons.some((known) => Math.abs(known - lesson) > JUMP_MS)
    lessons = jumped ? [lesson] : [...lessons, lesson].slice(-LESSONS)
  }
  return {
    now,
    learn,
    // A second too low and what we ask for now would count as older than the frame that made us ask.
    happened: (serverAt) => {
      if (serverAt > now()) learn(serverAt)
    },
  }
}
