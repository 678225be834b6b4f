/**
 * What the check of a server can come to: every reason there is, by step and state. Each has its words in both catalogs,
 * `probe.<step>.<state>.<reason>`: why, and what to do next (G7, G12). `detail` goes into those words: a host, a version, a
 * status, an errno or a fingerprint, never a sentence.
 */
export const PROBE_REASONS = {
  address: {
    ok: ['plain', 'scheme-added', 'scheme-repaired', 'shortened', 'credentials-dropped', 'https-found'],
    fail: ['empty', 'spaces', 'scheme', 'typo', 'too-long', 'unreadable', 'managed', 'policy-broken'],
  },
  answer: {
    ok: ['answered'],
    // The second line can only happen to the sign-in itself, after the check was good.
    // prettier-ignore
    fail: [
      'dns', 'refused', 'timeout', 'unreachable', 'reset', 'offline', 'proxy', 'proxy-login', 'unreadable',
      'connect', 'tls', 'body-unread', 'too-large', 'server-error', 'unprocessable',
    ],
  },
  private: {
    ok: ['encrypted', 'local'],
    warn: ['http'],
    // prettier-ignore
    fail: [
      'self-signed', 'unknown-issuer', 'expired', 'not-yet-valid', 'revoked', 'wrong-host', 'not-tls', 'tls', 'changed',
    ],
  },
  chatwoot: {
    ok: ['chatwoot'],
    warn: ['queue-failing', 'unknown-version'],
    // prettier-ignore
    fail: [
      'not-chatwoot', 'page', 'redirect-loop', 'other-host', 'downgrade', 'too-old', 'needs-login', 'blocked', 'throttled',
      'server-error',
    ],
  },
  token: {
    ok: ['mfa'],
    // prettier-ignore
    fail: [
      'empty', 'spaces', 'no-header', 'bad-token', 'bot-or-platform', 'no-account', 'password-wrong', 'code-wrong',
      'challenge-expired', 'throttled', 'refused',
    ],
  },
  live: {
    ok: ['open'],
    warn: ['silent', 'failed'],
  },
} as const

type Reasons = typeof PROBE_REASONS

/** The steps, in their order. */
export type ProbeStepId = keyof Reasons

/** What one step may say; the compiler refuses a reason without words. */
export type ProbeVerdict<Id extends ProbeStepId> =
  | {
      [S in keyof Reasons[Id]]: {
        state: S
        reason: Reasons[Id][S] extends readonly (infer R)[] ? R : never
        detail: string | null
      }
    }[keyof Reasons[Id]]
  | { state: 'skipped'; reason: 'skipped'; detail: null }

/** The reasons of a step in a state. */
export type ProbeReason<Id extends ProbeStepId, S extends keyof Reasons[Id]> = Reasons[Id][S] extends readonly (infer R)[]
  ? R
  : never
