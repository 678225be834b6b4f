import { z } from 'zod'
import { contactId, conversationId, inboxId } from './ids'

const number = z.number().int()

/** Something that setting up a connector made or changed on a server: ids and nothing else, so that it may lie on disk. */
export const madeThing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('inbox'), id: inboxId }),
  z.object({ kind: z.literal('webhook'), id: number }),
  z.object({ kind: z.literal('webhook-events'), id: number, before: z.array(z.string()) }),
  z.object({ kind: z.literal('attribute'), id: number }),
  z.object({ kind: z.literal('contact'), id: contactId }),
  /** `before` is what stood there; null: nothing; left out: words of a customer, which are not kept on disk. */
  z.object({ kind: z.literal('contact-attribute'), id: contactId, key: z.string(), before: z.string().nullable().optional() }),
  /** The server cannot take it back; it goes with its inbox or contact. */
  z.object({ kind: z.literal('contact-inbox'), id: contactId, inboxId }),
  /** Nor this, before 4.10; it goes with its inbox or contact and is resolved otherwise. */
  z.object({ kind: z.literal('conversation'), id: conversationId, contactId, inboxId }),
])
export type Made = z.infer<typeof madeThing>
