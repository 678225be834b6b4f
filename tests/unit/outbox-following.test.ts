/** Who follows a conversation: kept like every change, sent in its turn, and true only when the server says so. */
import { beforeEach, describe, expect, it } from 'vitest'
import { changeSchema } from '../../src-preload/contract/change'
import { ME } from '../fakes/office-people'
import type { Talk } from '../fakes/office-news'
import { OfficeWorld } from '../fakes/office-world'

let world: OfficeWorld
let talk: Talk
beforeEach(async () => {
  world = new OfficeWorld()
  talk = world.office.talk({ followers: [5] })
  world.office.customerWrites(talk)
  await world.start()
  world.office.asked.length = 0
})

const follow = (on: boolean) =>
  world.profile.outbox.change({ conversation: world.keyOf(talk), change: { kind: 'following', on }, seenId: null })
const isFollowed = async () => (await world.stored(talk))?.following
const listed = () => world.store.followedConversations(world.keyOf(talk).accountId)

describe('F9 a conversation is followed', () => {
  it('F9 F10 it is shown and listed at once, and told to the server after five seconds, once', async () => {
    await follow(true)
    expect([await isFollowed(), await listed()]).toEqual([true, [talk.id]])
    await world.clock.advance(4_900)
    expect(talk.followers).toEqual([5])
    await world.clock.advance(300)
    expect(talk.followers).toEqual([5, ME])
    expect(world.office.asked).toEqual(['addParticipant', 'participants'])
    expect(await isFollowed()).toBe(true)
    expect(await world.store.actions()).toEqual([])
  })

  it('F9 undone it never left; followed and left in one breath is nothing to do', async () => {
    await follow(false)
    await world.clock.advance(6_000)
    world.office.asked.length = 0
    const made = await follow(true)
    expect(await world.profile.outbox.undoAction(made?.id ?? '')).toBe(true)
    expect([await isFollowed(), await listed()]).toEqual([false, []])
    await follow(true)
    expect((await follow(false))?.id).toBeNull()
    await world.clock.advance(60_000)
    expect(world.office.asked).toEqual([])
  })

  it('F9 offline it is kept, also over a restart, and goes with the connection', async () => {
    world.cable.cut()
    await follow(true)
    await world.restart()
    expect(await listed()).toEqual([talk.id])
    world.cable.isUp = true
    world.profile.wake()
    await world.clock.advance(60_000)
    expect(talk.followers).toEqual([5, ME])
    expect([await isFollowed(), await world.store.actions()]).toEqual([true, []])
  })

  it('F9 whom the server does not take is told so, and the list is as the server has it', async () => {
    talk.mayFollow = false
    await follow(true)
    await world.clock.advance(6_000)
    expect([await isFollowed(), await listed()]).toEqual([false, []])
    expect(world.told.filter(({ kind }) => kind === 'FollowingRefused')).toMatchObject([{ name: 'Ana' }])
  })

  it('F10 what the server lists as followed is kept under what I did, and nothing newer is unsaid by it', async () => {
    const { queue } = world.profile.sync
    const { accountId: account, conversationId } = world.keyOf(talk)
    const told = { kind: 'followed' as const, account, on: [conversationId], off: [] }
    await queue.pushed({ ...told, asOfAt: 1 })
    expect(await isFollowed()).toBeUndefined()
    const asOfAt = world.office.now() + 60_000
    await queue.pushed({ ...told, asOfAt })
    expect(await isFollowed()).toBe(true)
    const made = await follow(false)
    await queue.pushed({ ...told, asOfAt })
    expect(await isFollowed()).toBe(false)
    await world.profile.outbox.undoAction(made?.id ?? '')
    expect(await isFollowed()).toBe(true)
    await queue.pushed({ ...told, on: [], off: [conversationId], asOfAt })
    expect(await listed()).toEqual([])
  })

  it('F10 who is given a conversation follows it: the server makes it so', async () => {
    world.office.assign(talk, ME)
    await world.clock.advance(100)
    expect(await isFollowed()).toBe(true)
  })

  it.each([[{}], [{ on: 'yes' }], [{ on: true, userId: 3 }]])('F9 nonsense is not taken at the doorway: %j', (some) => {
    expect(changeSchema.safeParse({ kind: 'following', ...some }).success).toBe(false)
  })
})
