/**
 * The table of HOUSE §5: how a request ended → what becomes of the job. Pure, so that every row is a test.
 */
import type { JobReason } from '../../../src-preload/contract/entities'
import { assertNever } from '../must'
import type { MessageNews } from '../news'
import type { NeverSentReason, Outcome, RefusedReason, UnsureReason } from '../outcome'
import { backoffMs, nextMinuteAt } from './backoff'
import type { Job } from './jobs'

/** The server kills a request at 15 s but may queue it first: twice that before a look may say "absent". */
export const GRACE_MS = 30_000
/** Attempts without a clear answer before the agent is asked. */
const MAX_ROUNDS = 5

export interface Moment {
  now: number
  /** 0 ≤ x < 1. */
  random: number
}

export type NextStep =
  | { kind: 'acknowledge'; message: MessageNews }
  | { kind: 'put'; job: Job }
  /** Every lane stops until then. */
  | { kind: 'pause'; job: Job; untilAt: number }
  /** The token was refused: ask /profile before believing it; `job` is what waits meanwhile. */
  | { kind: 'ask-profile'; job: Job }

/** After a POST. The job is the one that was `sending`. */
export function afterSend(job: Job, outcome: Outcome<MessageNews>, moment: Moment): NextStep {
  switch (outcome.kind) {
    case 'accepted':
      return { kind: 'acknowledge', message: outcome.value }
    case 'never-sent':
      return { kind: 'put', job: neverSent(job, outcome.reason, moment) }
    case 'unsure':
      return { kind: 'put', job: unsure(job, unsureReason(outcome.reason, outcome.words), moment.now) }
    case 'throttled': {
      const untilAt = nextMinuteAt(moment.now, moment.random)
      return {
        kind: 'pause',
        job: { ...queued(job), notBeforeAt: untilAt, reason: { key: 'throttled', words: null } },
        untilAt,
      }
    }
    case 'signed-out':
      return { kind: 'ask-profile', job: { ...queued(job), reason: { key: 'signed-out', words: null } } }
    case 'refused':
      return { kind: 'put', job: failed(job, refusedReason(outcome.reason, outcome.words)) }
    default:
      return assertNever(outcome)
  }
}

/** After a look that could not be read. A look proves nothing unless it was read to its end, so the job stays what it is. */
export function afterFailedLook(job: Job, outcome: Exclude<Outcome<unknown>, { kind: 'accepted' }>, moment: Moment): NextStep {
  switch (outcome.kind) {
    case 'never-sent':
    case 'unsure':
      return { kind: 'put', job: triedInVain(job, moment) }
    case 'throttled': {
      const untilAt = nextMinuteAt(moment.now, moment.random)
      return { kind: 'pause', job: { ...job, notBeforeAt: untilAt }, untilAt }
    }
    case 'signed-out':
      return { kind: 'ask-profile', job }
    case 'refused':
      return { kind: 'put', job: refusedLook(job, outcome.reason, outcome.words) }
    default:
      return assertNever(outcome)
  }
}

/** After a look that did not find our marks. `startedAt` is when the look began: an early one proves nothing yet. */
export function afterAbsentLook(job: Job, startedAt: number): Job {
  if (job.unsureSinceAt === null) return { ...job, failures: 0, notBeforeAt: null }
  if (startedAt - job.unsureSinceAt < GRACE_MS) return { ...job, looks: job.looks + 1, failures: 0, notBeforeAt: null }
  if (job.reason?.key === 'refused') return failed(job, job.reason)
  if (job.rounds >= MAX_ROUNDS) return held(job, { key: 'gave-up', words: null })
  return queued(job)
}

/** A job that was `sending` when its process ended or its answer could not be written down. */
export function lostSight(job: Job, now: number): Job {
  return unsure(job, { key: 'no-answer', words: null }, now)
}

/** The pause after a try that cannot have reached the server. The number of tries only makes the pause longer. */
export function triedInVain(job: Job, { now, random }: Moment): Job {
  const failures = job.failures + 1
  return { ...job, failures, notBeforeAt: now + backoffMs(failures, random) }
}

/** Back in the lane, free to go. */
export function queued(job: Job): Job {
  return { ...job, state: 'queued', notBeforeAt: null, unsureSinceAt: null, looks: 0, reason: null }
}

/** `unsureSinceAt` stays: whoever lets it go later must have it looked up first. */
export function held(job: Job, reason: JobReason): Job {
  return { ...job, state: 'held', notBeforeAt: null, reason }
}

/** Free again. One that was tried before is looked up once more, long after, before the next try. */
export function letGo(job: Job): Job {
  const free: Job = { ...queued(job), rounds: 0 }
  const wasTried = job.unsureSinceAt !== null || job.rounds > 0
  return wasTried ? { ...free, state: 'unsure', unsureSinceAt: job.unsureSinceAt ?? job.createdAt } : free
}

/** Not again by itself. */
export function failed(job: Job, reason: JobReason): Job {
  return { ...job, state: 'failed', notBeforeAt: null, unsureSinceAt: null, looks: 0, reason }
}

function unsure(job: Job, reason: JobReason, now: number): Job {
  return {
    ...job,
    state: 'unsure',
    notBeforeAt: null,
    unsureSinceAt: now,
    looks: 0,
    rounds: job.rounds + 1,
    failures: 0,
    reason,
  }
}

function neverSent(job: Job, reason: NeverSentReason, moment: Moment): Job {
  if (reason === 'too-large') return failed(job, { key: 'too-large', words: null })
  return { ...triedInVain(queued(job), moment), reason: { key: noWayKey(reason), words: null } }
}

/** A way that is closed for a reason of its own is named; the others are one word for the agent. */
function noWayKey(reason: NeverSentReason): string {
  return NAMED_WAYS.includes(reason) ? reason : 'offline'
}

const NAMED_WAYS = ['tls', 'certificate-changed', 'proxy']

/** Whether a queued job only waits because there was no way to the server. */
export function waitsForTheWay(job: Job): boolean {
  return job.state === 'queued' && ['offline', ...NAMED_WAYS].includes(job.reason?.key ?? '')
}

/** Gone for good, or no longer ours to read: then the agent decides, for we cannot know whether it arrived. */
function refusedLook(job: Job, reason: RefusedReason, words: string): Job {
  if (reason === 'not-found') return failed(job, { key: 'conversation-gone', words })
  return held(job, { key: 'refused', words })
}

function unsureReason(reason: UnsureReason, words: string | null): JobReason {
  switch (reason) {
    case 'timeout':
    case 'reset':
      return { key: 'no-answer', words: null }
    case 'server-error':
    case 'unreadable':
      return { key: 'server-error', words: null }
    case 'unprocessable':
      return { key: 'refused', words }
    default:
      return assertNever(reason)
  }
}

function refusedReason(reason: RefusedReason, words: string): JobReason {
  switch (reason) {
    case 'not-found':
      return { key: 'conversation-gone', words }
    case 'too-large':
      return { key: 'too-large', words }
    case 'not-allowed':
    case 'invalid':
    case 'limit':
      return { key: reason, words }
    case 'other':
      return { key: 'refused', words }
    default:
      return assertNever(reason)
  }
}
