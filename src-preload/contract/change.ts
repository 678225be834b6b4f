/** What an agent can do to a conversation. Kept here first, sent later: every change says what is wanted, none says "toggle". */
import { z } from 'zod'
import { jobReason } from './entities'
import { contactId, conversationRef, userId } from './ids'
import { isEmail, isPhone } from './reach'

/** A comma in a title would make two labels on the server (FACTS §3.3). */
const label = z
  .string()
  .min(1)
  .max(200)
  .refine((title) => !title.includes(','))
const labels = z.array(label).max(100)

/** What the server keeps beside a contact without being asked to define it (FACTS §3.8). */
const about = z.string().trim().max(255).nullable()
const aboutContact = z.strictObject({ company_name: about, city: about, country: about }).partial()

/** Custom attributes by their keys; null takes one away. */
const attributeValues = z.record(z.string().max(255), z.union([z.string().max(10_000), z.number(), z.boolean()]).nullable())
export type AttributeValues = z.infer<typeof attributeValues>

/** What of a customer is written; null takes it away. */
export const contactFields = z
  .strictObject({
    name: z.string().trim().min(1).max(255),
    email: z.string().max(255).refine(isEmail).nullable(),
    phoneNumber: z.string().refine(isPhone).nullable(),
    identifier: z.string().trim().min(1).max(255).nullable(),
    blocked: z.boolean(),
    customAttributes: attributeValues,
    additionalAttributes: aboutContact,
    /** As with conversations: what to add and what to take away. */
    labels: z.strictObject({ add: labels, remove: labels }),
  })
  .partial()
export type ContactFields = z.infer<typeof contactFields>

const someContactFields = contactFields.refine((fields) => Object.keys(fields).length > 0)

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
  /** I am among its participants: told of what happens in it. */
  z.strictObject({ kind: z.literal('following'), on: z.boolean() }),
  /** Custom attributes of the conversation: those that are named; the others stay. */
  z.strictObject({
    kind: z.literal('attributes'),
    values: attributeValues.refine((values) => Object.keys(values).length > 0),
  }),
  /** The customer of the conversation, and so in every conversation with them. */
  z.strictObject({ kind: z.literal('contact'), contactId, fields: someContactFields }),
])
export type Change = z.infer<typeof changeSchema>

/** What is kept until the server has it: also that somebody read, which is no change one would list or undo. */
export const keptChangeSchema = z.discriminatedUnion('kind', [
  ...changeSchema.options,
  z.strictObject({ kind: z.literal('seen') }),
])
export type KeptChange = z.infer<typeof keptChangeSchema>

/** What can be done to many conversations at once; `seen` here is an agent's "mark read" and can be undone. */
export const manyChangeSchema = keptChangeSchema.refine(({ kind }) => kind !== 'contact')

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
