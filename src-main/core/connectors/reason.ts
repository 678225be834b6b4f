import { explain } from '../explain'
import type { Outcome } from '../outcome'

/** Why a step failed: `why` and `next` are catalog keys, `words` the server's own, `detail` a code or status. */
export interface Reason {
  /** Unique, for programs: one of ours, or the condition of `explain`. */
  key: string
  why: string
  next: string | null
  detail: string | null
  words: string | null
}

/** What Perch knows by itself, before or without the server. */
export const ownReasons = [
  'needs-admin',
  'no-account',
  'no-inbox',
  'name-empty',
  'name-symbols',
  'name-ends',
  'url-empty',
  'url-no-scheme',
  'url-scheme',
  'url-broken',
  'user-id',
  'no-events',
] as const
export type OwnReason = (typeof ownReasons)[number]

/** One of our own reasons. */
export function because(key: OwnReason): Reason {
  return { key, why: `connector.why.${key}`, next: `connector.next.${key}`, detail: null, words: null }
}

/** Why the server did not do it, from the one table of errors. */
export function reasonFrom(outcome: Exclude<Outcome<unknown>, { kind: 'accepted' }>): Reason {
  const found = explain(outcome)
  if (found === null) throw new Error('an outcome that is no failure')
  const { condition, why, next, detail, words } = found
  return { key: condition, why, next, detail, words }
}
