import { z } from 'zod'
import { conversationWire } from './conversation'
import { senderWire } from './people'
import { anything, flag, rowId, time } from './parts'

/** What the server says on /cable (FACTS §5.1). */
export const frameWire = z.object({
  type: z.string().nullish().catch(undefined),
  identifier: z.string().nullish().catch(undefined),
  message: anything,
  reason: z.string().nullish().catch(undefined),
})
export type FrameWire = z.infer<typeof frameWire>

/** An event: every payload carries the account it belongs to (FACTS §5.3). */
export const eventWire = z.object({ event: z.string(), data: z.looseObject({ account_id: rowId, updated_at: time }) })
export type EventWire = z.infer<typeof eventWire>

export const typingWire = z.object({
  conversation: conversationWire.pick({ id: true }),
  user: senderWire.nullish().catch(undefined),
  is_private: flag,
})
export const presenceWire = z.object({ users: z.record(z.string(), z.string()).nullish().catch(undefined) })
export const notificationEventWire = z.object({
  notification: z.object({
    id: rowId,
    read_at: z.union([z.number(), z.string()]).nullish().catch(undefined),
    primary_actor: z
      .object({ id: rowId.nullish().catch(undefined) })
      .nullish()
      .catch(undefined),
  }),
})
