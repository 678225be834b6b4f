/**
 * When nobody was here, and why. Suspend, lock, a lost line and a closed Perch overlap as they like: they are one absence, as
 * long as the longest of them, named after the strongest.
 */
import type { Absence, AbsenceCause } from '../../../src-preload/contract/schemas/missed'

/** Strongest first: a machine that slept was also without a line, and mostly locked. */
const STRENGTH: readonly AbsenceCause[] = ['slept', 'closed', 'locked', 'offline']
/** A gap that began within this of a sleep or a lock is that same absence. */
const SAME_MS = 2 * 60_000

/** What is longer ago is no news: lists and counters have it all. */
const OLD_MS = 7 * 86_400_000

/** The absence of an earlier run, if there is still something to be told of it. */
export function stillNews(kept: Absence | null, now: number): Absence | null {
  return kept !== null && kept.sinceAt <= now && now - kept.untilAt <= OLD_MS ? kept : null
}

/** Two absences as one. */
export function joined(one: Absence | null, other: Absence): Absence {
  if (one === null) return other
  const sinceAt = Math.min(one.sinceAt, other.sinceAt)
  const longer = lengthOf(one) >= lengthOf(other) ? one : other
  const isAlike = Math.abs(one.sinceAt - other.sinceAt) < SAME_MS || Math.abs(lengthOf(one) - lengthOf(other)) < SAME_MS
  const cause = isAlike ? stronger(one.cause, other.cause) : longer.cause
  return { cause, sinceAt, untilAt: Math.max(one.untilAt, other.untilAt) }
}

function lengthOf({ sinceAt, untilAt }: Absence): number {
  return untilAt - sinceAt
}

function stronger(one: AbsenceCause, other: AbsenceCause): AbsenceCause {
  return STRENGTH.indexOf(one) <= STRENGTH.indexOf(other) ? one : other
}
