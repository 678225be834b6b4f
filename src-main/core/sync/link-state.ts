import type { Link, LinkState } from '../../../src-preload/contract/entities'

const isDown = (state: LinkState): boolean => state === 'waiting' || state === 'connecting'

/** The link after a change of state: since when it is so, and when all was known for the last time. */
export function nextLink(
  link: Link,
  next: { state: LinkState; reason: string | null; nextTryAt: number | null; now: number },
): Link {
  const { state, reason, nextTryAt, now } = next
  // "Offline since" counts from the loss, not from the latest attempt.
  const isSame = state === link.state || (isDown(link.state) && isDown(state))
  const lastGoodAt = state === 'live' || link.state === 'live' ? now : link.lastGoodAt
  return { state, sinceAt: isSame ? link.sinceAt : now, nextTryAt, lastGoodAt, reason }
}
