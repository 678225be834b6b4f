/** What a list is narrowed by. Conditions of one kind are "or", different kinds are "and". */
import { z } from 'zod'
import { accountId, inboxId, profileId, userId } from './ids'

const inAccount = { profileId, accountId }

export const listCondition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('label'), title: z.string().min(1).max(200) }),
  z.strictObject({ kind: z.literal('account'), ...inAccount }),
  z.strictObject({ kind: z.literal('inbox'), ...inAccount, inboxId }),
  z.strictObject({ kind: z.literal('team'), ...inAccount, teamId: z.number().int() }),
  z.strictObject({ kind: z.literal('noTeam') }),
  /** Of everybody's and nobody's: what is mine, nobody's or a colleague's. */
  z.strictObject({ kind: z.literal('assignee'), who: z.enum(['me', 'nobody', 'others']) }),
  z.strictObject({ kind: z.literal('agent'), ...inAccount, userId }),
  z.strictObject({ kind: z.literal('priority'), priority: z.enum(['low', 'medium', 'high', 'urgent']).nullable() }),
  z.strictObject({ kind: z.literal('unread') }),
  z.strictObject({ kind: z.literal('draft') }),
  /** In ms. */
  z.strictObject({
    kind: z.literal('waiting'),
    longerMs: z
      .number()
      .int()
      .min(0)
      .max(366 * 86_400_000),
  }),
])
export type ListCondition = z.infer<typeof listCondition>

export const listConditions = z.array(listCondition).max(50)
