import { z } from 'zod'
import { directorySchema } from '../entities'
import { accountId, conversationRef, profileId } from '../ids'
import { listConditions } from '../list-filter'
import { presenceMode } from '../presence'
import { textSizes } from '../text-sizes'
import { alertSettingsShape } from './alert'
import type { SchemasFor } from './shape'
import { updateChannel } from './update'

export const directorySchemas = {
  'directory.get': { input: z.strictObject({ profileId, accountId }), output: directorySchema },
} satisfies SchemasFor<'directory.'>

/** A filter of lists that the agent has given a name. */
const savedList = z.object({
  name: z.string().trim().min(1).max(60),
  where: listConditions,
  status: z.enum(['open', 'pending', 'resolved', 'snoozed', 'all']),
  sort: z.enum(['waiting', 'latest', 'oldest', 'priority']),
})
export type SavedList = z.infer<typeof savedList>

const ringMs = z.number().int().min(0).max(30_000)

/** Each key stands alone: a bad stored value falls back to its own default. Durations in ms. */
export const settingsSchema = z.object({
  language: z.enum(['system', 'en', 'ru']),
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['cosy', 'compact']),
  textSize: z.literal(textSizes),
  /** `system`: more of it when the system asks for more. */
  contrast: z.enum(['system', 'more']),
  /** Somebody else sees the screen: names, texts and pictures cannot be read, alerts and tray name nobody. */
  blurNames: z.boolean(),
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
  /** Under replies, as markdown; empty: what the server keeps for the dashboard. */
  signature: z.string().max(5_000),
  /** By `inboxKey`: whether it stands under replies there, and words of the inbox's own; an inbox that is not here has none. */
  signatures: z.record(z.string().max(200), z.object({ on: z.boolean(), text: z.string().max(5_000) })),
  enterSends: z.boolean(),
  /** In the order of the rail. */
  filters: z.array(savedList).max(50),
  /** Canned responses are offered by what was sent after similar sentences, learnt on this computer (M13). */
  playbook: z.boolean(),
  /** Senders of e-mails, in small letters, whose pictures from outside are shown without asking. */
  mailPictures: z.array(z.string().max(320)).max(2_000),
  /** Who answers in a conversation that is nobody's takes it (M12). */
  claimByAnswering: z.boolean(),
  /** Brings quick reply from any program, as `Ctrl+Shift+Space`; empty: none. What became of it: `quick.key`. */
  quickKey: z.string().max(60),
  /** Action → its keys, first shown; only what was changed. Names and keys that mean nothing here are left out by the window. */
  keyMap: z.record(z.string().max(40), z.array(z.string().max(40)).max(4)).refine((map) => Object.keys(map).length <= 200),
  /** Letters and signs without Ctrl do something outside of text fields (WCAG 2.1.4). */
  singleKeys: z.boolean(),
  /** Field mode: what is written while a server is away leaves only after a review (M15). */
  reviewFirst: z.boolean(),
  /** Older history of conversations that are over is not kept on this computer; null keeps everything. */
  historyDays: z.number().int().min(7).max(3_650).nullable(),
  /** What all databases of this computer may take together, in MB. */
  storageMb: z.number().int().min(100).max(1_000_000),
  /** Perch looks for newer versions by itself. */
  updates: z.boolean(),
  updateChannel,
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

/** What runs here. `system` is as Node names it, such as `linux x64`. */
export const aboutSchemas = {
  'about.get': {
    input: z.strictObject({}),
    output: z.object({
      perch: z.string(),
      electron: z.string(),
      chromium: z.string(),
      node: z.string(),
      system: z.string(),
      /** Where more is written about Perch. */
      homepage: z.string(),
    }),
  },
} satisfies SchemasFor<'about.'>

export const linkSchemas = {
  'link.open': { input: z.strictObject({ url: z.string().max(8000) }), output: z.object({ opened: z.boolean() }) },
  /** Which conversation the address of a dashboard, or a `perch://` link, names; null: none of ours. */
  'link.find': {
    input: z.strictObject({ text: z.string().max(8000) }),
    output: z.object({ isLink: z.boolean(), conversation: conversationRef.nullable() }),
  },
} satisfies SchemasFor<'link.'>
