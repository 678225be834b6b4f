import { z } from 'zod'
import { conversationSchema, listRowSchema, outboxStateSchema } from '../entities'
import { actionItem, changeSchema } from '../change'
import { MOST_CHOSEN } from '../chosen-limits'
import { accountId, conversationRef, inboxId, messageId, profileId } from '../ids'
import { chosenRefs, keptAction, manyChanges, manyKept } from './many'
import { listConditions } from '../list-filter'
import type { SchemasFor } from './shape'

/** The lists of the rail. `inbox` takes `inboxId`; the others run over every account in scope. */
export const listView = z.enum([
  'mine',
  'unassigned',
  'unread',
  'waiting',
  'mentions',
  'participating',
  'snoozed',
  'resolved',
  'drafts',
  'all',
  'inbox',
])
export type ListView = z.infer<typeof listView>

/** `null` scope means every profile. `status` is ignored by `snoozed`, `resolved` and `drafts`; `where` narrows any view. */
export const listQuery = z.strictObject({
  view: listView,
  profileId: profileId.nullable(),
  accountId: accountId.nullable(),
  inboxId: inboxId.nullable(),
  status: z.enum(['open', 'pending', 'resolved', 'snoozed', 'all']),
  sort: z.enum(['waiting', 'latest', 'oldest', 'priority']),
  where: listConditions.optional(),
  offset: z.number().int().min(0),
  limit: z.number().int().min(1).max(200),
})
export type ListQuery = z.infer<typeof listQuery>

/** `complete` is false while history is still being fetched for the first time; `asOfAt` is the age of the list. */
export const listPage = z.object({
  rows: z.array(listRowSchema),
  total: z.number().int(),
  complete: z.boolean(),
  asOfAt: z.number().nullable(),
})
export type ListPage = z.infer<typeof listPage>

/** Numbers of the rail; `longestWaitingSinceAt` over everything that concerns me. */
export const counts = z.object({
  views: z.record(z.string(), z.number().int()),
  inboxes: z.array(z.object({ profileId, accountId, inboxId, unread: z.number().int() })),
  /** Open conversations with a label or of a team; those without any are left out. */
  labels: z.array(z.object({ profileId, accountId, title: z.string(), count: z.number().int() })),
  teams: z.array(z.object({ profileId, accountId, teamId: z.number().int(), count: z.number().int() })),
  longestWaitingSinceAt: z.number().nullable(),
  outbox: z.number().int(),
  /** Of these, what waits for a review (M15). */
  review: z.number().int(),
})
export type Counts = z.infer<typeof counts>

export const conversationSchemas = {
  'conversation.list': { input: listQuery, output: listPage },
  'conversation.counts': { input: z.strictObject({}), output: counts },
  /** Where somebody writes just now, customers and colleagues; told by the topic `typing`. */
  'conversation.typing': {
    input: z.strictObject({}),
    output: z.array(z.object({ conversation: conversationRef, names: z.array(z.string()).min(1) })),
  },
  /** Reads it from the store and asks the server for what is newer. `null`: neither has it. */
  'conversation.open': {
    input: conversationRef.strict(),
    output: z.object({
      conversation: conversationSchema.nullable(),
      typing: z.array(z.string()),
      /** Those of them who are agents. */
      colleagues: z.array(z.string()),
      /** Until when the channel takes a free reply, on this computer's clock (M14); null: no end is known. */
      replyUntilAt: z.number().nullable(),
    }),
  },
  /**
   * Shown at once and sent in its turn. `seenId`: the newest message on the agent's screen. `actionId` is null when there is
   * nothing to do or to undo.
   */
  'conversation.change': {
    input: conversationRef.extend({ change: changeSchema, seenId: messageId.nullable() }).strict(),
    output: z.object({ actionId: z.uuid().nullable(), undoUntilAt: z.number() }),
  },
  /** The same for many at once, in one commit for each account. */
  'conversation.changeMany': { input: manyChanges, output: manyKept },
  /** Which of these the list holds now, wherever in it. */
  'conversation.listed': {
    input: z.strictObject({ list: listQuery.omit({ offset: true, limit: true }), refs: chosenRefs }),
    output: z.object({ refs: chosenRefs }),
  },
  /** The window says what the agent really sees: sent only when focused and after a second (HOUSE §6). */
  'conversation.markSeen': {
    input: conversationRef.extend({ messageId: messageId.nullable() }).strict(),
    output: z.object({}),
  },
  'conversation.setTyping': {
    input: conversationRef.extend({ typing: z.boolean(), private: z.boolean() }).strict(),
    output: z.object({}),
  },
} satisfies SchemasFor<'conversation.'>

export const outboxItem = z.object({
  conversation: conversationRef,
  contactName: z.string(),
  text: z.string(),
  /** How many go with it. */
  files: z.number().int(),
  private: z.boolean(),
  createdAt: z.number(),
  /** Until when the channel takes a free reply, on this computer's clock (M14); null: no end is known, or it is a note. */
  replyUntilAt: z.number().nullable(),
  outbox: outboxStateSchema,
})
export type OutboxItem = z.infer<typeof outboxItem>

const oneAction = z.strictObject({ profileId, actionId: z.uuid() })

export const actionSchemas = {
  /** What has not reached the server, oldest first. */
  'action.list': { input: z.strictObject({}), output: z.array(actionItem) },
  'action.undoMany': {
    input: z.strictObject({ actions: z.array(keptAction).min(1).max(MOST_CHOSEN) }),
    output: z.object({ undone: z.number().int() }),
  },
  'action.undo': { input: oneAction, output: z.object({ undone: z.boolean() }) },
  /** A held one goes all the same. */
  'action.release': { input: oneAction, output: z.object({}) },
} satisfies SchemasFor<'action.'>
