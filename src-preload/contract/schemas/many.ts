/** Many conversations at once. */
import { z } from 'zod'
import { MOST_CHOSEN } from '../chosen-limits'
import { manyChangeSchema } from '../change'
import { accountId, conversationId, conversationRef, messageId, profileId } from '../ids'

/** Accounts that one change can reach into. */
const MOST_ACCOUNTS = 50

const one = z.strictObject({ conversationId, seenId: messageId.nullable() })

/** One change for each account, because agents and teams have other numbers in another. `seenId` as in `conversation.change`. */
export const manyChanges = z.strictObject({
  accounts: z
    .array(
      z.strictObject({
        profileId,
        accountId,
        change: manyChangeSchema,
        conversations: z.array(one).min(1).max(MOST_CHOSEN),
      }),
    )
    .min(1)
    .max(MOST_ACCOUNTS),
})
export type ManyChangesAsk = z.infer<typeof manyChanges>

export const keptAction = z.strictObject({ profileId, actionId: z.uuid() })
export type KeptAction = z.infer<typeof keptAction>

/** `kept` is what an undo takes; `notChanged` counts those it could not be done to. */
export const manyKept = z.object({
  kept: z.array(keptAction),
  notChanged: z.number().int(),
  undoUntilAt: z.number(),
})
export type ManyKept = z.infer<typeof manyKept>

export const chosenRefs = z.array(conversationRef.strict()).max(MOST_CHOSEN)
