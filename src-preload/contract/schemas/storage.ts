import { z } from 'zod'
import type { SchemasFor } from './shape'

/** `days` null: everything is kept. `bytes`: what this computer would need then, as far as it can be told. */
const storageChoice = z.object({ days: z.number().int().nullable(), bytes: z.number() })

/**
 * How far the history that the settings ask for is here: `done` of `all` conversations that are known; while `isListed` is
 * false there may be more. `since` (ms): the time it goes back to, null for the beginning. `full`: no room for more.
 */
const historyView = z.object({
  state: z.enum(['filling', 'complete', 'full']),
  since: z.number().nullable(),
  done: z.number().int(),
  all: z.number().int(),
  isListed: z.boolean(),
})
export type HistoryView = z.infer<typeof historyView>

/** What the databases of all profiles take. `freeing`: old history goes now; how many messages went, of how many. */
export const storageView = z.object({
  bytes: z.number(),
  messages: z.number().int(),
  choices: z.array(storageChoice),
  freeing: z.object({ done: z.number().int(), all: z.number().int() }).nullable(),
})
export type StorageView = z.infer<typeof storageView>

/** `history` is null where there is none to fill. */
const storageAnswer = storageView.extend({ history: historyView.nullable() })
export type StorageAnswer = z.infer<typeof storageAnswer>

export const storageSchemas = {
  'storage.get': { input: z.strictObject({}), output: storageAnswer },
  /** Begins at once and goes on by itself; progress is told by the topic `storage`. */
  'storage.free': { input: z.strictObject({}), output: z.object({}) },
} satisfies SchemasFor<'storage.'>
