/** The steps of the self-test that need nothing but what core has anyway. */
import type { ProfileId } from '../../../src-preload/contract/ids'
import type { SelfTestStep } from '../../../src-preload/contract/schemas/self-test'
import type { Secret, Vault } from '../ports'
import type { ProfileRuntime } from '../profile'
import type { StatusSeen } from '../status'

/** What a step came to. */
export type Found = Omit<SelfTestStep, 'id'>

const MB = 1024 * 1024
/** Less than this is soon full. */
const LITTLE_BYTES = 1024 * MB
/** A database that cannot grow loses what is written. */
const FULL_BYTES = 100 * MB
/** What waits is measured by two clocks. */
const DRIFT_MS = 60_000

/** An entry of no profile; whoever finds it in the keychain may delete it. */
const PROBE = '00000000-0000-4000-8000-5e1f7e570000' as ProfileId
const PROBE_SECRET: Secret = { credential: { kind: 'token', token: 'perch-self-test' }, databaseKey: 'perch-self-test' }

/** Writes an entry, reads it, takes it away. */
export async function keychainFound(vault: Vault): Promise<Found> {
  if (vault.memoryOnly) return { state: 'warn', reason: 'memory', detail: null }
  try {
    await vault.write(PROBE, PROBE_SECRET)
    const read = await vault.read(PROBE)
    await vault.remove(PROBE)
    const isSame = read?.databaseKey === PROBE_SECRET.databaseKey && (await vault.read(PROBE)) === null
    return { state: isSame ? 'ok' : 'fail', reason: isSame ? 'works' : 'differs', detail: null }
  } catch (error: unknown) {
    return { state: 'fail', reason: 'refused', detail: error instanceof Error ? error.name : null }
  }
}

/** Every database answers, and how much they hold. */
export async function storeFound(profiles: ProfileRuntime[]): Promise<Found> {
  const troubled = profiles.map((profile) => profile.view().storage.trouble).find((trouble) => trouble !== null) ?? null
  if (troubled !== null) return { state: 'fail', reason: 'trouble', detail: troubled }
  if (profiles.length === 0) return { state: 'warn', reason: 'none', detail: null }
  try {
    const uses = await Promise.all(profiles.map(({ store }) => store.storageUse()))
    const bytes = uses.reduce((sum, use) => sum + use.bytes, 0)
    return { state: 'ok', reason: 'open', detail: `${Math.ceil(bytes / MB)} MB` }
  } catch (error: unknown) {
    return { state: 'fail', reason: 'trouble', detail: error instanceof Error ? error.name : null }
  }
}

export function diskFound(freeBytes: number | null): Found {
  if (freeBytes === null) return { state: 'warn', reason: 'unknown', detail: null }
  const detail = freeBytes >= 10 * 1024 * MB ? `${Math.floor(freeBytes / 1024 / MB)} GB` : `${Math.floor(freeBytes / MB)} MB`
  if (freeBytes < FULL_BYTES) return { state: 'fail', reason: 'full', detail }
  return freeBytes < LITTLE_BYTES ? { state: 'warn', reason: 'little', detail } : { state: 'ok', reason: 'room', detail }
}

/** Whether news arrive: `detail` is how many of how many lines are live. */
export function lineFound(profiles: Pick<ProfileRuntime, 'currentLink'>[]): Found {
  return lineOf(profiles.filter(({ currentLink }) => currentLink.state === 'live').length, profiles.length)
}

function lineOf(live: number, all: number): Found {
  const detail = `${live}/${all}`
  if (all === 0) return { state: 'warn', reason: 'none', detail: null }
  if (live === 0) return { state: 'fail', reason: 'lost', detail }
  return live < all ? { state: 'warn', reason: 'some', detail } : { state: 'ok', reason: 'live', detail }
}

/** The same as a running Perch tells it. */
export function lineSeen(seen: StatusSeen): Found {
  if (seen.kind === 'none') return { state: 'warn', reason: 'not-running', detail: null }
  const { accounts } = seen.told
  // One that is silent hangs: its lines bring nothing to anybody.
  const live = seen.kind === 'told' ? accounts.filter(({ link }) => link === 'live').length : 0
  return lineOf(live, accounts.length)
}

/** How far the clocks of servers and computer are apart, at most. */
export function clockFound(profiles: Pick<ProfileRuntime, 'currentLink' | 'serverNow'>[], now: number): Found {
  const known = profiles.filter(({ currentLink }) => currentLink.lastGoodAt !== null)
  if (known.length === 0) return { state: 'warn', reason: 'unknown', detail: null }
  const offMs = Math.max(...known.map((profile) => Math.abs(profile.serverNow() - now)))
  const detail = `${Math.round(offMs / 1000)} s`
  return offMs > DRIFT_MS ? { state: 'warn', reason: 'differs', detail } : { state: 'ok', reason: 'same', detail }
}
