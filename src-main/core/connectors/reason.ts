import { assertNever } from '../must'
import type { Outcome } from '../outcome'

/** Why a step failed: `connector.reason.<key>` in the catalogs, with the server's own words beside it where it said any. */
export interface Reason {
  key: ReasonKey
  words: string | null
}

export type ReasonKey =
  | 'needs-admin'
  | 'no-account'
  | 'name-empty'
  | 'name-symbols'
  | 'name-ends'
  | 'url-empty'
  | 'url-no-scheme'
  | 'url-scheme'
  | 'url-broken'
  | 'user-id'
  | 'no-events'
  | 'signed-out'
  | 'not-allowed'
  | 'not-found'
  | 'invalid'
  | 'limit'
  | 'throttled'
  | 'offline'
  | 'no-answer'
  | 'server-error'
  | 'other'

/** A reason that needs no words of the server. */
export function because(key: ReasonKey): Reason {
  return { key, words: null }
}

/** Why the server did not do it. */
export function reasonFrom(outcome: Exclude<Outcome<unknown>, { kind: 'accepted' }>): Reason {
  switch (outcome.kind) {
    case 'never-sent':
      return { key: 'offline', words: outcome.detail === '' ? null : outcome.detail }
    case 'unsure':
      return unsureReason(outcome)
    case 'throttled':
      return because('throttled')
    case 'signed-out':
      return because('signed-out')
    case 'refused':
      return { key: outcome.reason === 'too-large' ? 'invalid' : outcome.reason, words: outcome.words }
    default:
      return assertNever(outcome)
  }
}

function unsureReason({ reason, words, status }: Extract<Outcome<unknown>, { kind: 'unsure' }>): Reason {
  if (reason === 'unprocessable') return { key: 'invalid', words }
  if (reason === 'server-error') return { key: 'server-error', words: words ?? (status === null ? null : `HTTP ${status}`) }
  return { key: reason === 'unreadable' ? 'server-error' : 'no-answer', words }
}
