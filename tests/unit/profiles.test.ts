import { describe, expect, it } from 'vitest'
import { accountId, profileId, userId } from '../../src-preload/contract/ids'
import type { ProfileEntry, Secret } from '../../src-main/core/ports'
import type { ProfileRuntime } from '../../src-main/core/profile'
import { makeProfiles } from '../../src-main/core/profiles'
import { defaultSettings, makeSettings } from '../../src-main/core/settings'
import { fakeAwake } from '../fakes/awake'
import { FakeCable } from '../fakes/cable'
import { FakeChance } from '../fakes/chance'
import { FakeClock } from '../fakes/clock'
import { FakeLog } from '../fakes/log'
import { fakeServer } from '../fakes/server'
import { MemoryDisk, openMemoryStore } from '../fakes/store-memory'

const secret: Secret = { credential: { kind: 'token', token: 'the-api-token' }, databaseKey: 'ab'.repeat(32) }
const entry = (id: string): ProfileEntry => ({
  id: profileId.parse(id),
  baseUrl: `https://${id}.example`,
  version: null,
  user: { id: userId.parse(7), name: 'Jo', email: null, avatarUrl: null },
  accounts: [{ id: accountId.parse(1), name: 'Acme', role: 'agent' }],
  colour: 1,
})

function setUp(ids: string[]) {
  const secrets = new Map<string, Secret | Error>()
  const vault = { memoryOnly: false, read: (id: string) => answer(secrets.get(id)) } as never
  const added: ProfileRuntime[] = []
  const log = new FakeLog()
  const profiles = makeProfiles({
    book: { list: () => ids.map(entry), put: () => undefined, remove: () => undefined },
    vault,
    stores: {
      open: () => Promise.resolve(openMemoryStore(new MemoryDisk())),
      setAside: () => Promise.resolve(),
      remove: () => Promise.resolve(),
    },
    servers: { connect: () => ({ server: fakeServer(), cable: new FakeCable() }) } as never,
    settings: makeSettings({ read: () => defaultSettings, write: () => undefined }),
    clock: new FakeClock(),
    chance: new FakeChance(),
    log,
    awake: fakeAwake(),
    bornAt: 0,
    added: (profile) => void added.push(profile),
    leaving: () => Promise.resolve(),
  })
  const reasons = () => Object.fromEntries(profiles.list().map(({ id, link }) => [id, link.reason]))
  return { profiles, secrets, vault: vault as { memoryOnly: boolean }, added, reasons, log }
}

function answer(found: Secret | Error | undefined): Promise<Secret | null> {
  return found instanceof Error ? Promise.reject(found) : Promise.resolve(found ?? null)
}

describe('core/profiles', () => {
  it('F19 says why a profile cannot be opened, and opens the others', async () => {
    const { profiles, secrets, reasons, log } = setUp(['open', 'gone', 'broken'])
    secrets.set('open', secret)
    secrets.set('broken', new Error('the service said no'))
    await profiles.restore()
    expect(profiles.running().map(({ entry: { id } }) => id)).toEqual(['open'])
    expect(reasons()).toMatchObject({ gone: 'secret-gone', broken: 'secret-unreadable' })
    expect(log.bugs).toHaveLength(1)
  })

  it('F19 restored again when the keychain came late, it opens what was closed, and nothing twice', async () => {
    const { profiles, secrets, vault, added, reasons } = setUp(['one', 'two'])
    vault.memoryOnly = true
    await profiles.restore()
    expect(reasons()).toEqual({ one: 'keychain-missing', two: 'keychain-missing' })
    vault.memoryOnly = false
    secrets.set('one', secret)
    await profiles.restore()
    expect(reasons()['two']).toBe('secret-gone')
    secrets.set('two', secret)
    await profiles.restore()
    expect(added.map(({ entry: { id } }) => id)).toEqual(['one', 'two'])
    expect(profiles.list().map(({ id }) => id)).toEqual(['one', 'two'])
  })
})
