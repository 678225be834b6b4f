/** What the organisation of a managed machine has decided (docs/MANAGED.md). The window shows it and cannot change it. */
import { z } from 'zod'
import { alertSettingsShape } from './alert'
import type { SchemasFor } from './shape'

/** What can be switched off as a whole. */
export const managedFeature = z.enum(['channels', 'fieldPacks', 'attachments', 'diagnostics'])
export type ManagedFeature = z.infer<typeof managedFeature>

/** Settings that can be fixed. `alertPrivacy` has a least level, the others a value. */
export const fixable = z.enum(['alertPrivacy', 'playbook', 'historyDays', 'claimByAnswering', 'undoMs'])
export type Fixable = z.infer<typeof fixable>

export const updateRule = z.enum(['off', 'stable', 'beta'])
export type UpdateRule = z.infer<typeof updateRule>

/** Why a part of the policy does not count; `key` null: nothing of the file does. */
const policyProblem = z.object({
  key: z.string().max(100).nullable(),
  reason: z.enum(['unreadable', 'open-to-others', 'not-json', 'unknown', 'bad-value']),
})
export type PolicyProblem = z.infer<typeof policyProblem>

const managedView = z.object({
  /** The file; null: nobody manages this machine. */
  file: z.string().nullable(),
  /** The only server that may be signed in to; null: any, or none while the policy is broken. */
  server: z.string().nullable(),
  /** The certificate of `server` is pinned. */
  isPinned: z.boolean(),
  updates: updateRule.nullable(),
  /** The most that an alert may show. */
  alertPrivacy: alertSettingsShape.alertPrivacy.nullable(),
  off: z.array(managedFeature),
  fixed: z.array(fixable),
  problems: z.array(policyProblem),
})
export type ManagedView = z.infer<typeof managedView>

export const managedSchemas = {
  'managed.get': { input: z.strictObject({}), output: managedView },
} satisfies SchemasFor<'managed.'>
