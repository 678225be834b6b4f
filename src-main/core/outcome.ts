/**
 * How a request to the server ended. The difference that matters is whether the server can have done the work:
 * `never-sent` and `refused` say no, `unsure` says ask before repeating (FACTS §4.3).
 */
export type NeverSentReason =
  | 'dns'
  | 'connect'
  | 'tls'
  /** It is trusted, and not the one that was pinned. */
  | 'certificate-changed'
  | 'proxy'
  | 'offline'
  | 'body-unread'
  | 'too-large'
export type UnsureReason = 'timeout' | 'reset' | 'server-error' | 'unreadable' | 'unprocessable'
export type RefusedReason = 'not-allowed' | 'not-found' | 'invalid' | 'too-large' | 'limit' | 'other'

export type Outcome<T> =
  | { kind: 'accepted'; value: T }
  /** The request did not reach the server whole. `detail` is for the log and the doctor: an errno or TLS code, never customer text. */
  | { kind: 'never-sent'; reason: NeverSentReason; detail: string }
  /** Perhaps done. `words` are the server's, when it said any (422). */
  | { kind: 'unsure'; reason: UnsureReason; status: number | null; words: string | null }
  /** `fields`: what was not taken, in the server's names, when it said (FACTS §6.1). */
  | { kind: 'refused'; reason: RefusedReason; status: number; words: string; fields?: readonly string[] }
  /** 429; the server gives no Retry-After, its windows are wall-clock minutes (FACTS §6.4). */
  | { kind: 'throttled' }
  /** The token is not accepted; confirm with one GET /profile before believing it (FACTS §6.2). */
  | { kind: 'signed-out'; cause: 'no-header' | 'bad-token' }

/** A catalog key for the pill: why there is no connection. */
export function reasonOf(outcome: Outcome<unknown>): string {
  return outcome.kind === 'never-sent' || outcome.kind === 'unsure' ? outcome.reason : outcome.kind
}
