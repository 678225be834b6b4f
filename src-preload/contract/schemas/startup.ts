import { z } from 'zod'
import type { SchemasFor } from './shape'

/** What happens at login: `other` is an entry of ours that starts another program than this one, a Perch that was moved for example. */
export const atLogin = z.enum(['on', 'off', 'other'])
export type AtLogin = z.infer<typeof atLogin>

const output = z.object({ atLogin })

/** Not among the settings: the system keeps it, and says what is true. */
export const startupSchemas = {
  'startup.get': { input: z.strictObject({}), output },
  /** Answers what is so afterwards. */
  'startup.set': { input: z.strictObject({ on: z.boolean() }), output },
} satisfies SchemasFor<'startup.'>
