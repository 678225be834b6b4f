import { z } from 'zod'
import { conversationRef } from '../ids'
import { QUICK_KEY_STATES } from '../quick-key'
import type { SchemasFor } from './shape'

/** Who waits and concerns the agent, longest first; `total` may be more than are named. */
export const quickQueue = z.object({ total: z.number().int(), waiting: z.array(conversationRef) })
export type QuickQueue = z.infer<typeof quickQueue>

/** What became of the wish in the settings; `trigger` is the desktop's own name for the key, where it has one. */
const quickKeyState = z.object({ state: z.enum(QUICK_KEY_STATES), trigger: z.string().nullable() })

export const quickSchemas = {
  'quick.queue': { input: z.strictObject({}), output: quickQueue },
  /** Takes the quick-reply window from the screen; the program before has the keyboard again. */
  'quick.close': { input: z.strictObject({}), output: z.object({}) },
  /** The same, and the main window comes: at a conversation, or as it is. */
  'quick.goTo': { input: z.strictObject({ conversation: conversationRef.nullable() }), output: z.object({}) },
  'quick.key': { input: z.strictObject({}), output: quickKeyState },
} satisfies SchemasFor<'quick.'>
