/** Who is answered next: the customers the gauge counts, over all profiles, longest waiting first (M5, M8). */
import type { ConversationRef } from '../../src-preload/contract/ids'
import type { Settings } from '../../src-preload/contract/schemas/app'
import { partOf } from './gauge-watch'
import type { ProfileRuntime } from './profile'

/** Who answers them one by one asks again long before the end. */
const NAMED = 50

export interface WaitingQueue {
  total: number
  waiting: ConversationRef[]
}

export async function waitingQueue(
  profiles: ProfileRuntime[],
  { settings, now }: { settings: Settings; now: number },
): Promise<WaitingQueue> {
  const parts = await Promise.all(profiles.map((profile) => partOf(profile, { settings, now, limit: NAMED })))
  const all = parts.flatMap(({ profileId, waiting }) => waiting.map((one) => ({ ...one, profileId })))
  const waiting = all
    .sort((a, b) => a.waitingSinceAt - b.waitingSinceAt)
    .slice(0, NAMED)
    .map(({ profileId, accountId, conversationId }) => ({ profileId, accountId, conversationId }))
  return { total: parts.reduce((sum, part) => sum + part.total, 0), waiting }
}
