/** Letting go what was looked at (M15). */
import type { ProfileId } from '../../src-preload/contract/ids'
import type { CallInput } from '../../src-preload/contract/schemas'
import type { ReviewItem } from '../../src-preload/contract/schemas/review'
import { say } from '../text/t'
import { attempt, toast } from '../ui-state'
import { call } from './client'

type Passed = CallInput<'review.send'>['items'][number]

function asPassed(item: ReviewItem): Passed {
  const { seenId } = item
  return item.kind === 'reply'
    ? { kind: 'reply', clientId: item.clientId, seenId }
    : { kind: 'action', actionId: item.actionId, seenId }
}

/** Each profile lets its own go in one piece; a server that is away says so and keeps them. */
export async function sendReviewed(items: readonly ReviewItem[]): Promise<void> {
  const byProfile = new Map<ProfileId, Passed[]>()
  for (const item of items) {
    const { profileId } = item.conversation
    byProfile.set(profileId, [...(byProfile.get(profileId) ?? []), asPassed(item)])
  }
  let sent = 0
  for (const [profileId, passed] of byProfile)
    await attempt(call('review.send', { profileId, items: passed }).then((answer) => (sent += answer.sent)))
  if (sent > 0) toast({ text: say('review.sent', { count: sent }) })
}
