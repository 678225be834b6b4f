import type { Profile } from '../../src-preload/contract/entities'
import type { ProfileId } from '../../src-preload/contract/ids'
import type { Log, ProfileEntry } from './ports'
import type { SignInEnd } from './sign-in'
import { storeTroubleOf } from './store-trouble'

const COLOURS = 6

/** What the book keeps of somebody who just signed in; the first colour that nobody has. */
export function newEntry(id: ProfileId, end: Extract<SignInEnd, { kind: 'ready' }>, taken: number[]): ProfileEntry {
  const { userId, name, email, avatarUrl, accounts } = end.profile
  return {
    id,
    baseUrl: end.baseUrl,
    version: null,
    user: { id: userId, name, email, avatarUrl },
    accounts: accounts.filter((account) => account.active).map(({ id, name, role }) => ({ id, name, role })),
    colour: Array.from({ length: COLOURS }, (_, index) => index + 1).find((one) => !taken.includes(one)) ?? 1,
  }
}

/** Its accounts before /profile was read. */
export function unreadAccounts(entry: ProfileEntry): Profile['accounts'] {
  return entry.accounts.map((account) => ({ ...account, availability: 'offline', autoOffline: true }))
}

/** For the window: a profile that does not run, and why. */
export function lockedView(entry: ProfileEntry, { reason, now }: { reason: string; now: number }): Profile {
  return {
    ...entry,
    accounts: unreadAccounts(entry),
    memoryOnly: false,
    presence: [],
    storage: { trouble: null, sinceAt: null, salvage: null },
    link: { state: 'signed-out', sinceAt: now, nextTryAt: null, lastGoodAt: null, reason },
  }
}

/** The store says no by these names: nothing is broken in us. */
const REFUSALS = ['WrongKey', 'NewerDatabase', 'MigrationFailed']

/** Why a database was not opened, as a catalog key; written down. */
export function unopenedReason(log: Log, error: unknown): string {
  const name = error instanceof Error ? error.name : 'other'
  if (storeTroubleOf(error) === null && !REFUSALS.includes(name)) log.bug('profiles/open', error)
  else log.warn('profile not opened', { reason: name })
  return `database-${name}`
}
