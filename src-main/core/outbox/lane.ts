/**
 * A lane is one conversation's replies, strictly in order, one request in flight. This is the question "what next?",
 * pure: the courier asks it again after every step and after every fact.
 */
import { assertNever } from '../must'
import { needsGuard } from './guard'
import type { Action } from './action'
import type { Job } from './jobs'
import { nextLookAt } from './reconcile'

/** A date further away than any pause we make comes from a clock that was set back: it is over. */
const LONGEST_PAUSE_MS = 90_000
/** A look that cleared a reply is fresh enough for this long. */
const CLEARANCE_MS = 10_000

export interface LaneView {
  now: number
  undoMs: number
  canSend: boolean
  /** Since when; see `GuardView`. */
  lineCameAt: number
  /** Field mode: what cannot leave now waits for a look (M15). */
  reviews: boolean
  /** The server asked everybody to wait (429). */
  pausedUntilAt: number
  /** Start of this process. */
  bornAt: number
  /** When this process last looked a job up and found no reason against sending it. */
  clearedAt(job: Job): number | null
}

/** An action's turn, among the replies of its lane. */
export type ActionStep = { kind: 'act'; action: Action; replyIsHeld: boolean } | { kind: 'review-action'; action: Action }

export type LaneStep =
  /** Nothing to do until a fact or the link says so. */
  | { kind: 'idle' }
  | { kind: 'wait'; untilAt: number }
  | { kind: 'ring-over'; job: Job }
  /** Nobody waits for its answer any more, or the clock was set back: the grace begins anew. */
  | { kind: 'lost'; job: Job }
  | { kind: 'look'; job: Job }
  | { kind: 'review'; job: Job }
  | { kind: 'send'; job: Job; lookFirst: boolean; guarded: boolean }

/** What the lane does next. Held and failed replies wait for the agent and let the others pass. */
export function nextInLane(jobs: readonly Job[], view: LaneView): LaneStep {
  const index = jobs.findIndex((job) => job.state !== 'held' && job.state !== 'failed')
  const job = jobs[index]
  if (!job) return { kind: 'idle' }
  const heldBefore = jobs.slice(0, index).some((other) => other.state === 'held')
  switch (job.state) {
    case 'resting':
      return whenDue(view, job.notBeforeAt ?? view.now, { kind: 'ring-over', job })
    case 'sending':
      return { kind: 'lost', job }
    case 'unsure':
      if ((job.unsureSinceAt ?? 0) > view.now) return { kind: 'lost', job }
      if (!view.canSend) return { kind: 'idle' }
      return whenDue(view, Math.max(nextLookAt(job), job.notBeforeAt ?? 0, view.pausedUntilAt), { kind: 'look', job })
    case 'queued':
      if (!view.canSend) return view.reviews ? { kind: 'review', job } : { kind: 'idle' }
      return whenDue(view, Math.max(job.notBeforeAt ?? 0, view.pausedUntilAt), sendStep(job, view, heldBefore))
    case 'held':
    case 'failed':
      return { kind: 'idle' }
    default:
      return assertNever(job.state)
  }
}

/**
 * What the lane does when actions lie among its replies: strictly in order. Held ones wait for the agent and let the others
 * pass, and so does what a held reply brings along (M12). Null: it is not an action's turn.
 */
export function nextAction(
  { jobs, actions }: { jobs: readonly Job[]; actions: readonly Action[] },
  view: Pick<LaneView, 'now' | 'canSend' | 'reviews' | 'pausedUntilAt'>,
): ActionStep | Exclude<LaneStep, { job: Job }> | null {
  const isStopped = (job: Job): boolean => job.state === 'held' || job.state === 'failed'
  const unanswered = new Set(jobs.filter(isStopped).map((one) => one.clientId))
  const waiting = actions.filter((one) => one.state !== 'held' && (one.answers === null || !unanswered.has(one.answers)))
  // That somebody read is worth no waiting of anything else.
  const action = waiting.find((one) => one.change.kind !== 'seen' || one.notBeforeAt === null) ?? waiting[0]
  const job = jobs.find((one) => !isStopped(one))
  if (!action) return null
  const isPaused = action.change.kind === 'seen' && action.notBeforeAt !== null
  if (job && (job.createdAt < action.createdAt || isPaused)) return null
  const isReviewed = view.reviews && !view.canSend && action.change.kind !== 'seen'
  if (isReviewed && action.state === 'queued') return { kind: 'review-action', action }
  const dueAt = Math.max(action.notBeforeAt ?? 0, view.pausedUntilAt)
  const isSoon = dueAt > view.now && dueAt - view.now <= LONGEST_PAUSE_MS
  if (isSoon) return { kind: 'wait', untilAt: dueAt }
  if (!view.canSend) return isReviewed ? { kind: 'review-action', action } : { kind: 'idle' }
  return { kind: 'act', action, replyIsHeld: jobs.some((one) => isStopped(one) && one.createdAt < action.createdAt) }
}

function sendStep(job: Job, view: LaneView, heldBefore: boolean): LaneStep {
  const clearedAt = view.clearedAt(job)
  const isOlder = job.bornAt !== view.bornAt
  const guarded = needsGuard(job, { ...view, heldBefore })
  const clearance = clearedAt === null ? Infinity : view.now - clearedAt
  return { kind: 'send', job, guarded, lookFirst: (isOlder && clearedAt === null) || (guarded && clearance > CLEARANCE_MS) }
}

function whenDue(view: LaneView, at: number, step: LaneStep): LaneStep {
  return at <= view.now || at - view.now > LONGEST_PAUSE_MS ? step : { kind: 'wait', untilAt: at }
}
