import { z } from 'zod'
import { type AppError, plainKinds } from '../errors'

/** Refusals are parsed on their way out as values are: nothing but these keys crosses the bridge. */
export const appErrorSchema: z.ZodType<AppError> = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(plainKinds) }),
  z.object({ kind: z.literal('refused'), words: z.string() }),
  z.object({ kind: z.literal('internal'), incident: z.string() }),
])
