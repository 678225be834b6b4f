import type { z } from 'zod'
import type { CallName } from '../names'

/** Input and output of one call. Inputs are strict objects; outputs are parsed too, so that a leaked secret cannot cross. */
export interface CallSchema {
  input: z.ZodType
  output: z.ZodType
}

/** Every call of one noun: leaving one out does not compile. */
export type SchemasFor<Prefix extends string> = Record<Extract<CallName, `${Prefix}${string}`>, CallSchema>
