/** What an agent can do to a conversation. Kept here first, sent later: every change says what is wanted, none says "toggle". */
import { z } from 'zod'
import { jobReason } from './entities'
import { conversationRef, userId } from './ids'

/** A comma in a title would make two labels on the server (FACTS §3.3). */
const label = z
  .string()
  .min(1)
  .max(200)
  .refine((title) => !title.includes(','))
const labels = z.array(label).max(100)

/** `snoozedUntilAt` counts for `snoozed` only; null there means until the customer writes. */
export const changeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('status'),
    status: z.enum(['open', 'resolved', 'pending', 'snoozed']),
    snoozedUntilAt: z.number().nullable(),
  }),
  z.strictObject({ kind: z.literal('assignee'), userId: userId.nullable() }),
  z.strictObject({ kind: z.literal('team'), teamId: z.number().int().nullable() }),
  /** What to add and what to take away, so that two agents do not overwrite each other. */
  z.strictObject({ kind: z.literal('labels'), add: labels, remove: labels }),
  z.strictObject({ kind: z.literal('priority'), priority: z.enum(['low', 'medium', 'high', 'urgent']).nullable() }),
  /** Muting resolves, and blocks the customer everywhere (FACTS §3.3). */
  z.strictObject({ kind: z.literal('muted'), muted: z.boolean() }),
  z.strictObject({ kind: z.literal('unread') }),
])
export type Change = z.infer<typeof changeSchema>

/** `resting`: it can be undone; `queued`: it waits for its turn or the line; `held`: the agent must look at it first. */
export const actionState = z.enum(['resting', 'queued', 'held'])
export type ActionState = z.infer<typeof actionState>

/** An action as the window lists it. `untilAt` is the end of its rest or the next try. */
export const actionItem = z.object({
  id: z.uuid(),
  conversation: conversationRef,
  contactName: z.string(),
  change: changeSchema,
  state: actionState,
  createdAt: z.number(),
  untilAt: z.number().nullable(),
  reason: jobReason.nullable(),
})
export type ActionItem = z.infer<typeof actionItem>
