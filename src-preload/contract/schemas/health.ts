import { z } from 'zod'
import { profileId } from '../ids'
import type { SchemasFor } from './shape'

/** Numbers and codes: what is neither a text nor a name. Durations in ms end in `Ms`. */
export const healthFacts = z.record(z.string(), z.union([z.string().max(60), z.number(), z.boolean(), z.null()]))
export type HealthFacts = z.infer<typeof healthFacts>

/** One line of the health log. `what` is a catalog key under `health.`; a window older than its main shows it as it is. */
export const healthLine = z.object({ at: z.number(), profileId, what: z.string(), facts: healthFacts })
export type HealthLine = z.infer<typeof healthLine>

export const healthSchemas = {
  /** Newest first, over all profiles. */
  'health.log': {
    input: z.strictObject({ limit: z.number().int().min(1).max(2_000) }),
    output: z.array(healthLine),
  },
} satisfies SchemasFor<'health.'>

export const diagnosticsSchemas = {
  /** Asks where to save, and writes states and the health log there. `saved` is false when the agent changed their mind. */
  'diagnostics.export': { input: z.strictObject({}), output: z.object({ saved: z.boolean() }) },
} satisfies SchemasFor<'diagnostics.'>
