import { z } from 'zod'
import { messageType } from '../entities'
import { accountId, conversationRef, inboxId, messageId, profileId } from '../ids'
import { appErrorSchema } from './error'
import type { SchemasFor } from './shape'

/** A part of a text; `hit`: these are the words that were looked for. */
const piece = z.object({ text: z.string(), hit: z.boolean() })
export type FoundPiece = z.infer<typeof piece>

/** A message that was found. `contactName` is null where the conversation is not stored; `messageId` while it is unsent. */
const foundMessage = z.object({
  conversation: conversationRef,
  inboxId: inboxId.nullable(),
  messageId: messageId.nullable(),
  type: messageType,
  private: z.boolean(),
  createdAt: z.number(),
  contactName: z.string().nullable(),
  senderName: z.string().nullable(),
  pieces: z.array(piece),
  file: z.object({ type: z.string(), name: z.array(piece) }).nullable(),
})
export type FoundMessage = z.infer<typeof foundMessage>

/** A customer with the newest conversation. */
const customerHit = z.object({
  conversation: conversationRef,
  inboxId,
  status: z.string(),
  lastActivityAt: z.number(),
  name: z.array(piece),
  detail: z.array(piece),
})
export type CustomerHit = z.infer<typeof customerHit>

/** A filter as it was typed; `ok` is false when its value means nothing here. */
const askedFilter = z.object({
  name: z.enum(['from', 'in', 'has', 'label', 'before', 'after']),
  value: z.string(),
  ok: z.boolean(),
})

/** `scope` null: all accounts; `conversation`: only there. `text` with filters such as `from:me has:file`. */
const searchInput = z.strictObject({
  text: z.string().max(500),
  scope: z.strictObject({ profileId, accountId }).nullable(),
  conversation: conversationRef.nullable(),
  limit: z.number().int().min(1).max(500),
})
export type SearchInput = z.infer<typeof searchInput>

/** Newest first. `corrected`: words that are nowhere, and what was looked for instead. `notIndexed`: stored, not found yet. */
const searchAnswer = z.object({
  messages: z.array(foundMessage),
  customers: z.array(customerHit),
  more: z.boolean(),
  filters: z.array(askedFilter),
  corrected: z.array(z.object({ from: z.string(), to: z.string() })),
  notIndexed: z.number().int(),
})
export type SearchAnswer = z.infer<typeof searchAnswer>

/** What the servers found that is not stored here; `failed`: those that could not be asked. */
const serverAnswer = z.object({
  messages: z.array(foundMessage),
  more: z.boolean(),
  failed: z.array(z.object({ profileId, error: appErrorSchema })),
})
export type ServerSearchAnswer = z.infer<typeof serverAnswer>

export const searchSchemas = {
  'search.run': { input: searchInput, output: searchAnswer },
  /** Asks the servers for the words alone; they know the last three months (FACTS §3.9). Pages from 1. */
  'search.server': {
    input: z.strictObject({
      text: z.string().max(500),
      scope: z.strictObject({ profileId, accountId }).nullable(),
      page: z.number().int().min(1).max(20),
    }),
    output: serverAnswer,
  },
} satisfies SchemasFor<'search.'>
