/** Ending every rest at once, and whether anything is about to leave because of it. */
import type { Action } from './action'
import { restate } from './actions'
import { commitAndTell } from './commit'
import type { Job } from './jobs'
import { isLater } from './later'
import type { OutboxNeeds } from './needs'

/** `all`: replies too; `changes`: only what was done to conversations, for which nobody is asked. */
export type Leaving = 'all' | 'changes'

export interface LeavingCommands {
  /** Rings and pauses of replies, rests of changes. What is guarded stays guarded, what leaves later leaves later. */
  endRests(what: Leaving): Promise<void>
  /** Something of it is on its way, or would be now. */
  isLeaving(what: Leaving): Promise<boolean>
}

/** The commands of one profile; `release` is the outbox's own. */
export function makeLeavingCommands(
  needs: OutboxNeeds,
  { release }: { release: (clientId: Job['clientId']) => Promise<boolean> },
): LeavingCommands {
  const { store, link, clock } = needs
  return {
    async endRests(what) {
      const now = clock.now()
      for (const job of what === 'all' ? await store.jobs() : [])
        if (job.state === 'resting' || (job.state === 'queued' && !isLater(job, now))) await release(job.clientId)
      for (const { id, state } of await store.actions())
        if (state === 'resting')
          await commitAndTell(needs, (tx, facts) => restate(tx, facts, { id, changes: { state: 'queued', notBeforeAt: null } }))
    },
    async isLeaving(what) {
      const now = clock.now()
      const jobs = (await store.jobs()).filter((job) => !isLater(job, now))
      if (what === 'all' && jobs.some((job) => job.state === 'queued' || job.state === 'sending')) return true
      return link.canSend() && (await store.actions()).some((action) => isDue(action, jobs, now))
    },
  }
}

/** In the queue, without a pause, behind no reply that stays, and brought along by none that waits for the agent (M12). */
function isDue(action: Action, jobs: readonly Job[], now: number): boolean {
  const isBefore = (job: Job): boolean =>
    job.accountId === action.accountId && job.conversationId === action.conversationId && job.createdAt < action.createdAt
  const isStopped = (job: Job): boolean => job.state === 'held' || job.state === 'failed'
  const isInTheWay = (job: Job): boolean => (isStopped(job) ? job.clientId === action.answers : isBefore(job))
  return action.state === 'queued' && (action.notBeforeAt ?? 0) <= now && !jobs.some(isInTheWay)
}
