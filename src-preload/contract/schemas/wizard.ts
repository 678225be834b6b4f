import { z } from 'zod'
import { accountId, profileId } from '../ids'
import { WEBHOOK_EVENTS } from '../webhook-events'
import type { SchemasFor } from './shape'

/** A connector that can be set up; `helpKey` is a catalog key. */
export const connectorCard = z.object({
  id: z.string(),
  inboxName: z.string(),
  attributeKey: z.string(),
  events: z.array(z.enum(WEBHOOK_EVENTS)),
  testUserId: z.string(),
  helpKey: z.string(),
})
export type ConnectorCard = z.infer<typeof connectorCard>

/** A connector in an account: what a run, an undo and their memory belong to. */
const at = { profileId, accountId, connectorId: z.string().max(50) }
const wizardAt = z.strictObject(at)
export type WizardAt = z.infer<typeof wizardAt>

/** What is wanted. Null: the connector's own. Without `test` no customer and no conversation are made. */
export const wizardAsk = z.strictObject({
  ...at,
  webhookUrl: z.string().max(2000),
  events: z.array(z.enum(WEBHOOK_EVENTS)).max(50).nullable(),
  inboxName: z.string().max(200).nullable(),
  test: z.strictObject({ userId: z.string().max(200), name: z.string().max(200), conversation: z.boolean() }).nullable(),
})
export type WizardAsk = z.infer<typeof wizardAsk>

/** `why` and `next` are catalog keys, `words` the server's own. */
export const wizardReason = z.object({
  key: z.string(),
  why: z.string(),
  next: z.string().nullable(),
  detail: z.string().nullable(),
  words: z.string().nullable(),
})
export type WizardReason = z.infer<typeof wizardReason>

/** `planned` with `what` says what a run would come to. `name` is the server's: an inbox, an address, a key, a version. */
export const wizardStep = z.object({
  step: z.enum(['connection', 'inbox', 'webhook', 'attribute', 'contact', 'conversation']),
  state: z.enum(['waiting', 'running', 'planned', 'done', 'failed', 'skipped']),
  what: z.enum(['found', 'created', 'changed']).nullable(),
  id: z.number().nullable(),
  name: z.string().nullable(),
  reason: wizardReason.nullable(),
})
export type WizardStep = z.infer<typeof wizardStep>

/** What became of a thing that was taken back; `left`: the server has no way to. */
const wizardUndone = z.object({
  kind: z.string(),
  id: z.number(),
  state: z.enum(['removed', 'gone', 'left', 'failed']),
  reason: wizardReason.nullable(),
})
export type WizardUndone = z.infer<typeof wizardUndone>

/** The newest plan, run or undo. `made` counts what undo would take back. The summary has no token in it. */
export const wizardReport = z.object({
  at: z.object(at),
  mode: z.enum(['plan', 'run', 'undo']),
  isBusy: z.boolean(),
  isFinished: z.boolean(),
  /** The address of the program is one of a private network: the server may not reach it. */
  isPrivate: z.boolean(),
  steps: z.array(wizardStep),
  made: z.number().int(),
  undone: z.array(wizardUndone),
  summary: z.object({ env: z.string(), json: z.string(), curl: z.string() }).nullable(),
})
export type WizardReport = z.infer<typeof wizardReport>

export const wizardSchemas = {
  'wizard.connectors': { input: z.strictObject({}), output: z.array(connectorCard) },
  /** Begins; `dry` changes nothing. A run goes on where the last one of the same connector stopped. `wizard.changed` tells. */
  'wizard.begin': { input: z.strictObject({ ask: wizardAsk, dry: z.boolean() }), output: z.object({}) },
  /** Takes back what runs have made, also before Perch was started, and nothing else. */
  'wizard.undo': { input: wizardAt, output: z.object({}) },
  /** How much of that there is. */
  'wizard.kept': { input: wizardAt, output: z.object({ made: z.number().int() }) },
  'wizard.report': { input: z.strictObject({}), output: wizardReport.nullable() },
} satisfies SchemasFor<'wizard.'>
