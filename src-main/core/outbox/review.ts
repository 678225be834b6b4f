/**
 * Field mode (M15): what was written while the server was away does not leave by itself. It is kept as `held` in the very
 * commit that keeps it, so no reconnecting is faster, and waits until the agent has seen what happened meanwhile. What she
 * lets go is compared once more right before it leaves, with the newest message she saw in the review.
 */
import type { ClientId, MessageId } from '../../../src-preload/contract/ids'
import type { Fact } from '../facts'
import type { Tx } from '../ports'
import { type ActionNeeds, keyOf, restate } from './actions'
import { claim } from './claim'
import { commitAndTell } from './commit'
import type { Job } from './jobs'
import { letGo } from './next-step'
import { awaitsReview } from './review-reason'

/** A reply or a change, and the newest message that the review showed beside it. */
export type Reviewed = { seenId: MessageId | null } & (
  { kind: 'reply'; clientId: ClientId } | { kind: 'action'; actionId: string }
)

export interface ReviewCommands {
  /** Lets these go, all in one commit; how many went. None while the server is away: nobody can have looked. */
  pass(items: readonly Reviewed[]): Promise<number>
}

/** The commands of one profile. */
export function makeReviewCommands(needs: ActionNeeds): ReviewCommands {
  return {
    async pass(items) {
      if (!needs.link.canSend()) return 0
      return commitAndTell(needs, async (tx, facts) => {
        let passed = 0
        for (const item of items) {
          const went = item.kind === 'reply' ? await passReply(tx, facts, { needs, item }) : await passAction(tx, facts, item)
          if (went) passed += 1
        }
        return passed
      })
    },
  }
}

type Of<K extends Reviewed['kind']> = Extract<Reviewed, { kind: K }>

async function passReply(tx: Tx, facts: Fact[], { needs, item }: { needs: ActionNeeds; item: Of<'reply'> }): Promise<boolean> {
  const job = await tx.job(item.clientId)
  if (job?.state !== 'held') return false
  await tx.putJob(letGo(awaitsReview(job) ? looked(job, item.seenId, needs.clock.now()) : { ...job, released: true }))
  facts.push({ kind: 'OutboxChanged', conversation: keyOf(job) })
  if (awaitsReview(job)) {
    const reply = { ...job, conversation: keyOf(job), seenId: item.seenId, origin: 'composer' } as const
    await claim(tx, facts, { needs, reply })
  }
  return true
}

/** The guard looks once more, from what she has seen now. */
function looked(job: Job, seenId: MessageId | null, now: number): Job {
  return { ...job, seenId: later(job.seenId, seenId), writtenBlind: true, released: false, reviewedAt: now }
}

async function passAction(tx: Tx, facts: Fact[], { actionId, seenId }: Of<'action'>): Promise<boolean> {
  const action = await tx.action(actionId)
  if (action?.state !== 'held') return false
  const free = { state: 'queued', notBeforeAt: null, reason: null } as const
  const changes = awaitsReview(action)
    ? { ...free, seenId: later(action.seenId, seenId), madeBlind: true }
    : { ...free, released: true }
  return (await restate(tx, facts, { id: actionId, changes })) !== null
}

function later(one: MessageId | null, other: MessageId | null): MessageId | null {
  return (other ?? 0) > (one ?? 0) ? other : one
}
