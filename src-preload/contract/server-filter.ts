/** Filters of conversations that a person has kept on the server (FACTS §3.6): hers alone, one set for each account. */
import { z } from 'zod'

/** In the server's words; `join` ties it to the next one, the last has none (FACTS §2 G15). */
export const serverCondition = z.object({
  key: z.string(),
  operator: z.string(),
  values: z.array(z.union([z.string(), z.number(), z.boolean()])),
  join: z.enum(['and', 'or']).nullable(),
})
export type ServerCondition = z.infer<typeof serverCondition>

/** `conditions` null: they are written in a way that cannot be read. One that is left out would make another list. */
export const serverFilter = z.object({
  id: z.number().int(),
  name: z.string(),
  conditions: z.array(serverCondition).nullable(),
})
export type ServerFilter = z.infer<typeof serverFilter>
