/** Why something of field mode waits, and whether it does (M15). */
import type { JobReason } from '../../../src-preload/contract/entities'

/** The reason of what is held only until the agent has looked at it again. */
export const REVIEW: JobReason = { key: 'review', words: null }

/** It waits for a review and for nothing else. */
export function awaitsReview({ state, reason }: { state: string; reason: JobReason | null }): boolean {
  return state === 'held' && reason?.key === REVIEW.key
}
