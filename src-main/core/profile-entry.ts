import type { Profile } from '../../src-preload/contract/entities'
import type { ProfileId } from '../../src-preload/contract/ids'
import type { ServerTrust } from '../../src-preload/contract/trust'
import type { Clock, Log, ProfileEntry } from './ports'
import type { SignInEnd } from './sign-in'
import { storeTroubleOf } from './store-trouble'

const COLOURS = 6

/** Nothing was seen of its certificate, and none is pinned. */
export const NO_TRUST: ServerTrust = { shown: null, pinned: null, fixed: [], mayChange: false, isOther: false }

/** What the book keeps of somebody who just signed in; the first colour that nobody has. */
export function newEntry(id: ProfileId, end: Extract<SignInEnd, { kind: 'ready' }>, taken: number[]): ProfileEntry {
  const { userId, name, email, avatarUrl, signature = null, accounts } = end.profile
  return {
    id,
    baseUrl: end.baseUrl,
    version: null,
    user: { id: userId, name, email, avatarUrl, signature },
    accounts: accounts.filter((account) => account.active).map(({ id, name, role }) => ({ id, name, role })),
    colour: Array.from({ length: COLOURS }, (_, index) => index + 1).find((one) => !taken.includes(one)) ?? 1,
  }
}

/** Its accounts before /profile was read. */
export function unreadAccounts(entry: ProfileEntry): Profile['accounts'] {
  return entry.accounts.map((account) => ({ ...account, availability: 'offline', autoOffline: true }))
}

/** For the window: a profile that does not run, and why. */
export function lockedView(
  { entry, reason }: { entry: ProfileEntry; reason: string },
  { clock, trustOf }: { clock: Clock; trustOf?: (baseUrl: string) => ServerTrust },
): Profile {
  return {
    ...entry,
    accounts: unreadAccounts(entry),
    memoryOnly: false,
    presence: [],
    storage: { trouble: null, sinceAt: null, salvage: null },
    trust: trustOf?.(entry.baseUrl) ?? NO_TRUST,
    link: { state: 'signed-out', sinceAt: clock.now(), nextTryAt: null, lastGoodAt: null, reason },
  }
}

/** On a full disk nobody could ever find the secret of a profile that is on no list: what was done before is taken back. */
export async function orTakeBack(work: () => void, takeBack: () => Promise<void>): Promise<void> {
  try {
    work()
  } catch (error: unknown) {
    await takeBack()
    throw error
  }
}

/** The store says no by these names: nothing is broken in us. */
const REFUSALS = ['WrongKey', 'NewerDatabase', 'MigrationFailed']

/** Why a database was not opened, as a catalog key; written down. */
export function unopenedReason(log: Log, error: unknown): string {
  const name = storeTroubleOf(error) ?? (error instanceof Error ? error.name : 'other')
  if (storeTroubleOf(error) === null && !REFUSALS.includes(name)) log.bug('profiles/open', error)
  else log.warn('profile not opened', { reason: name })
  return `database-${name}`
}
