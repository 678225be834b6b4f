/** One profile of Perch without a window: the real link, sync, outbox and store against a server, in this process. */
import { makeServers } from '../../src-main/chatwoot'
import type { Fact } from '../../src-main/core/facts'
import type { ProfileEntry, Store } from '../../src-main/core/ports'
import { ProfileRuntime } from '../../src-main/core/profile'
import { defaultSettings, makeSettings } from '../../src-main/core/settings'
import { chance, clock } from '../../src-main/desktop/clock'
import { openStore } from '../../src-main/store'
import type { ProfileId, UserId } from '../../src-preload/contract/ids'
import { fakeAwake } from '../fakes/awake'
import { FakeLog } from '../fakes/log'

/** Opens every bench database; nothing secret is in them. */
export const BENCH_KEY = 'ab'.repeat(32)

export interface BenchUser {
  id: number
  name: string
  access_token: string
}

export interface RunningProfile {
  profile: ProfileRuntime
  store: Store
  /** Resolves with the first fact that fits; ask before what causes it. */
  next: (fits: (fact: Fact) => boolean) => Promise<Fact>
}

/** Builds the profile; `profile.start()` begins. `profile.stop()` closes the store too. */
export function openProfile(base: string, user: BenchUser, file: string): RunningProfile {
  const log = new FakeLog()
  const store = openStore(file, BENCH_KEY, log)
  const servers = makeServers({ clock, log, userAgent: 'Perch' })
  const { server, cable } = servers.connect(base, { kind: 'token', token: user.access_token })
  const entry: ProfileEntry = {
    id: '00000000-0000-4000-8000-00000000be9c' as ProfileId,
    baseUrl: base,
    version: null,
    user: { id: user.id as UserId, name: user.name, email: null, avatarUrl: null },
    accounts: [],
    colour: 1,
  }
  const profile = new ProfileRuntime({
    ...{ entry, store, server, cable, clock, chance, log },
    awake: fakeAwake(),
    settings: makeSettings({ read: () => defaultSettings, write: () => undefined }),
    memoryOnly: false,
    bornAt: clock.now(),
    keep: () => undefined,
  })
  return { profile, store, next: (fits) => nextFact(profile, fits) }
}

function nextFact(profile: ProfileRuntime, fits: (fact: Fact) => boolean): Promise<Fact> {
  return new Promise((resolve) => {
    const stop = profile.facts.on((fact) => {
      if (!fits(fact)) return
      stop()
      resolve(fact)
    })
  })
}
