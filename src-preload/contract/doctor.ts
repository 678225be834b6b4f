/**
 * What the connection doctor looks at, in its order, and what each step can come to (G1, G7, G12). Steps that the check of a
 * typed address has too keep its reasons and its words. `probe.<step>.<state>.<reason>` says why; whatever is not well has a
 * way on in `next.<step>.<reason>`. Both catalogs have both.
 */
import { PROBE_REASONS } from './probe'

/**
 * What is wrong with a request that arrived, by the server's answer (FACTS §6.1); what keeps it from arriving is `answer`'s and
 * `private`'s. Words: `probe.request.fail.<reason>` and `next.request.<reason>`.
 */
export const REQUEST_REASONS = [
  'not-allowed',
  'not-member',
  'suspended',
  'bot',
  'forbidden',
  'blocked',
  'not-found',
  'no-route',
  'malformed',
  'invalid',
  'old-inbox-body',
  'old-webhook-body',
  'limit',
  'too-large',
  'throttled',
  'redirected',
  'unreadable',
  'server-error',
  'gateway',
  'other',
] as const
export type RequestReason = (typeof REQUEST_REASONS)[number]

/** Every step and the reasons that are its own; the way takes those of the check it stands for, and a step that asks the server may also end with what core/explain makes of the answer. */
export const DOCTOR_REASONS = {
  address: PROBE_REASONS.address,
  name: { ok: ['found', 'literal', 'by-proxy'] },
  proxy: { ok: ['none', 'used'] },
  answer: PROBE_REASONS.answer,
  private: { ...PROBE_REASONS.private, ok: [...PROBE_REASONS.private.ok, 'company'], warn: ['http', 'ends-soon'] },
  redirect: { ok: ['none', 'followed'] },
  chatwoot: PROBE_REASONS.chatwoot,
  clock: { ok: ['same'], warn: ['differs', 'unknown'] },
  header: { ok: ['both'], warn: ['no-underscore'], fail: ['no-header'] },
  token: { ok: ['user'], fail: ['spaces', 'no-header', 'bad-token', 'bot', 'platform', 'secret-gone'] },
  accounts: { ok: ['open'], warn: ['some-suspended'], fail: ['no-account', 'suspended'] },
  inboxes: { ok: ['seen'], warn: ['none', 'empty'] },
  live: PROBE_REASONS.live,
  subscription: { ok: ['confirmed'], warn: ['silent', 'failed'] },
  presence: { ok: ['heard'], warn: ['silent', 'failed'] },
  upload: { ok: ['takes'], warn: ['small', 'unknown'] },
} as const satisfies Record<string, { ok?: readonly string[]; warn?: readonly string[]; fail?: readonly string[] }>

export type DoctorStepId = keyof typeof DOCTOR_REASONS

/** The steps in their order. */
export const DOCTOR_STEPS = Object.keys(DOCTOR_REASONS) as DoctorStepId[]

/** What a step can show of what it saw; names have words under `doctor.seen.`, values are shown as they are. */
export const SEEN_NAMES = [
  'address',
  'addresses',
  'proxy',
  'port',
  'subject',
  'names',
  'issuer',
  'chain',
  'validUntil',
  'expired',
  'fingerprint',
  'publicKey',
  'version',
  'difference',
  'hyphen',
  'underscore',
  'user',
  'words',
  'account',
  'inboxes',
  'presence',
  'limit',
  'took',
] as const
