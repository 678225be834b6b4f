import { z } from 'zod'
import { clientId, conversationRef, profileId } from '../ids'
import type { CallName, EventName } from '../names'
import { alertSchemas } from './alert'
import { aboutSchemas, directorySchemas, linkSchemas, settingsSchema, settingsSchemas, windowSchemas } from './app'
import { attachmentSchemas } from './attachment'
import { cannedSchemas } from './canned'
import { inboxSchemas, webhookSchemas } from './channel'
import { contactSchemas } from './contact'
import { actionSchemas, conversationSchemas } from './conversation'
import { doctorSchemas } from './doctor'
import { errandSchemas } from './errand'
import { diagnosticsSchemas, healthSchemas } from './health'
import { managedSchemas } from './managed'
import { draftSchemas, messageSchemas, outboxSchemas, replySchemas } from './message'
import { mailPressed, mailSchemas } from './mail'
import { missedSchemas } from './missed'
import { presenceSchemas, profileSchemas } from './profile'
import { packSchemas } from './pack'
import { reviewSchemas } from './review'
import { quickSchemas } from './quick'
import { receiveSchemas } from './receive'
import { searchSchemas } from './search'
import { selfTestSchemas } from './self-test'
import type { CallSchema } from './shape'
import { startupSchemas } from './startup'
import { storageSchemas } from './storage'
import { templateSchemas } from './template'
import { updateSchemas } from './update'
import { wizardSchemas } from './wizard'

export const callSchemas = {
  ...profileSchemas,
  ...presenceSchemas,
  ...conversationSchemas,
  ...actionSchemas,
  ...messageSchemas,
  ...replySchemas,
  ...outboxSchemas,
  ...reviewSchemas,
  ...packSchemas,
  ...draftSchemas,
  ...templateSchemas,
  ...attachmentSchemas,
  ...mailSchemas,
  ...contactSchemas,
  ...errandSchemas,
  ...directorySchemas,
  ...cannedSchemas,
  ...quickSchemas,
  ...alertSchemas,
  ...missedSchemas,
  ...healthSchemas,
  ...diagnosticsSchemas,
  ...doctorSchemas,
  ...selfTestSchemas,
  ...inboxSchemas,
  ...webhookSchemas,
  ...wizardSchemas,
  ...receiveSchemas,
  ...storageSchemas,
  ...searchSchemas,
  ...settingsSchemas,
  ...managedSchemas,
  ...startupSchemas,
  ...updateSchemas,
  ...windowSchemas,
  ...aboutSchemas,
  ...linkSchemas,
} satisfies Record<CallName, CallSchema>

export type CallInput<N extends CallName> = z.infer<(typeof callSchemas)[N]['input']>
export type CallOutput<N extends CallName> = z.infer<(typeof callSchemas)[N]['output']>

const roomName = z.enum(['settings', 'outbox'])
/** Pages that main can ask for. */
export type RoomName = z.infer<typeof roomName>

/**
 * Events carry topics, never data: there is one read path. Topics: `inbox` (any list may differ),
 * `conversation:<accountId>:<number>`, `draft:<accountId>:<number>`, `outbox`, `contacts:<accountId>`, `directory:<accountId>`, `profiles`, `health`,
 * `storage`, `packs`.
 */
export const eventSchemas = {
  'store.changed': z.object({ profileId, topics: z.array(z.string()) }),
  'link.changed': z.object({ profileId }),
  'target.requested': z.object({ conversation: conversationRef, compose: z.boolean() }),
  /** A line of the tray menu leads to a page that is no conversation. */
  'room.requested': z.object({ room: roomName }),
  /** The quick-reply window is to show this conversation, or the one that waits longest; it reports when it does. */
  'quick.opened': z.object({ conversation: conversationRef.nullable() }),
  /** It went from the screen: nothing of a customer stays drawn in it. */
  'quick.closed': z.object({}),
  /** The key for quick reply was given, refused, or is called otherwise: `quick.key` is to be read again. */
  'quick.keyChanged': z.object({}),
  /** A stored draft is another one now: every window that shows it reads it again. */
  'draft.changed': z.object({ conversation: conversationRef }),
  'settings.changed': settingsSchema,
  /** More is known of a newer version: `update.state` is to be read again. */
  'update.changed': z.object({}),
  /** A line for a toast: `key` of the catalogs and its values. */
  'notice.raised': z.object({
    level: z.enum(['info', 'warn', 'error']),
    key: z.string(),
    values: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
  /** Somebody writes there: its row draws the eye for a moment. It passes and is not read again. */
  'alert.raised': z.object({ conversation: conversationRef }),
  /** How far the files of a reply are on their way; it passes and is not read again. */
  'upload.moved': z.object({ profileId, clientId, sentBytes: z.number(), totalBytes: z.number() }),
  'mail.pressed': mailPressed,
  /** Esc was pressed: should the keys be in the frame of a mail, the window takes them back. The frame hears none itself. */
  'mail.left': z.object({}),
  /** The card of what was missed is there, differs or is gone: `missed.get` is to be read again. */
  'missed.changed': z.object({}),
  /** The doctor knows more: `doctor.report` is to be read again. */
  'doctor.changed': z.object({}),
  /** The self-test knows more: `selfTest.report` is to be read again. */
  'selfTest.changed': z.object({}),
  /** Somebody here changed an inbox or a webhook: lists are to be read again. */
  'channels.changed': z.object({}),
  /** The wizard went on: `wizard.report` is to be read again. */
  'receive.changed': z.object({}),
  'wizard.changed': z.object({}),
} satisfies Record<EventName, z.ZodType>

export type EventBody<N extends EventName> = z.infer<(typeof eventSchemas)[N]>
