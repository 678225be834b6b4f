import { z } from 'zod'
import { draftSchema, messageSchema, timelineMessageSchema } from '../entities'
import { clientId, conversationRef, messageId, profileId, stagedId } from '../ids'
import { recipientsSchema } from '../message-parts'
import { templateUse } from '../message-template'
import { recipientsInput } from '../recipients'
import { stagedFileSchema } from '../staged'
import { MAX_FILES } from '../staged-limits'
import { outboxItem } from './conversation'
import type { SchemasFor } from './shape'

/** Oldest first. `before` pages backwards from a message; `reachedStart`: nothing older exists anywhere. */
export const messagePage = z.object({ messages: z.array(timelineMessageSchema), reachedStart: z.boolean() })
export type MessagePage = z.infer<typeof messagePage>

export const messageSchemas = {
  /** `until`: the page reaches back to this message, however many that are, if it is here or can be fetched. */
  'message.page': {
    input: z.strictObject({
      conversation: conversationRef,
      before: messageId.nullable(),
      until: messageId.optional(),
      limit: z.number().int().min(1).max(200),
    }),
    output: messagePage,
  },
  /** Those that brought files, of what is stored here; the newest first. */
  'message.files': {
    input: z.strictObject({ conversation: conversationRef, limit: z.number().int().min(1).max(1_000) }),
    output: z.array(timelineMessageSchema),
  },
  /** Deletes it on the server, for everybody; a channel may have it already. */
  'message.remove': {
    input: z.strictObject({ conversation: conversationRef, messageId }),
    output: z.object({}),
  },
  /**
   * Delivers once more what the channel did not take. `asked`: the server does it; `again`: it goes as a new reply; `already`: it is
   * no longer failed, or went again before; `unsure`: the answer was lost; `by-hand`: nobody can do it for the agent.
   */
  'message.retry': {
    input: z.strictObject({ conversation: conversationRef, messageId }),
    output: z.object({ end: z.enum(['asked', 'again', 'already', 'unsure', 'by-hand']) }),
  },
  /** Has the server translate it; `none`: it translates nothing. What it makes of it is kept with the message. */
  'message.translate': {
    input: z.strictObject({
      conversation: conversationRef,
      messageId,
      language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/),
    }),
    output: z.object({ end: z.enum(['done', 'none']) }),
  },
} satisfies SchemasFor<'message.'>

/** What a date can hold. */
const MOST_LATER_AT = 8_640_000_000_000_000

const oneReply = z.strictObject({ profileId, clientId })

export const replySchemas = {
  /**
   * A clientId that is already known is a no-op. `seenId`: the newest message on the agent's screen. `attachments` are files of
   * the draft, all of them whole; one that is not there refuses the whole. `claimId`: the conversation was nobody's and is now taken by
   * this change (M12).
   */
  'reply.send': {
    input: z
      .strictObject({
        conversation: conversationRef,
        clientId,
        text: z.string().max(150_000),
        private: z.boolean(),
        seenId: messageId.nullable(),
        inReplyTo: messageId.optional(),
        /** Of a mail; left out: as last time. */
        recipients: recipientsInput.optional(),
        attachments: z.array(stagedId).max(MAX_FILES),
        /** Send later: ms; a time that is over means now. */
        leaveAt: z.number().int().positive().max(MOST_LATER_AT).optional(),
        /** Goes as this template; `text` is what the customer reads. Never a note, and without files. */
        template: templateUse.strict().optional(),
      })
      .refine(({ text, attachments }) => text !== '' || attachments.length > 0)
      .refine((reply) => reply.template === undefined || (!reply.private && reply.attachments.length === 0)),
    output: z.object({ clientId, undoUntilAt: z.number(), claimId: z.uuid().nullable() }),
  },
  /** Takes back what has not left; the text returns as the draft. */
  'reply.undo': { input: oneReply, output: z.object({ undone: z.boolean() }) },
  /** Ends the undo ring, or lets a held reply go. */
  'reply.release': { input: oneReply, output: z.object({}) },
  /** Sends a failed reply again as a new one. */
  'reply.retry': { input: oneReply, output: z.object({}) },
  /** Drops it and the files that went with it; how many those were. */
  /** How many files went with it, and what its words need to come back as they were. */
  'reply.discard': {
    input: oneReply,
    output: z.object({
      files: z.number().int(),
      inReplyTo: messageId.optional(),
      recipients: recipientsSchema.optional(),
    }),
  },
} satisfies SchemasFor<'reply.'>

export const outboxSchemas = {
  'outbox.list': { input: z.strictObject({}), output: z.array(outboxItem) },
} satisfies SchemasFor<'outbox.'>

/** A draft with its files, in order, and the message it answers, where that is here. */
export const storedDraft = draftSchema.extend({ files: z.array(stagedFileSchema), quoted: messageSchema.optional() })
export type StoredDraft = z.infer<typeof storedDraft>

export const draftSchemas = {
  'draft.get': { input: z.strictObject({ conversation: conversationRef }), output: storedDraft.nullable() },
  /** An empty text removes the draft, unless it has files. */
  'draft.save': {
    input: z.strictObject({
      conversation: conversationRef,
      text: z.string().max(150_000),
      private: z.boolean(),
      cursor: z.number().int().min(0),
      /** What it answers; left out: nothing. */
      inReplyTo: messageId.optional(),
      recipients: recipientsInput.optional(),
    }),
    output: z.object({}),
  },
} satisfies SchemasFor<'draft.'>
