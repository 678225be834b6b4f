/** The local playbook of canned responses (M13): what was sent after similar sentences, kept on this computer only. */
import { z } from 'zod'
import { conversationRef } from '../ids'
import type { SchemasFor } from './shape'

/** `times` it was sent after sentences like the customer's last one, and `word` is what those share most; 0 and null: never. */
export const suggestedResponse = z.object({ id: z.number().int(), times: z.number().int(), word: z.string().nullable() })
export type SuggestedResponse = z.infer<typeof suggestedResponse>

export const cannedSchemas = {
  /** By use, best first; none while the playbook is switched off. */
  'canned.suggest': { input: z.strictObject({ conversation: conversationRef }), output: z.array(suggestedResponse) },
  /** How many uses are remembered, of all profiles. */
  'canned.learnt': { input: z.strictObject({}), output: z.object({ uses: z.number().int() }) },
  /** Forgets them all. */
  'canned.forget': { input: z.strictObject({}), output: z.object({}) },
} satisfies SchemasFor<'canned.'>
