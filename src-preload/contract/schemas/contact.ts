import { z } from 'zod'
import { contactFields } from '../change'
import {
  attributeSchema,
  condition,
  contactCard,
  contactInbox,
  contactNote,
  contactRow,
  contactSort,
  contactTalk,
  contactTrouble,
  savedFilter,
} from '../contact'
import { accountId, contactId, conversationRef, inboxId, profileId } from '../ids'
import type { SchemasFor } from './shape'

const at = { profileId, accountId }
const one = { ...at, contactId }
const none = z.object({})

/** `page` counts from 0, 15 each. Words or conditions, not both: the server knows no such question. */
const listInput = z.strictObject({
  ...at,
  text: z.string().max(200),
  conditions: z.array(condition).max(20),
  sort: contactSort,
  page: z.number().int().min(0).max(1_000_000),
  /** `stored`: what is on this computer; `server`: asks, and is refused without a connection. */
  from: z.enum(['stored', 'server']),
})
export type ContactsAsk = z.infer<typeof listInput>

/** `asOfAt`: when the server said so; null for what is stored. */
const listAnswer = z.object({ rows: z.array(contactRow), total: z.number().int(), asOfAt: z.number().nullable() })
export type ContactsPage = z.infer<typeof listAnswer>

const writeAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), contactId }),
  z.object({ kind: z.literal('trouble'), trouble: contactTrouble }),
])

const changeAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('kept'), actionId: z.uuid().nullable(), undoUntilAt: z.number() }),
  z.object({ kind: z.literal('trouble'), trouble: contactTrouble }),
])

export const contactSchemas = {
  'contact.list': { input: listInput, output: listAnswer },
  /** From the store at once, refreshed behind. Null: neither has it. */
  'contact.open': { input: z.strictObject(one), output: z.object({ card: contactCard.nullable() }) },
  /** Conversations with them: the newest twenty of the server, and those that are stored. */
  'contact.talks': { input: z.strictObject(one), output: z.array(contactTalk) },
  /** What the account has defined for its contacts, or for their conversations. */
  'contact.attributes': {
    input: z.strictObject({ ...at, of: z.enum(['contact', 'conversation']) }),
    output: z.array(attributeSchema),
  },
  /** Made on the server, for a double is only known there. */
  'contact.create': { input: z.strictObject({ ...at, fields: contactFields }), output: writeAnswer },
  /** Kept here first, sent in its turn; can be undone for a while. */
  'contact.change': { input: z.strictObject({ ...one, fields: contactFields }), output: changeAnswer },
  /** `dropId` becomes part of `contactId` and is gone. There is no way back. */
  'contact.merge': { input: z.strictObject({ ...one, dropId: contactId }), output: none },
  /** With all conversations. `name` was typed by hand. */
  'contact.remove': {
    input: z.strictObject({ ...one, name: z.string() }),
    output: z.object({ kind: z.enum(['done', 'name-differs']) }),
  },
  'contact.addNote': { input: z.strictObject({ ...one, content: z.string().trim().min(1).max(50_000) }), output: contactNote },
  'contact.removeNote': { input: z.strictObject({ ...one, noteId: z.number().int() }), output: none },
  'contact.inboxes': { input: z.strictObject(one), output: z.array(contactInbox) },
  /** Opens a new conversation, without a message. */
  'contact.write': {
    input: z.strictObject({ ...one, inboxId, sourceId: z.string().min(1) }),
    output: z.object({ conversation: conversationRef }),
  },
  'contact.filters': { input: z.strictObject(at), output: z.array(savedFilter) },
  'contact.saveFilter': {
    input: z.strictObject({ ...at, name: z.string().trim().min(1).max(255), conditions: z.array(condition).min(1).max(20) }),
    output: savedFilter,
  },
  'contact.removeFilter': { input: z.strictObject({ ...at, filterId: z.number().int() }), output: none },
} satisfies SchemasFor<'contact.'>
