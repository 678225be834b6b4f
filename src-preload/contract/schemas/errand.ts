import { z } from 'zod'
import { agentSchema } from '../entities'
import { accountId, conversationRef, profileId } from '../ids'
import { macroSchema } from '../macro'
import type { SchemasFor } from './shape'

const people = z.array(agentSchema)

/** Each needs a connection: nothing of it is kept here. */
export const errandSchemas = {
  /** Who follows a conversation. Following it oneself is a change as any other: `conversation.change`. */
  'participant.list': { input: conversationRef.strict(), output: people },
  /** The person's own, and those of the whole account. */
  'macro.list': { input: z.strictObject({ profileId, accountId }), output: z.array(macroSchema) },
  /** The server does it some time later, and its events show it. `unsure`: it may run all the same, so nobody asks again blindly. */
  'macro.run': {
    input: conversationRef.extend({ macroId: z.number().int().positive() }).strict(),
    output: z.object({ end: z.enum(['asked', 'unsure']) }),
  },
} satisfies SchemasFor<'participant.'> & SchemasFor<'macro.'>
