/** What an agent missed while nobody was here (M9): one card over all accounts and servers. Times are epoch ms of this computer. */
import { z } from 'zod'
import { conversationSchema, jobState } from '../entities'
import { profileId } from '../ids'
import type { SchemasFor } from './shape'

/** Why nobody was here: the machine slept or was locked, there was no line, or Perch did not run. */
export const absenceCause = z.enum(['slept', 'locked', 'offline', 'closed'])
export type AbsenceCause = z.infer<typeof absenceCause>

export const absence = z.object({ cause: absenceCause, sinceAt: z.number(), untilAt: z.number() })
export type Absence = z.infer<typeof absence>

/** A conversation on the card. `who`: the colleague who handled it or mentioned me; null when nobody can be named. */
export const missedLine = z.object({ profileId, conversation: conversationSchema, who: z.string().nullable() })
export type MissedLine = z.infer<typeof missedLine>

/** `total` counts all; `lines` are the first of them. */
const part = <L extends z.ZodType>(line: L) => z.object({ total: z.number().int(), lines: z.array(line) })

export const missedCard = z.object({
  absence,
  /** When the servers were asked. */
  checkedAt: z.number(),
  servers: z.number().int(),
  /** Accounts that could not be asked: what came there is not on the card. */
  unreached: z.array(z.string()),
  /** Customers who wrote meanwhile and wait, longest first; `before`: others who waited already. */
  waiting: part(missedLine).extend({ longestSinceAt: z.number().nullable(), before: z.number().int() }),
  handled: part(missedLine),
  mentions: part(missedLine),
  /** My replies that were not sent, or are held. */
  stuck: part(missedLine.extend({ state: jobState })),
})
export type MissedCard = z.infer<typeof missedCard>

export const missedSchemas = {
  /** The card that stands; null when there is none. */
  'missed.get': { input: z.strictObject({}), output: missedCard.nullable() },
  /** It was read. */
  'missed.dismiss': { input: z.strictObject({}), output: z.object({}) },
} satisfies SchemasFor<'missed.'>
