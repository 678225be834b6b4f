import { z } from 'zod'
import { directorySchema } from '../entities'
import { accountId, conversationRef, profileId } from '../ids'
import { presenceMode } from '../presence'
import { alertSettingsShape } from './alert'
import type { SchemasFor } from './shape'

export const directorySchemas = {
  'directory.get': { input: z.strictObject({ profileId, accountId }), output: directorySchema },
} satisfies SchemasFor<'directory.'>

const ringMs = z.number().int().min(0).max(30_000)

/** Each key stands alone: a bad stored value falls back to its own default. Durations in ms. */
export const settingsSchema = z.object({
  language: z.enum(['system', 'en', 'ru']),
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['cosy', 'compact']),
  ...alertSettingsShape,
  undoMs: ringMs,
  /** By `inboxKey`; an inbox that is not here has `undoMs`. */
  undoMsByInbox: z.record(z.string().max(200), ringMs),
  /** Busy after so long without a key, in accounts that follow the keyboard; null: never. */
  busyAfterMs: z.number().int().min(60_000).max(86_400_000).nullable(),
  /** Nobody counts as present after so long without a key. */
  offlineAfterMs: z.number().int().min(60_000).max(86_400_000),
  /** `profile/account` → how presence is kept there; an account that is not here: as `core/presence` guesses. */
  presence: z.record(z.string().max(200), presenceMode),
  amberAfterMs: z.number().int().min(0),
  redAfterMs: z.number().int().min(0),
  enterSends: z.boolean(),
  /** Brings quick reply from any program, as `Ctrl+Shift+Space`; empty: none. */
  quickKey: z.string().max(60),
  /** Field mode: what is written while a server is away leaves only after a review (M15). */
  reviewFirst: z.boolean(),
  /** Older history of conversations that are over is not kept on this computer; null keeps everything. */
  historyDays: z.number().int().min(7).max(3_650).nullable(),
  /** What all databases of this computer may take together, in MB. */
  storageMb: z.number().int().min(100).max(1_000_000),
})
export type Settings = z.infer<typeof settingsSchema>

export const settingsSchemas = {
  'settings.get': { input: z.strictObject({}), output: settingsSchema },
  'settings.set': { input: settingsSchema.partial().strict(), output: settingsSchema },
} satisfies SchemasFor<'settings.'>

export const windowSchemas = {
  'window.control': { input: z.strictObject({ action: z.enum(['minimize', 'maximize', 'close']) }), output: z.object({}) },
  /** Which conversation is on screen, for the alert policy; focus is main's own knowledge. A crash of the page arrives here too. */
  'window.report': {
    input: z.strictObject({ open: conversationRef.nullable(), problem: z.string().max(2000).nullable() }),
    output: z.object({}),
  },
} satisfies SchemasFor<'window.'>

export const linkSchemas = {
  'link.open': { input: z.strictObject({ url: z.string().max(8000) }), output: z.object({ opened: z.boolean() }) },
} satisfies SchemasFor<'link.'>
