/** Send later: a reply that leaves at a time the agent chose. Until then it stands in nobody's way, and no lane looks at it. */
import type { Job } from './jobs'

/**
 * Timers sleep with the computer and do not hear of a clock that is set: while something is to leave later, the time is
 * looked at this often, in ms.
 */
const LOOK_AGAIN_MS = 60_000

/** It waits for its time. One that was tried before is looked after whatever the clock says. */
export function isLater({ state, leaveAt }: Job, now: number): boolean {
  return state === 'queued' && leaveAt !== null && leaveAt > now
}

/** Not only when the lane says so, but also when the next one's time comes. */
export function untilNext<S extends { kind: string }>(
  step: S,
  jobs: readonly Job[],
  now: number,
): S | { kind: 'wait'; untilAt: number } {
  const times = jobs.flatMap((job) => (isLater(job, now) ? [job.leaveAt ?? now] : []))
  if (times.length === 0 || (step.kind !== 'idle' && step.kind !== 'wait')) return step
  const own = 'untilAt' in step && typeof step.untilAt === 'number' ? [step.untilAt] : []
  return { kind: 'wait', untilAt: Math.min(...times, ...own, now + LOOK_AGAIN_MS) }
}
