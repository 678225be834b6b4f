import { beforeEach, describe, expect, it } from 'vitest'
import { unopenedReason } from '../../src-main/core/profile-entry'
import { storeTroubleOf } from '../../src-main/core/store-trouble'
import { FakeLog } from '../fakes/log'
import { BASE, ProfilesWorld } from '../fakes/profiles-world'

let world: ProfilesWorld
beforeEach(() => {
  world = new ProfilesWorld()
})

const signIn = (token: string) => world.profiles.signIn(BASE, { method: 'token', token })

describe('a database that cannot be opened', () => {
  it('F19 a first sign-in says so, leaves nothing behind, and works once there is room', async () => {
    world.broken.add('disk')
    expect(await signIn('jo-1')).toEqual({ kind: 'unopened', reason: 'database-DiskFull' })
    expect([world.profiles.list(), world.keychain.size, world.book.size]).toEqual([[], 0, 0])
    expect(world.log.bugs).toEqual([])
    world.broken.clear()
    expect((await signIn('jo-1')).kind).toBe('signed-in')
    expect(world.profiles.running()).toHaveLength(1)
  })

  it('F19 a list that a full disk does not take: the refusal names the disk, and no secret stays in the keychain', async () => {
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    const put = world.book.set.bind(world.book)
    world.book.set = () => {
      throw full
    }
    await expect(signIn('jo-1')).rejects.toBe(full)
    expect(storeTroubleOf(full)).toBe('DiskFull')
    expect([world.profiles.list(), world.keychain.size, world.book.size]).toEqual([[], 0, 0])
    world.book.set = put
    expect((await signIn('jo-1')).kind).toBe('signed-in')
  })

  it.each([
    ['ENOSPC', 'DiskFull'],
    ['EDQUOT', 'DiskFull'],
    ['EROFS', 'DiskTrouble'],
    ['EIO', 'DiskTrouble'],
    ['EACCES', null],
    [5, null],
  ])('F2 what the system says of a disk (%s) is trouble of the disk (%s) and no bug', (code, trouble) => {
    expect(storeTroubleOf(Object.assign(new Error('x'), { code }))).toBe(trouble)
    expect(storeTroubleOf({ code })).toBeNull()
    const log = new FakeLog()
    expect(unopenedReason(log, Object.assign(new Error('x'), { code }))).toBe(`database-${trouble ?? 'Error'}`)
    expect(log.bugs).toHaveLength(trouble === null ? 1 : 0)
  })

  it('F6 signing in again says so too, and the profile with its key stays for the next try', async () => {
    const id = await world.signIn('jo-1')
    const key = world.keychain.get(id)?.databaseKey
    world.broken.add('disk')
    expect(await signIn('jo-2')).toEqual({ kind: 'unopened', reason: 'database-DiskFull' })
    expect(world.profiles.list().map((one) => [one.id, one.link.reason])).toEqual([[id, 'database-DiskFull']])
    expect(world.keychain.get(id)?.databaseKey).toBe(key)
    world.broken.clear()
    expect(await signIn('jo-3')).toEqual({ kind: 'signed-in', profileId: id })
  })
})

describe('a database that breaks while Perch runs', () => {
  const meetDamage = async (id: Parameters<typeof world.profiles.find>[0]) => {
    const runtime = world.profiles.find(id)
    if (!runtime) throw new Error('not running')
    world.breaks.add(id)
    await expect(runtime.store.jobs()).rejects.toThrow()
    world.breaks.delete(id)
    await world.clock.advance(100)
    return runtime
  }

  it('F4 it is opened again by itself, once; the profile runs on with its key', async () => {
    const id = await world.signIn('jo-1')
    const before = await meetDamage(id)
    expect(before.view().storage.trouble).toBe('BrokenDatabase')
    const after = world.profiles.find(id)
    expect(after).not.toBeNull()
    expect(after).not.toBe(before)
    expect(after?.view().storage.trouble).toBeNull()
    expect(world.log.bugs).toEqual([])
  })

  it('F4 broken again a minute later it is closed with a reason, and not opened round and round', async () => {
    const id = await world.signIn('jo-1')
    await meetDamage(id)
    await world.clock.advance(60_000)
    await meetDamage(id)
    expect(world.profiles.running()).toEqual([])
    expect(world.profiles.list().map((one) => one.link.reason)).toEqual(['database-BrokenDatabase'])
    expect((await signIn('jo-2')).kind).toBe('signed-in')
  })
})
