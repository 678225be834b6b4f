/** An event as the alert policy saw it, kept with its verdict so that other settings can be tried on it. No word of anybody. */
import { z } from 'zod'

/** `own`: mine; `colleague`: a public answer of somebody else's; `waiting`: no message, a customer who still waits. */
export const caseKind = z.enum(['customer', 'mention', 'note', 'waiting', 'own', 'activity', 'colleague'])

const caseConversation = z.object({
  whose: z.enum(['me', 'nobody', 'other']),
  status: z.string(),
  labels: z.array(z.string()),
  priority: z.string().nullable(),
  /** Keys as among the settings. */
  inbox: z.string(),
  contact: z.string(),
  /** Blocked on the server (FACTS §3.3). */
  isMuted: z.boolean(),
})

export const alertCaseSchema = z.object({
  /** By our clock, ms. */
  at: z.number(),
  what: caseKind,
  /** From before a gap that is too long, or found late. */
  isOld: z.boolean(),
  isDeleted: z.boolean(),
  isBlocked: z.boolean(),
  account: z.string(),
  name: z.string(),
  /** Null when it cannot be named. */
  conversation: caseConversation.nullable(),
  /** Null: not known. */
  isMyInbox: z.boolean().nullable(),
  participates: z.boolean(),
  /** On a focused screen at that moment, with somebody before it. */
  isSeen: z.boolean(),
  /** Who publicly answered after this message. */
  answeredBy: z.enum(['me', 'colleague']).nullable(),
  isBusy: z.boolean(),
  isPaused: z.boolean(),
  /** The desktop's own do-not-disturb; null: it cannot be read here. */
  isDesktopQuiet: z.boolean().nullable(),
  hasDaemon: z.boolean(),
})
export type AlertCase = z.infer<typeof alertCaseSchema>
export type CaseKind = AlertCase['what']
export type CaseConversation = NonNullable<AlertCase['conversation']>
