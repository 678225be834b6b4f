import { beforeEach, describe, expect, it } from 'vitest'
import { BASE, ProfilesWorld } from '../fakes/profiles-world'
import { anAction } from '../store/examples'

let world: ProfilesWorld
beforeEach(() => {
  world = new ProfilesWorld()
})

const key = { accountId: 1, conversationId: 7 } as never
const draft = { text: 'Dear Ana', private: false, cursor: 0, updatedAt: 1 }
const keepDraft = (id: string) => world.profiles.find(id as never)?.store.commit((tx) => tx.putDraft(key, draft))
const draftOf = (id: string) => world.profiles.find(id as never)?.store.draft(key) ?? 'not open'
const shown = () => world.profiles.list().map(({ id, colour, link }) => ({ id, colour, reason: link.reason }))
const running = () => world.profiles.running().map(({ entry }) => entry.id)

describe('F19 signing in again', () => {
  it('F6 keeps drafts, outbox and store, and the place of the profile', async () => {
    const id = await world.signIn('jo-1')
    await keepDraft(id)
    expect(await world.signIn('jo-2')).toBe(id)
    expect(await draftOf(id)).toEqual(draft)
    expect(shown()).toMatchObject([{ id, colour: 1 }])
    expect(world.keychain.get(id)?.credential).toEqual({ kind: 'token', token: 'jo-2' })
    await world.restart()
    expect(await draftOf(id)).toEqual(draft)
  })

  it('F6 a keychain that lost the entry of an open profile does not lose its database', async () => {
    const id = await world.signIn('jo-1')
    await keepDraft(id)
    world.keychain.clear()
    expect(await world.signIn('jo-2')).toBe(id)
    expect(await draftOf(id)).toEqual(draft)
    await world.restart()
    expect(await draftOf(id)).toEqual(draft)
  })

  it('F6 a keychain that says no changes nothing: the profile goes on with what it has', async () => {
    const id = await world.signIn('jo-1')
    world.broken.add('keychain')
    await expect(world.signIn('jo-2')).rejects.toThrow()
    expect(running()).toEqual([id])
    world.broken.clear()
    expect(await world.signIn('jo-3')).toBe(id)
  })

  it('F19 to a profile whose key is lost is the same profile again; its old file waits for the agent’s word', async () => {
    const id = await world.signIn('jo-1')
    const other = await world.signIn('ann-1')
    await keepDraft(id)
    await world.profiles.stop()
    world.keychain.delete(id)
    world.start()
    await world.profiles.restore()
    expect(shown()).toMatchObject([{ id: other }, { id, reason: 'secret-gone' }])
    expect(await world.signIn('jo-2')).toBe(id)
    expect(shown()).toMatchObject([
      { id: other, colour: 2 },
      { id, colour: 1 },
    ])
    expect(await draftOf(id)).toBeNull()
    expect([...world.files.keys()].sort()).toEqual([id, `${id} aside`, other].sort())
    expect(world.book.size).toBe(2)
    await world.restart()
    expect(running().sort()).toEqual([id, other].sort())
    await world.profiles.signOut(id, false)
    expect([...world.files.keys()]).toEqual([other])
  })

  it('F4 to a profile whose database does not open keeps key and file: a newer Perch may open it', async () => {
    const id = await world.signIn('jo-1')
    await keepDraft(id)
    await world.profiles.stop()
    const file = world.files.get(id)
    if (file) world.files.set(id, { ...file, key: 'another' })
    world.start()
    await world.profiles.restore()
    const secret = world.keychain.get(id)
    const answer = await world.profiles.signIn(BASE, { method: 'token', token: 'jo-2' })
    expect(answer).toEqual({ kind: 'unopened', reason: 'database-WrongKey' })
    expect(shown()).toMatchObject([{ id, reason: 'database-WrongKey' }])
    expect(world.keychain.get(id)?.databaseKey).toBe(secret?.databaseKey)
    if (file) world.files.set(id, file)
    await world.restart()
    expect(await draftOf(id)).toEqual(draft)
  })

  it('F11 two presses of the button are one profile; two users of one server are two', async () => {
    const [one, two] = await Promise.all([world.signIn('jo-1'), world.signIn('jo-1')])
    const other = await world.signIn('ann-1')
    expect(one).toBe(two)
    expect(shown()).toMatchObject([
      { id: one, colour: 1 },
      { id: other, colour: 2 },
    ])
  })

  it('F11 an account that is suspended is not begun with', async () => {
    await world.signIn('jo-1')
    expect([...world.book.values()][0]?.accounts.map((account) => account.id)).toEqual([1])
  })
})

describe('F19 without a keychain', () => {
  beforeEach(() => {
    world.hasKeychain = false
  })

  it('F19 signing in again is the same profile, colours differ, and nothing is written down', async () => {
    const id = await world.signIn('jo-1')
    await keepDraft(id)
    const other = await world.signIn('ann-1')
    expect(await world.signIn('jo-2')).toBe(id)
    expect(await draftOf(id)).toEqual(draft)
    expect(
      shown()
        .map(({ colour }) => colour)
        .sort(),
    ).toEqual([1, 2])
    expect(running().sort()).toEqual([id, other].sort())
    expect(world.book.size).toBe(0)
    await world.restart()
    expect(shown()).toEqual([])
  })
})

describe('F19 signing out', () => {
  it('F2 asks about what has not left, and removes database, key and name', async () => {
    const id = await world.signIn('jo-1')
    await world.profiles.find(id)?.outbox.send({
      ...{ conversation: key, clientId: crypto.randomUUID() as never, text: 'Hello', private: false, seenId: null },
      origin: 'composer',
    })
    expect(await world.profiles.signOut(id, false)).toEqual({ done: false, unsent: 1, changes: 0 })
    expect(running()).toEqual([id])
    expect(await world.profiles.signOut(id, true)).toEqual({ done: true, unsent: 1, changes: 0 })
    expect([world.files.size, world.keychain.size, world.book.size, shown().length]).toEqual([0, 0, 0, 0])
  })

  it('F9 asks about changes that only this computer has, not about what was only read', async () => {
    const id = await world.signIn('jo-1')
    const store = world.profiles.find(id)!.store
    const putAction = (n: number, over = {}) => store.commit((tx) => tx.putAction(anAction(n, { state: 'held', ...over })))
    await putAction(1, { change: { kind: 'seen' } })
    await putAction(2)
    expect(await world.profiles.signOut(id, false)).toEqual({ done: false, unsent: 0, changes: 1 })
    expect(running()).toEqual([id])
    expect(await world.profiles.signOut(id, true)).toEqual({ done: true, unsent: 0, changes: 1 })
  })

  it.each(['folder', 'keychain'])('F19 that was cut off at the %s is finished by the next start, not undone', async (what) => {
    const id = await world.signIn('jo-1')
    world.broken.add(what)
    expect(await world.profiles.signOut(id, false)).toMatchObject({ done: true })
    expect(shown()).toEqual([])
    await world.restart()
    expect(shown()).toEqual([])
    world.broken.clear()
    await world.restart()
    expect(shown()).toEqual([])
    expect([world.files.size, world.keychain.size, world.book.size]).toEqual([0, 0, 0])
  })

  it('F19 while the keychain is missing leaves a note: its key is removed when it is back', async () => {
    const id = await world.signIn('jo-1')
    world.hasKeychain = false
    await world.restart()
    await world.profiles.signOut(id, false)
    expect(shown()).toEqual([])
    expect(world.keychain.size).toBe(1)
    world.hasKeychain = true
    await world.restart()
    expect([world.keychain.size, world.book.size, shown().length]).toEqual([0, 0, 0])
  })

  it('F19 is not written down again by what was still on its way', async () => {
    const id = await world.signIn('jo-1')
    world.profiles.start()
    await world.profiles.signOut(id, false)
    for (const answer of world.abouts) answer()
    await world.clock.advance(10_000)
    expect(world.abouts.length).toBeGreaterThan(0)
    expect(world.book.size).toBe(0)
  })
})
