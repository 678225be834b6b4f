import { z } from 'zod'
import type { SchemasFor } from './shape'

/** `days` null: everything is kept. `bytes`: what this computer would need then, as far as it can be told. */
const storageChoice = z.object({ days: z.number().int().nullable(), bytes: z.number() })

/** What the databases of all profiles take. `freeing`: old history goes now; how many messages went, of how many. */
export const storageView = z.object({
  bytes: z.number(),
  messages: z.number().int(),
  choices: z.array(storageChoice),
  freeing: z.object({ done: z.number().int(), all: z.number().int() }).nullable(),
})
export type StorageView = z.infer<typeof storageView>

export const storageSchemas = {
  'storage.get': { input: z.strictObject({}), output: storageView },
  /** Begins at once and goes on by itself; progress is told by the topic `storage`. */
  'storage.free': { input: z.strictObject({}), output: z.object({}) },
} satisfies SchemasFor<'storage.'>
