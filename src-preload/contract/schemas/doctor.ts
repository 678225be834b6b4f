import { z } from 'zod'
import { DOCTOR_STEPS, SEEN_NAMES, type DoctorStepId } from '../doctor'
import { profileId } from '../ids'
import type { SchemasFor } from './shape'

/** Something a step saw. `value` holds no secret: tokens and e-mail addresses are masked before it is made. */
export const seenThing = z.object({ name: z.enum(SEEN_NAMES), value: z.string() })
export type SeenThing = z.infer<typeof seenThing>

/** `why` and `remedy` are catalog keys (`contract/doctor`); `remedy` is null when all is well. `busy`: it is being looked at. */
export const doctorStep = z.object({
  id: z.enum(DOCTOR_STEPS as [DoctorStepId, ...DoctorStepId[]]),
  state: z.enum(['ok', 'warn', 'fail', 'skipped', 'busy']),
  reason: z.string(),
  why: z.string(),
  remedy: z.string().nullable(),
  detail: z.string().nullable(),
  seen: z.array(seenThing),
})
export type DoctorStep = z.infer<typeof doctorStep>

/** A profile that is signed in, or an address with a token that may be left out. */
export const doctorTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('profile'), profileId }),
  z.strictObject({ kind: z.literal('typed'), address: z.string().max(2000), token: z.string().max(500) }),
])
export type DoctorTarget = z.infer<typeof doctorTarget>

/** What has been found so far; `endedAt` is null while it runs. */
export const doctorReport = z.object({
  profileId: profileId.nullable(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  baseUrl: z.string().nullable(),
  version: z.string().nullable(),
  steps: z.array(doctorStep),
})
export type DoctorReport = z.infer<typeof doctorReport>

export const doctorSchemas = {
  /** Begins to look, and forgets what it was looking at before; `doctor.changed` says when there is more to read. */
  'doctor.run': { input: z.strictObject({ target: doctorTarget }), output: z.object({}) },
  /** The newest report; null before the first. */
  'doctor.report': { input: z.strictObject({}), output: doctorReport.nullable() },
} satisfies SchemasFor<'doctor.'>
