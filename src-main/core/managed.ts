/**
 * Rules of the organisation whose machine this is. They are read once, before anything else; the agent's own wishes stay as they
 * are and count again when the rules are gone. A rule that cannot be understood counts as its strictest form.
 */
import type { AppError } from '../../src-preload/contract/errors'
import type { CallName } from '../../src-preload/contract/names'
import type { Settings } from '../../src-preload/contract/schemas/app'
import type {
  Fixable,
  ManagedFeature,
  ManagedView,
  PolicyProblem,
  UpdateRule,
} from '../../src-preload/contract/schemas/managed'
import type { ProbeReport, SignInResult } from '../../src-preload/contract/schemas/profile'

type Privacy = Settings['alertPrivacy']
export type FixedSettings = Partial<Pick<Settings, Exclude<Fixable, 'alertPrivacy'>>>

export interface Policy {
  /** Null: there is none. */
  file: string | null
  /** The only server, as `https://chat.example.com/sub`; false: no sign-in at all; null: any. */
  server: string | false | null
  /** Public keys of which `server` must show one (decision 0050); null: the agent may pin; false: nobody signs in, no pin changes. */
  serverKeys: string[] | false | null
  /** PEM of the company's own roots. */
  roots: string[]
  updates: UpdateRule | null
  /** The most that an alert may show. */
  alertPrivacy: Privacy | null
  settings: FixedSettings
  off: ManagedFeature[]
  problems: PolicyProblem[]
}

export const NO_POLICY: Policy = {
  ...{ file: null, server: null, serverKeys: null, roots: [], updates: null, alertPrivacy: null },
  ...{ settings: {}, off: [], problems: [] },
}

/** From most to least. */
const PRIVACY: readonly Privacy[] = ['text', 'name', 'nothing']

/** Calls of a feature: what begins so. Reading what is there stays allowed. */
const CALLS_OF: Record<ManagedFeature, readonly string[]> = {
  channels: [
    'inbox.create',
    'inbox.update',
    'inbox.remove',
    'inbox.setMembers',
    'inbox.reveal',
    'webhook.',
    'wizard.begin',
    'wizard.undo',
    'receive.',
  ],
  fieldPacks: ['pack.build', 'pack.plan', 'pack.refresh'],
  attachments: ['attachment.pick', 'attachment.stage', 'attachment.save'],
  diagnostics: ['diagnostics.'],
}

/** The agent's settings as the organisation lets them be. */
export function allowed({ alertPrivacy, settings }: Policy, wished: Settings): Settings {
  const least = alertPrivacy === null ? 0 : PRIVACY.indexOf(alertPrivacy)
  const level = Math.max(least, PRIVACY.indexOf(wished.alertPrivacy))
  return { ...wished, ...settings, alertPrivacy: PRIVACY[level] ?? 'nothing' }
}

/** Whether somebody may sign in there. */
export function mayJoin({ server, serverKeys }: Policy, baseUrl: string): boolean {
  if (serverKeys === false) return false
  return server === null || server === baseUrl.trim().replace(/\/+$/, '')
}

/** Whether an account that is there already may go on. While the rules are broken nobody is cut off from work. */
export function mayStay(policy: Policy, baseUrl: string): boolean {
  return policy.server === false || mayJoin({ ...policy, serverKeys: null }, baseUrl)
}

/** The refusal of a call that belongs to something switched off; null: it may go on. */
export function switchedOff({ off }: Policy, call: CallName): AppError | null {
  return off.some((feature) => CALLS_OF[feature].some((one) => call.startsWith(one))) ? { kind: 'managed' } : null
}

function barred({ server, serverKeys }: Policy) {
  const isBroken = server === false || serverKeys === false
  return {
    id: 'address',
    state: 'fail',
    reason: isBroken ? 'policy-broken' : 'managed',
    detail: isBroken ? null : server,
  } as const
}

/** What the look at a server says that may not be signed in to; it was not asked. */
export function barredProbe(policy: Policy): ProbeReport {
  return { steps: [barred(policy)], baseUrl: null, version: null }
}

export function barredSignIn(policy: Policy): SignInResult {
  return { kind: 'failed', steps: [barred(policy)], words: null }
}

export function viewOf({ file, server, serverKeys, updates, alertPrivacy, settings, off, problems }: Policy): ManagedView {
  const fixed = [...(alertPrivacy === null ? [] : ['alertPrivacy']), ...Object.keys(settings)] as Fixable[]
  const isPinned = serverKeys !== null && serverKeys !== false
  return { file, server: server === false ? null : server, isPinned, updates, alertPrivacy, off, fixed, problems }
}
