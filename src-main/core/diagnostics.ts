/**
 * What the agent can hand to support (M10): how things stand and what happened, as text. No name, no address, no text and no
 * secret can be in it: everything is picked by hand from numbers, states and codes.
 */
import type { Settings } from '../../src-preload/contract/schemas/app'
import type { SelfTestReport } from '../../src-preload/contract/schemas/self-test'
import type { HealthLine } from '../../src-preload/contract/schemas/health'
import { codeOf } from './health'
import type { ProfileRuntime } from './profile'
import type { Profiles } from './profiles'
import type { SettingsBook } from './settings'

const MOST_LINES = 1_000

/** Lines of every profile that runs, newest first. */
export async function healthLines(profiles: readonly ProfileRuntime[], limit: number): Promise<HealthLine[]> {
  const lists = await Promise.all(
    profiles.map(async ({ entry, store }) => (await store.health(limit)).map((line) => ({ ...line, profileId: entry.id }))),
  )
  return lists
    .flat()
    .sort((a, b) => b.at - a.at)
    .slice(0, limit)
}

export interface DiagnosticsNeeds {
  profiles: Profiles
  settings: SettingsBook
  now: number
  /** Version, platform, runtime: whatever main knows of itself. */
  about: Record<string, string | number | boolean>
  /** What the self-test found, when it was run. */
  selfTest?: SelfTestReport | null
}

/** The whole export, readable by a person and by a program. */
export async function diagnosticsText({ profiles, settings, now, about, selfTest = null }: DiagnosticsNeeds): Promise<string> {
  const list = profiles.list()
  // Profiles get a number: their id would be the same in every export.
  const numberOf = new Map(list.map(({ id }, index) => [id, index + 1]))
  const lines = await healthLines(profiles.running(), MOST_LINES)
  const report = {
    madeAt: new Date(now).toISOString(),
    about,
    selfTest: selfTest?.steps ?? null,
    settings: settingsWithoutNames(settings.get()),
    profiles: await Promise.all(
      list.map(async (profile) => ({
        profile: numberOf.get(profile.id) ?? 0,
        server: profile.version,
        accounts: profile.accounts.map(({ id, role, availability }) => ({ id, role: codeOf(role), availability })),
        link: { ...profile.link, reason: codeOf(profile.link.reason) },
        storage: profile.storage,
        outbox: await outboxOf(profiles.find(profile.id)),
      })),
    ),
    health: lines.map(({ at, profileId, what, facts }) => ({
      at: new Date(at).toISOString(),
      profile: numberOf.get(profileId) ?? 0,
      what,
      ...facts,
    })),
  }
  return `${JSON.stringify(report, null, 2)}\n`
}

/** Labels, inboxes and customers among the settings are numbers only. */
function settingsWithoutNames(settings: Settings): Record<string, unknown> {
  const { alertRules, alertsMuted, alertScopeBy, undoMsByInbox, presence, ...plain } = settings
  const counts = { rules: alertRules.length, muted: alertsMuted.length }
  const values = { scopesByPlace: Object.values(alertScopeBy), undoMsByInbox: Object.values(undoMsByInbox) }
  return { ...plain, ...counts, ...values, presence: Object.values(presence) }
}

/** How many wait in which state. */
async function outboxOf(profile: ProfileRuntime | null): Promise<Record<string, number>> {
  const counted: Record<string, number> = {}
  for (const { state } of (await profile?.store.jobs()) ?? []) counted[state] = (counted[state] ?? 0) + 1
  return counted
}
