/** Customers as the room of the contacts shows them (G3). */
import { z } from 'zod'
import { contactSorts, FILTER_OPERATORS } from './contact-filter'
import { contactSchema } from './entities'
import { conversationRef, contactId, inboxId } from './ids'

export const contactSort = z.enum(contactSorts)

/** A condition of a filter; `join` ties it to the next one. */
export const condition = z.strictObject({
  key: z.string().min(1).max(255),
  operator: z.enum(FILTER_OPERATORS),
  values: z.array(z.union([z.string().max(1_000), z.number(), z.boolean()])).max(20),
  join: z.enum(['and', 'or']).optional(),
})

/** Times in ms, null where nobody told. `kept`: something of it waits to be sent. */
export const contactRow = z.object({
  contact: contactSchema,
  lastActivityAt: z.number().nullable(),
  createdAt: z.number().nullable(),
  kept: z.boolean(),
})
export type ContactRow = z.infer<typeof contactRow>

/** A custom attribute that the account has defined; `kind`: text, number, link, date, list, checkbox … */
export const attributeSchema = z.object({
  /** What has it. Those that were stored before conversations' were read are of contacts. */
  of: z.enum(['contact', 'conversation']).default('contact'),
  key: z.string(),
  name: z.string(),
  kind: z.string(),
  /** What a list offers. */
  values: z.array(z.string()),
})
export type CustomAttribute = z.infer<typeof attributeSchema>

/** A note about a contact, for the team. */
export const contactNote = z.object({
  id: z.number().int(),
  content: z.string(),
  author: z.string().nullable(),
  createdAt: z.number().nullable(),
})
export type ContactNote = z.infer<typeof contactNote>

/** Fields that are unique in an account: a double is refused (FACTS §2 G12). */
export const uniqueField = z.enum(['email', 'phoneNumber', 'identifier'])
export type UniqueField = z.infer<typeof uniqueField>

/** What the server would not take, and in which field. `other`: who has it, when that is known here. */
export const contactTrouble = z.object({
  field: uniqueField.nullable(),
  words: z.string(),
  other: z.object({ id: contactId, name: z.string() }).nullable(),
})
export type ContactTrouble = z.infer<typeof contactTrouble>

/** A contact with what goes with it. `notes` null: never read here. `trouble`: the last change was refused. */
export const contactCard = contactRow.extend({
  notes: z.array(contactNote).nullable(),
  trouble: contactTrouble.nullable(),
})
export type ContactCard = z.infer<typeof contactCard>

/** A conversation of a contact, short. */
export const contactTalk = z.object({
  conversation: conversationRef,
  inboxId,
  status: z.string(),
  text: z.string(),
  lastActivityAt: z.number(),
})
export type ContactTalk = z.infer<typeof contactTalk>

/** Where a contact can be written to. `sourceId` is who they are there (FACTS §2 G19). */
export const contactInbox = z.object({ inboxId, name: z.string(), channel: z.string(), sourceId: z.string() })
export type ContactInbox = z.infer<typeof contactInbox>

/** A filter that the person has kept on the server (FACTS §3.6). */
export const savedFilter = z.object({ id: z.number().int(), name: z.string(), conditions: z.array(condition) })
export type SavedFilter = z.infer<typeof savedFilter>
