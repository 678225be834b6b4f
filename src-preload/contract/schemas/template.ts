import { z } from 'zod'
import { conversationRef } from '../ids'
import { messageTemplate, templateUse } from '../message-template'
import type { SchemasFor } from './shape'

export const templateSchemas = {
  /** What the conversation's inbox may send at any time, and the one that was begun there; `templates` is null while nobody has asked the server. */
  'template.list': {
    input: z.strictObject({ conversation: conversationRef }),
    output: z.object({ templates: z.array(messageTemplate).nullable(), begun: templateUse.nullable() }),
  },
  /** Keeps the one that is being filled in with the draft of the conversation; null: none. The words of the draft stay. */
  'template.keep': {
    input: z.strictObject({ conversation: conversationRef, begun: templateUse.strict().nullable() }),
    output: z.object({}),
  },
} satisfies SchemasFor<'template.'>
