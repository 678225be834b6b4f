import { beforeEach, describe, expect, it } from 'vitest'
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
