import { reviewList } from '../../src-main/core/outbox/review-list'
import type { UserId } from '../../src-preload/contract/ids'
import { me as chatwootMe } from './model-chatwoot'
import { conversation, keyOf, OutboxWorld } from './outbox-world'

/** Who reviews. */
export const me = { id: chatwootMe.id as UserId, name: chatwootMe.name }

/** An outbox in field mode, with one stored conversation in which the customer wrote. */
export async function openReviewWorld(): Promise<OutboxWorld> {
  const world = new OutboxWorld({ undoMs: 5_000 })
  world.chatwoot.write(keyOf(0))
  await world.start()
  await world.store.commit((tx) => tx.putConversation({ conversation: conversation(0), evidenceAt: 0 }))
  await world.setField(true)
  return world
}

/** What waits for the review. */
export function reviewOf({ store, clock }: OutboxWorld): ReturnType<typeof reviewList> {
  return reviewList({ id: 'p1' as never, me, store, serverNow: () => clock.now() })
}
