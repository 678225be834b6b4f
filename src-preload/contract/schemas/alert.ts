/** Which events alert, how, and why (F17). Settings of alerts, the log of verdicts, and trying other settings on it. */
import { z } from 'zod'
import { conversationRef } from '../ids'
import type { SchemasFor } from './shape'

/** Names of an account, an inbox, a customer or a conversation among the settings: numbers after the profile's id. */
const key = z.string().min(1).max(200)
const minuteOfDay = z.number().int().min(0).max(1_439)

/** Whose customers alert; each one includes those before it. Mentions are asked for by `alertOnNotes`. */
export const alertScope = z.enum(['mentions', 'mine', 'mine-and-unassigned', 'all'])
export type AlertScope = z.infer<typeof alertScope>

/** From `from` to `to`, both minutes of the day; one that ends before it begins goes over midnight, and belongs to the day it begins on. */
const quietSpan = z.strictObject({
  /** 0 is Sunday. */
  days: z.array(z.number().int().min(0).max(6)).max(7),
  from: minuteOfDay,
  to: minuteOfDay,
})
export type QuietSpan = z.infer<typeof quietSpan>

/** `zone`: an IANA name; empty is this computer's. */
const quietHours = z.strictObject({ on: z.boolean(), zone: z.string().max(60), spans: z.array(quietSpan).max(20) })
export type QuietHours = z.infer<typeof quietHours>

/**
 * The first rule that fits decides. An empty list asks for nothing. `wake`: also in quiet hours, while paused or busy;
 * `alert`: also when it is somebody else's; `silent`: never.
 */
export const alertRule = z.strictObject({
  id: z.uuid(),
  on: z.boolean(),
  labels: z.array(z.string().max(200)).max(50),
  /** `none` is no priority. */
  priorities: z.array(z.enum(['none', 'low', 'medium', 'high', 'urgent'])).max(5),
  /** Keys of accounts and of inboxes. */
  places: z.array(key).max(200),
  /** Keys of customers. */
  contacts: z.array(key).max(200),
  then: z.enum(['wake', 'alert', 'silent']),
})
export type AlertRule = z.infer<typeof alertRule>

export const soundName = z.enum(['none', 'chime', 'bell', 'drop', 'knock'])
export type SoundName = z.infer<typeof soundName>

export const alertKind = z.enum(['customer', 'mention', 'note', 'waiting'])
export type AlertKind = z.infer<typeof alertKind>

/** The part of the settings that decides about alerts. Each key stands alone; durations in ms. */
export const alertSettingsShape = {
  alertsEnabled: z.boolean(),
  alertsPausedUntilAt: z.number().nullable(),
  /** `nothing` tells how many and no name; it holds for a locked screen whatever is chosen. */
  alertPrivacy: z.enum(['text', 'name', 'nothing']),
  alertOnNotes: z.enum(['mentions', 'all', 'never']),
  alertScope,
  /** By key of an account or of an inbox; the inbox decides before its account. */
  alertScopeBy: z.record(key, alertScope),
  /** Also customers of colleagues in conversations that I follow. */
  alertParticipating: z.boolean(),
  alertRules: z.array(alertRule).max(50),
  /** Keys of conversations that are muted on this computer only; the newest last. */
  alertsMuted: z.array(key).max(1_000),
  quietHours,
  /** Silent while the desktop's own do-not-disturb is on, as far as it can be read. */
  quietWithDesktop: z.boolean(),
  quietWhenBusy: z.boolean(),
  /** A customer who waits so long alerts once more; null: never. */
  remindAfterMs: z.number().int().min(60_000).max(86_400_000).nullable(),
  /** And again after the same time, so often in all. */
  remindTimes: z.number().int().min(1).max(20),
  sounds: z.strictObject({ customer: soundName, mention: soundName, note: soundName, waiting: soundName }),
  /** 0 to 100. */
  soundVolume: z.number().int().min(0).max(100),
}
export const alertSettingsSchema = z.object(alertSettingsShape)
export type AlertSettings = z.infer<typeof alertSettingsSchema>

/** What the policy says: `reason` is why it alerted, or why not. `rule` is the id of the rule that decided. */
const outcome = z.object({ alerted: z.boolean(), reason: z.string().nullable(), rule: z.string().nullable() })

/** Why an event did or did not alert, and what would come of it with other settings; null when that cannot be told. */
export const verdict = outcome.extend({
  at: z.number(),
  conversation: conversationRef,
  /** Null when the conversation is gone. */
  name: z.string().nullable(),
  event: z.string(),
  would: outcome.nullable(),
})
export type Verdict = z.infer<typeof verdict>

const limit = z.number().int().min(1).max(500)

export const alertSchemas = {
  /** Newest first; `would` is by the settings of now, changed by `patch`. */
  'alert.history': {
    input: z.strictObject({ limit, patch: alertSettingsSchema.partial().strict().optional() }),
    output: z.array(verdict),
  },
  /** What the desktop says of its own do-not-disturb; null: it cannot be read here. */
  'alert.desktop': {
    input: z.strictObject({}),
    output: z.object({ available: z.boolean(), isQuiet: z.boolean().nullable(), canReply: z.boolean() }),
  },
  /** Plays a sound as an alert would. */
  'alert.play': { input: z.strictObject({ sound: soundName, volume: z.number().int().min(0).max(100) }), output: z.object({}) },
} satisfies SchemasFor<'alert.'>
