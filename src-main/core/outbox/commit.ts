import type { ConversationKey } from '../../../src-preload/contract/ids'
import type { Fact, Facts } from '../facts'
import type { Store, Tx } from '../ports'

/** One commit; what it collected is told after it. A commit that is run again begins with no facts. */
export async function commitAndTell<T>(
  { store, facts }: { store: Store; facts: Facts },
  work: (tx: Tx, told: Fact[]) => Promise<T>,
): Promise<T> {
  const told: Fact[] = []
  const result = await store.commit((tx) => {
    told.length = 0
    return work(tx, told)
  })
  for (const fact of told) facts.tell(fact)
  return result
}

/** A lane is ordered by this time, replies and actions alike: it must grow also when the clock is set back. */
export async function placeInLane(tx: Tx, { accountId, conversationId }: ConversationKey, now: number): Promise<number> {
  const jobs = (await tx.jobs()).filter((job) => job.accountId === accountId && job.conversationId === conversationId)
  const actions = await tx.actionsOf({ accountId, conversationId })
  return Math.max(now, ...[...jobs, ...actions].map((one) => one.createdAt + 1))
}
