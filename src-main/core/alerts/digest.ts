import type { CaughtUpCounts, FactOf } from '../facts'
import { LONG_GAP_MS } from './policy'

/**
 * After a long absence one card tells what was missed, instead of two hundred alerts. The first fill of a new profile is
 * no absence: everything is new then.
 */
export function digestOf({ gapMs, counts }: FactOf<'CaughtUp'>): CaughtUpCounts | null {
  const isAbsence = gapMs > LONG_GAP_MS && Number.isFinite(gapMs)
  return isAbsence && counts.newMessages > 0 ? counts : null
}
