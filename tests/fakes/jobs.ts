import type { Job } from '../../src-main/core/outbox/jobs'
import { uuidOf } from './chance'
import { keyOf } from './outbox-world'

/** When the jobs of the table tests were written. */
export const now = Date.UTC(2026, 0, 5, 9)

/** A queued reply in the first lane. */
export function job(changes: Partial<Job> = {}): Job {
  return {
    kind: 'reply',
    clientId: uuidOf(1) as never,
    ...keyOf(0),
    state: 'queued',
    marker: now / 1000,
    text: 'Hello',
    private: false,
    inReplyTo: null,
    template: null,
    recipients: null,
    anchorId: 100 as never,
    seenId: 100 as never,
    createdAt: now,
    notBeforeAt: null,
    writtenBlind: false,
    unsureSinceAt: null,
    looks: 0,
    rounds: 0,
    failures: 0,
    bornAt: 1,
    reason: null,
    released: false,
    reviewedAt: null,
    leaveAt: null,
    ...changes,
  }
}
