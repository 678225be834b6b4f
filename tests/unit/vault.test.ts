import { describe, expect, it, vi } from 'vitest'
import { profileId } from '../../src-preload/contract/ids'
import type { KeyringState } from '../../src-main/desktop/keyring'
import { type Keytar, makeVault } from '../../src-main/desktop/vault'
import type { Secret } from '../../src-main/core/ports'
import { FakeClock, settle } from '../fakes/clock'

const p1 = profileId.parse('p1')
const secret: Secret = { credential: { kind: 'token', token: 'the-api-token' }, databaseKey: 'ab'.repeat(32) }

function setUp(state: KeyringState, own: Partial<Keytar> = {}) {
  const kept = new Map<string, string>()
  const keytar: Keytar = {
    getPassword: (service, account) => Promise.resolve(kept.get(`${service}/${account}`) ?? null),
    setPassword: (service, account, password) => Promise.resolve(void kept.set(`${service}/${account}`, password)),
    deletePassword: (service, account) => Promise.resolve(kept.delete(`${service}/${account}`)),
    ...own,
  }
  const there = new Set<() => void>()
  const keyring = {
    now: state,
    state: () => Promise.resolve(keyring.now),
    unlock: vi.fn(() => Promise.resolve()),
    onThere: vi.fn((listener: () => void) => (there.add(listener), () => void there.delete(listener))),
    appear() {
      keyring.now = 'ready'
      for (const listener of [...there]) listener()
    },
  }
  const load = vi.fn(() => Promise.resolve(keytar))
  const clock = new FakeClock()
  const addSecret = vi.fn()
  return { kept, keyring, load, clock, addSecret, vault: makeVault({ keytar: load, keyring, clock, addSecret }) }
}

describe('desktop/vault', () => {
  it('F19 keeps one versioned entry per profile in the keychain, and takes it away', async () => {
    const { vault, kept, addSecret } = setUp('ready')
    await vault.write(p1, secret)
    expect([...kept.keys()]).toEqual(['perch/p1'])
    expect(JSON.parse(kept.get('perch/p1') ?? '')).toEqual({ v: 1, ...secret })
    expect(await vault.read(p1)).toEqual(secret)
    expect(vault.memoryOnly).toBe(false)
    expect(addSecret).toHaveBeenCalledWith('the-api-token')
    expect(addSecret).toHaveBeenCalledWith(secret.databaseKey)
    await vault.remove(p1)
    expect(await vault.read(p1)).toBeNull()
  })

  it.each(['', 'no json', '{}', '{"v":2}', '{"v":1,"credential":{"kind":"token"},"databaseKey":"x"}'])(
    'F19 an entry that cannot be read counts as none: %s',
    async (text) => {
      const { vault, kept } = setUp('ready')
      kept.set('perch/p1', text)
      expect(await vault.read(p1)).toBeNull()
    },
  )

  it('F19 without a keychain secrets live in memory, and it says so', async () => {
    const { vault, kept } = setUp('missing')
    await vault.write(p1, secret)
    expect(vault.memoryOnly).toBe(true)
    expect(kept.size).toBe(0)
    expect(await vault.read(p1)).toEqual(secret)
  })

  it('F19 a native module that cannot load, or a keychain that keeps nothing, is none', async () => {
    const unloadable = setUp('ready')
    unloadable.load.mockRejectedValue(new Error('libsecret-1.so.0: cannot open'))
    await unloadable.vault.write(p1, secret)
    expect(unloadable.vault.memoryOnly).toBe(true)
    const broken = setUp('ready', { setPassword: () => Promise.reject(new Error('no such collection')) })
    await broken.vault.write(p1, secret)
    expect(broken.vault.memoryOnly).toBe(true)
    expect(await broken.vault.read(p1)).toEqual(secret)
  })

  it('F19 a locked keychain is waited for, for hours, and never becomes memory mode', async () => {
    const { vault, keyring, clock, kept, load } = setUp('locked')
    kept.set('perch/p1', JSON.stringify({ v: 1, ...secret }))
    const told: boolean[] = []
    vault.onLocked((isLocked) => told.push(isLocked))
    const reads = [vault.read(p1), vault.read(p1)]
    let isDone = false
    void Promise.all(reads).then(() => (isDone = true))
    await settle()
    await clock.advance(20_000)
    expect(isDone).toBe(false)
    expect(told).toEqual([true])
    expect(keyring.unlock).toHaveBeenCalledTimes(1)
    expect(load).not.toHaveBeenCalled()
    clock.jump(9 * 3_600_000)
    keyring.now = 'ready'
    await clock.advance(4_000)
    expect(await Promise.all(reads)).toEqual([secret, secret])
    expect(told).toEqual([true, false])
    expect(vault.memoryOnly).toBe(false)
  })

  it('F19 a keychain that starts after us is used from then on', async () => {
    const { vault, keyring, kept } = setUp('missing')
    kept.set('perch/p1', JSON.stringify({ v: 1, ...secret }))
    const returned = vi.fn()
    vault.onReturned(returned)
    expect([await vault.read(p1), await vault.read(p1), vault.memoryOnly]).toEqual([null, null, true])
    expect(keyring.onThere).toHaveBeenCalledTimes(1)
    keyring.appear()
    expect(returned).toHaveBeenCalledTimes(1)
    expect(vault.memoryOnly).toBe(false)
    expect(await vault.read(p1)).toEqual(secret)
    keyring.appear()
    expect(returned).toHaveBeenCalledTimes(1)
  })

  it('F19 once a secret lives in memory it stays so: its database is one that is thrown away', async () => {
    const { vault, keyring, kept } = setUp('missing')
    await vault.write(p1, secret)
    keyring.appear()
    expect(vault.memoryOnly).toBe(true)
    expect(await vault.read(p1)).toEqual(secret)
    expect(kept.size).toBe(0)
    await vault.remove(p1)
    keyring.appear()
    expect(vault.memoryOnly).toBe(false)
  })

  it('F19 a library that cannot be loaded is not tried for ever', async () => {
    const { vault, load, keyring } = setUp('ready')
    load.mockRejectedValue(new Error('libsecret-1.so.0: cannot open'))
    await vault.read(p1)
    await vault.read(p1)
    expect(keyring.onThere).not.toHaveBeenCalled()
    expect(load).toHaveBeenCalledTimes(1)
  })

  it('F19 a keychain that fails once is neither memory mode nor an empty answer', async () => {
    const broken = setUp('ready', { getPassword: () => Promise.reject(new Error('the service said no')) })
    await expect(broken.vault.read(p1)).rejects.toThrow()
    expect(broken.vault.memoryOnly).toBe(false)
    const locking = setUp('ready', { setPassword: () => Promise.reject(new Error('locked in between')) })
    const written = locking.vault.write(p1, secret)
    locking.keyring.now = 'locked'
    await expect(written).rejects.toThrow('locked in between')
    expect(locking.vault.memoryOnly).toBe(false)
    const stuck = setUp('ready', { deletePassword: () => Promise.reject(new Error('no')) })
    await expect(stuck.vault.remove(p1)).rejects.toThrow()
  })
})
