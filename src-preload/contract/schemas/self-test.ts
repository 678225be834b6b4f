import { z } from 'zod'
import { SELF_TEST_STEPS, type SelfTestStepId } from '../self-test'
import type { SchemasFor } from './shape'

/** `detail` is a figure or the name of a program of the desktop: never a customer's or an agent's word. */
export const selfTestStep = z.object({
  id: z.enum(SELF_TEST_STEPS as [SelfTestStepId, ...SelfTestStepId[]]),
  state: z.enum(['ok', 'warn', 'fail', 'skipped', 'busy']),
  reason: z.string(),
  detail: z.string().nullable(),
})
export type SelfTestStep = z.infer<typeof selfTestStep>

/** `endedAt` is null while it runs. */
export const selfTestReport = z.object({
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  steps: z.array(selfTestStep),
})
export type SelfTestReport = z.infer<typeof selfTestReport>

export const selfTestSchemas = {
  /** Begins; one that runs goes on. `selfTest.changed` says when there is more to read. */
  'selfTest.run': { input: z.strictObject({}), output: z.object({}) },
  /** The newest; null before the first. */
  'selfTest.report': { input: z.strictObject({}), output: selfTestReport.nullable() },
} satisfies SchemasFor<'selfTest.'>
