import type { ReviewItem } from '../../../src-preload/contract/schemas/review'
import { ok, refuse } from '../../core/answer'
import { reviewList } from '../../core/outbox/review-list'
import type { ProfileRuntime } from '../../core/profile'
import type { Handlers } from '../serve'
import { type HandlerNeeds, withProfile } from './needs'

type ReviewHandlers = Pick<Handlers, Extract<keyof Handlers, `review.${string}`>>

export function reviewHandlers(needs: HandlerNeeds): ReviewHandlers {
  return {
    'review.list': async () => ok((await Promise.all(needs.profiles.running().map(itemsOf))).flat()),
    'review.send': ({ profileId, items }) =>
      withProfile(needs, profileId, async (profile) =>
        profile.sync.isConnected() ? ok({ sent: await profile.outbox.pass(items) }) : refuse({ kind: 'offline' }),
      ),
  }
}

function itemsOf(profile: ProfileRuntime): Promise<ReviewItem[]> {
  const { store, entry } = profile
  return reviewList({ id: entry.id, me: entry.user, store, serverNow: () => profile.serverNow() })
}
