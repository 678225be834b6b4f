import { z } from 'zod'
import { accountId, profileId } from '../ids'
import { WEBHOOK_EVENTS } from '../webhook-events'
import { wizardReason } from './wizard'
import type { SchemasFor } from './shape'

const reach = z.enum(['computer', 'network'])

/** One call of the server. `id` is that of the message, conversation or contact; `again`: the same event of the same came before. */
const hookHeard = z.object({
  number: z.number().int(),
  at: z.number(),
  event: z.string().nullable(),
  id: z.string().nullable(),
  again: z.boolean(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  bytes: z.number().int(),
  isCut: z.boolean(),
  body: z.string(),
})
export type HookHeard = z.infer<typeof hookHeard>

/**
 * A listener and what it heard; in memory only, never logged. `url` is what the webhook was made with. `more` came after the
 * list was full. `isClean` is false when something stays on the server until Perch can remove it, and null before the end.
 */
export const receiveReport = z.object({
  profileId,
  accountId,
  reach,
  phase: z.enum(['listening', 'asking', 'waiting', 'ending', 'ended']),
  addresses: z.array(z.string()),
  path: z.string(),
  url: z.string().nullable(),
  endsAt: z.number(),
  heard: z.array(hookHeard),
  more: z.number().int(),
  ended: z.enum(['asked', 'time', 'window']).nullable(),
  trouble: wizardReason.nullable(),
  isClean: z.boolean().nullable(),
})
export type ReceiveReport = z.infer<typeof receiveReport>

export const receiveSchemas = {
  /** Opens the listener on a port of this computer; `isOpen` is false when the system gives none. `receive.changed` tells. */
  'receive.open': { input: z.strictObject({ profileId, accountId, reach }), output: z.object({ isOpen: z.boolean() }) },
  /** Makes a webhook to `address` and the path of the listener; `trigger` also makes a contact, for a moment. */
  'receive.ask': {
    input: z.strictObject({
      address: z.string().max(2000),
      events: z.array(z.enum(WEBHOOK_EVENTS)).max(50),
      trigger: z.boolean(),
    }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('done') }),
      z.object({ kind: z.literal('trouble'), trouble: z.string() }),
    ]),
  },
  /** Stops listening and removes what was made. */
  'receive.end': { input: z.strictObject({}), output: z.object({}) },
  'receive.report': { input: z.strictObject({}), output: receiveReport.nullable() },
} satisfies SchemasFor<'receive.'>
