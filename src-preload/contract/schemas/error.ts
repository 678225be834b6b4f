import { z } from 'zod'
import { type AppError, plainKinds } from '../errors'

const explained = z
  .object({ why: z.string(), next: z.string(), detail: z.string().nullable(), words: z.string().nullable() })
  .optional()

/** Refusals are parsed on their way out as values are: nothing but these keys crosses the bridge. */
export const appErrorSchema: z.ZodType<AppError> = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(plainKinds), explained }),
  z.object({ kind: z.literal('refused'), words: z.string(), explained }),
  z.object({ kind: z.literal('internal'), incident: z.string() }),
])
