import { z } from 'zod'
import { changeSchema } from '../change'
import { jobReason, messageType } from '../entities'
import { clientId, conversationRef, messageId, profileId } from '../ids'
import type { SchemasFor } from './shape'

/** Something that happened in a conversation since the agent wrote. `name` of who did it, null when nobody is said. */
const happened = z.object({
  id: messageId,
  type: messageType,
  private: z.boolean(),
  name: z.string().nullable(),
  text: z.string(),
  files: z.number().int(),
  createdAt: z.number(),
})
export type Happened = z.infer<typeof happened>

/**
 * One of what waits for the agent's look. `happened`: the newest of it, oldest first; `more` before these. `changed`: why
 * it may no longer be right, null when nothing speaks against it. `seenId`: the newest message here, to be handed back.
 */
const stopped = z.object({
  conversation: conversationRef,
  contactName: z.string(),
  status: z.string(),
  createdAt: z.number(),
  reason: jobReason.nullable(),
  changed: jobReason.nullable(),
  happened: z.array(happened),
  more: z.number().int(),
  seenId: messageId.nullable(),
})
const stoppedReply = stopped.extend({
  kind: z.literal('reply'),
  clientId,
  text: z.string(),
  private: z.boolean(),
  files: z.array(z.string()),
})
const stoppedAction = stopped.extend({ kind: z.literal('action'), actionId: z.uuid(), change: changeSchema })
const reviewItem = z.discriminatedUnion('kind', [stoppedReply, stoppedAction])
export type ReviewItem = z.infer<typeof reviewItem>

const seenId = messageId.nullable()

export const reviewSchemas = {
  /** What is held, of every profile, in the order in which it was written. */
  'review.list': { input: z.strictObject({}), output: z.array(reviewItem) },
  /** Lets these go; each is compared once more right before it leaves. How many went. Refused while the server is away. */
  'review.send': {
    input: z.strictObject({
      profileId,
      items: z
        .array(
          z.discriminatedUnion('kind', [
            z.strictObject({ kind: z.literal('reply'), clientId, seenId }),
            z.strictObject({ kind: z.literal('action'), actionId: z.uuid(), seenId }),
          ]),
        )
        .min(1)
        .max(10_000),
    }),
    output: z.object({ sent: z.number().int() }),
  },
} satisfies SchemasFor<'review.'>
