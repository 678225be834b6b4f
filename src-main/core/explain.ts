/**
 * The one table of what can be wrong with a request (G12): condition → why, and what to do. Whatever shows an error to a person
 * asks here, in the window and at the command line: `why` and `next` are catalog keys, `words` are the server's own.
 *
 * The guide's advice is put right here (FACTS §2 G26, §6.2): 401 is a matter of rights unless its words speak of signing in,
 * 403 is rare and never means the role, and 500 is what its body for an inbox makes of the server.
 */
import type { RequestReason } from '../../src-preload/contract/doctor'
import type { ProbeReason } from '../../src-preload/contract/probe'
import { assertNever } from './must'
import type { NeverSentReason, Outcome } from './outcome'

/** Why, as two catalog keys and what goes into them. */
export interface Explanation {
  /** Unique in the table: `answer.dns`, `request.not-allowed`. */
  condition: string
  why: string
  next: string
  /** A code, a status or a field: never a sentence. */
  detail: string | null
  /** The server's own, as plain text. */
  words: string | null
}

/** What was asked, for the answers that only make sense with it. */
export interface Asked {
  method: string
  path: string
  json?: unknown
}

type Step = 'answer' | 'private' | 'token' | 'request'

function because(step: Step, reason: string, more: { detail?: string | null; words?: string | null } = {}): Explanation {
  const { detail = null, words = null } = more
  return { condition: `${step}.${reason}`, why: `probe.${step}.fail.${reason}`, next: `next.${step}.${reason}`, detail, words }
}

const request = (reason: RequestReason, more?: Parameters<typeof because>[2]) => because('request', reason, more)

/** Null when the server did it. */
export function explain(outcome: Outcome<unknown>, asked?: Asked): Explanation | null {
  switch (outcome.kind) {
    case 'accepted':
      return null
    case 'never-sent':
      return neverSent(outcome)
    case 'unsure':
      return unsure(outcome, asked)
    case 'throttled':
      return request('throttled')
    case 'signed-out':
      return because('token', outcome.cause)
    case 'refused':
      return refused(outcome, asked)
    default:
      return assertNever(outcome)
  }
}

/** Errno → reason; what is not here is `connect` as a whole. */
const CONNECT_REASONS: Record<string, ProbeReason<'answer', 'fail'>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'offline',
  ECONNRESET: 'reset',
}

/** Why no connection came about, in the words of the check of an address. */
export function connectReason(failure: { reason: NeverSentReason; detail: string }): ProbeReason<'answer', 'fail'> {
  if (failure.reason === 'certificate-changed') return 'tls'
  if (failure.reason === 'connect') return CONNECT_REASONS[failure.detail] ?? 'unreachable'
  if (failure.reason === 'proxy') return failure.detail === '407' ? 'proxy-login' : 'proxy'
  return failure.reason
}

const TLS_REASONS: Record<string, ProbeReason<'private', 'fail'>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'self-signed',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-issuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-issuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-issuer',
  CERT_UNTRUSTED: 'unknown-issuer',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  CERT_REVOKED: 'revoked',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong-host',
  HOSTNAME_MISMATCH: 'wrong-host',
  ERR_SSL_WRONG_VERSION_NUMBER: 'not-tls',
  EPROTO: 'not-tls',
}

/** Why a connection could not be made private, by the code of Node and OpenSSL. */
export function tlsReason(code: string): ProbeReason<'private', 'fail'> {
  return TLS_REASONS[code] ?? 'tls'
}

function neverSent(outcome: Extract<Outcome<unknown>, { kind: 'never-sent' }>): Explanation {
  const { reason, detail } = outcome
  if (reason === 'tls') return because('private', tlsReason(detail), { detail })
  if (reason === 'certificate-changed') return because('private', 'changed', { detail })
  return because('answer', connectReason(outcome), { detail })
}

function unsure(outcome: Extract<Outcome<unknown>, { kind: 'unsure' }>, asked?: Asked): Explanation {
  const { reason, status, words } = outcome
  const detail = status === null ? null : String(status)
  switch (reason) {
    case 'timeout':
    case 'reset':
      return because('answer', reason, { detail })
    case 'unprocessable':
      return request('invalid', { detail, words })
    case 'unreadable':
      return request(status !== null && status >= 300 && status < 400 ? 'redirected' : 'unreadable', { detail })
    case 'server-error':
      if (isOldInboxBody(asked)) return request('old-inbox-body', { detail, words })
      return request(status !== null && status > 501 && status < 505 ? 'gateway' : 'server-error', { detail, words })
    default:
      return assertNever(reason)
  }
}

/** The sentences about rights that the server has written into its code, in English whatever the account speaks (FACTS §6.1). */
const RIGHTS: [RegExp, RequestReason][] = [
  [/^You are not authorized to access this account/, 'not-member'],
  [/^Account is suspended/, 'suspended'],
  [/not authorized for bots|^Bot is not authorized/, 'bot'],
]

function refused(outcome: Extract<Outcome<unknown>, { kind: 'refused' }>, asked?: Asked): Explanation {
  const { reason, status, words } = outcome
  const more = { detail: String(status), words }
  switch (reason) {
    case 'not-allowed':
      if (status === 403) return request('forbidden', more)
      return request(RIGHTS.find(([sentence]) => sentence.test(words))?.[1] ?? 'not-allowed', more)
    case 'not-found':
      return request(words === 'Not Found' || words.startsWith('HTTP 404') ? 'no-route' : 'not-found', more)
    case 'invalid':
      if (status === 400) return request('malformed', more)
      return request(isOldWebhookBody(asked) ? 'old-webhook-body' : 'invalid', more)
    case 'limit':
    case 'too-large':
      return request(reason, more)
    case 'other':
      return request(status === 403 ? 'blocked' : 'other', more)
    default:
      return assertNever(reason)
  }
}

/** A well-known script puts the kind of the channel beside the name, and the server breaks (FACTS §2 G3). */
function isOldInboxBody(asked: Asked | undefined): boolean {
  return isPost(asked, /\/inboxes\/?$/) && 'channel_type' in asked.json && !('channel' in asked.json)
}

/** The same script calls the address of a webhook by another name (FACTS §2 G22). */
function isOldWebhookBody(asked: Asked | undefined): boolean {
  return isPost(asked, /\/webhooks\/?$/) && 'webhook_url' in asked.json && !('url' in asked.json)
}

function isPost(asked: Asked | undefined, path: RegExp): asked is Asked & { json: object } {
  return asked?.method === 'POST' && path.test(asked.path) && typeof asked.json === 'object' && asked.json !== null
}
