import { z } from 'zod'
import { conversationRef, messageId, profileId, stagedId } from '../ids'
import { stagingSchema } from '../staged'
import { MAX_FILE_BYTES } from '../staged-limits'
import type { SchemasFor } from './shape'

/** `private`: the draft that a first file begins is a note. */
const place = { conversation: conversationRef, private: z.boolean() }

export const attachmentSchemas = {
  /** The system's own dialog: paths never reach the page. Nothing chosen is an empty answer. */
  'attachment.pick': { input: z.strictObject(place), output: stagingSchema },
  /** Bytes that were pasted or dropped. A bigger file than the limit is refused by the page already, which knows the size. */
  'attachment.stage': {
    input: z.strictObject({
      ...place,
      name: z.string().max(1000),
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= MAX_FILE_BYTES),
    }),
    output: stagingSchema,
  },
  /** Takes a file off a draft. One that is not there, or that a reply has taken, is left alone. */
  'attachment.drop': { input: z.strictObject({ profileId, id: stagedId }), output: z.object({}) },
  /** Fetches a file of a message and asks where to put it. Nothing is opened. False: not wanted after all. */
  'attachment.save': {
    input: z.strictObject({ conversation: conversationRef, messageId, attachmentId: z.number().int() }),
    output: z.object({ saved: z.boolean() }),
  },
} satisfies SchemasFor<'attachment.'>
