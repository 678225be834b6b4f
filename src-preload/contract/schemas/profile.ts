import { z } from 'zod'
import { availability, profileSchema } from '../entities'
import { accountId, profileId } from '../ids'
import { serverKey } from '../trust'
import type { SchemasFor } from './shape'

/** What the checks of a server address found; what `reason` can be is in `probe`. A window older than its main says it as it is. */
export const probeStep = z.object({
  id: z.enum(['address', 'answer', 'private', 'chatwoot', 'token', 'live']),
  state: z.enum(['ok', 'warn', 'fail', 'skipped']),
  reason: z.string(),
  detail: z.string().nullable(),
})
export type ProbeStep = z.infer<typeof probeStep>

export const probeReport = z.object({
  steps: z.array(probeStep),
  baseUrl: z.string().nullable(),
  version: z.string().nullable(),
})
export type ProbeReport = z.infer<typeof probeReport>

const credential = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('token'), token: z.string().max(500) }),
  z.strictObject({ method: z.literal('password'), email: z.string().max(320), password: z.string().max(1000) }),
])
export type SignInCredential = z.infer<typeof credential>

/**
 * `unopened`: the server agreed, but this computer's database for it cannot be opened; `reason` as at a link.
 * `mfa`: the server wants a second factor; `challenge` names the waiting sign-in for five minutes.
 */
export const signInResult = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signed-in'), profileId }),
  z.object({ kind: z.literal('unopened'), reason: z.string() }),
  z.object({ kind: z.literal('mfa'), challenge: z.string() }),
  z.object({ kind: z.literal('failed'), steps: z.array(probeStep), words: z.string().nullable() }),
])
export type SignInResult = z.infer<typeof signInResult>

/** What a sign-out drops, or would have dropped: replies and changes that only this computer has. */
const signedOut = z.object({ done: z.boolean(), unsent: z.number().int(), changes: z.number().int() })
export type SignedOut = z.infer<typeof signedOut>

/** As the check of the address gave it: complete, for the web, and without a name or password in it. */
const serverAddress = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine((url) => !/^\w+:\/\/[^/?#]*@/.test(url))

export const profileSchemas = {
  'profile.list': { input: z.strictObject({}), output: z.array(profileSchema) },
  'profile.probe': { input: z.strictObject({ address: z.string().max(2000) }), output: probeReport },
  'profile.signIn': { input: z.strictObject({ baseUrl: serverAddress, credential }), output: signInResult },
  'profile.answerMfa': {
    input: z.strictObject({ challenge: z.string().max(200), code: z.string().max(100), backup: z.boolean() }),
    output: signInResult,
  },
  /** `force` drops replies and changes that the server does not have; without it they refuse the sign-out. */
  'profile.signOut': {
    input: z.strictObject({ profileId, force: z.boolean() }),
    output: signedOut,
  },
  /** By hand: it stays until something else is chosen, or `presence.follow`. */
  'profile.setAvailability': { input: z.strictObject({ profileId, accountId, availability }), output: z.object({}) },
  /** Pins the server's newest certificate, if it is still the one with this `key` that the agent saw; null takes the pin away. */
  'profile.pin': { input: z.strictObject({ profileId, key: serverKey.nullable() }), output: z.object({ done: z.boolean() }) },
} satisfies SchemasFor<'profile.'>

export const presenceSchemas = {
  /** Perch follows keyboard, lock and sleep in this account from now on. */
  'presence.follow': { input: z.strictObject({ profileId, accountId }), output: z.object({}) },
  /** Whether the server shows a silent agent as offline (FACTS §5.2). */
  'presence.setAutoOffline': { input: z.strictObject({ profileId, accountId, on: z.boolean() }), output: z.object({}) },
} satisfies SchemasFor<'presence.'>
