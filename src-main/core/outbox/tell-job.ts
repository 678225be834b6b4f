import { keyOf } from './actions'
import type { Job } from './jobs'
import type { OutboxNeeds } from './needs'
import { awaitsReview } from './review-reason'

/** Says where a reply stands now, after the commit that put it there. */
export function tellJob(job: Job, { log, facts }: Pick<OutboxNeeds, 'log' | 'facts'>): void {
  log.info('outbox job', { state: job.state, rounds: job.rounds, looks: job.looks, reason: job.reason?.key ?? null })
  if (job.state === 'failed') facts.tell({ kind: 'ReplyFailed', job })
  if (job.state === 'held' && !awaitsReview(job)) facts.tell({ kind: 'ReplyHeld', job })
  facts.tell({ kind: 'OutboxChanged', conversation: keyOf(job) })
}
