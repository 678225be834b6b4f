/** That somebody read a conversation is kept like a change, and never says more than was read (FACTS §3.3: for the whole team). */
import { beforeEach, describe, expect, it } from 'vitest'
import type { MessageId } from '../../src-preload/contract/ids'
import type { Talk } from '../fakes/office-news'
import { unreadOf } from '../fakes/office-news'
import { OfficeWorld } from '../fakes/office-world'

let world: OfficeWorld
let talk: Talk
beforeEach(async () => {
  world = new OfficeWorld()
  talk = world.office.talk()
  await world.start()
  world.office.customerWrites(talk)
  await world.clock.advance(2_000)
  world.office.asked.length = 0
})

const key = () => world.keyOf(talk)
const newest = () => talk.lines.at(-1)!.id as MessageId
const read = () => world.profile.conversations.markSeen(key(), newest())
const markUnread = () => world.profile.outbox.change({ conversation: key(), change: { kind: 'unread' }, seenId: newest() })
const shownUnread = async () => (await world.stored(talk))?.unreadCount
const sent = (name: string) => world.office.asked.filter((one) => one === name).length

const NO_WAY = { kind: 'never-sent', reason: 'connect', detail: 'ECONNREFUSED' } as const
const CALLS = ['about', 'profile', 'directory', 'conversations', 'conversation', 'messages', 'markSeen']

/** No socket and no answers. */
async function lineDown() {
  for (const call of CALLS) world.office.fails.set(call, NO_WAY)
  world.cable.cut()
  await world.clock.advance(3_000)
  world.office.asked.length = 0
}

/** The line is up again. */
async function lineUp() {
  world.office.fails.clear()
  world.cable.isUp = true
  world.profile.wake()
  await world.clock.advance(60_000)
}

describe('F9 a reading', () => {
  it('F9 is shown at once, said to the server once, and not again while nothing is unread', async () => {
    expect(await shownUnread()).toBe(1)
    await read()
    expect(await shownUnread()).toBe(0)
    await world.clock.advance(1_000)
    await read()
    await world.clock.advance(1_000)
    expect(sent('markSeen')).toBe(1)
    expect(unreadOf(talk)).toBe(0)
    expect(await world.store.actions()).toEqual([])
  })

  it('F9 read offline is told when the line is back, over a restart too', async () => {
    await lineDown()
    await read()
    await world.restart()
    expect(await shownUnread()).toBe(0)
    expect(unreadOf(talk)).toBe(1)
    await lineUp()
    expect(unreadOf(talk)).toBe(0)
    expect(await shownUnread()).toBe(0)
    expect(sent('markSeen')).toBe(1)
  })

  it('F9 read offline says nothing of what the customer wrote meanwhile: nobody has read that', async () => {
    await lineDown()
    await read()
    await world.clock.advance(90_000)
    world.office.customerWrites(talk, 'Are you there?')
    await lineUp()
    expect(sent('markSeen')).toBe(0)
    expect(unreadOf(talk)).toBe(2)
    expect(await shownUnread()).toBe(2)
    expect(await world.store.actions()).toEqual([])
  })

  it('F9 a message that came a moment before it leaves stays unread', async () => {
    const seenId = newest()
    world.office.customerWrites(talk, 'And another thing')
    await world.clock.advance(100)
    await world.profile.conversations.markSeen(key(), seenId)
    await world.clock.advance(1_000)
    expect(sent('markSeen')).toBe(0)
    expect(await shownUnread()).toBe(2)
  })

  it('F9 marking unread takes back a reading that has not left, and reading takes back the mark', async () => {
    await lineDown()
    await read()
    await markUnread()
    expect((await world.store.actions()).map(({ change }) => change.kind)).toEqual(['unread'])
    expect(await shownUnread()).toBe(1)
    await read()
    expect((await world.store.actions()).map(({ change }) => change.kind)).toEqual(['seen'])
    expect(await shownUnread()).toBe(0)
  })

  it('F2 a reading that fails keeps nothing else waiting, and nobody is told', async () => {
    world.office.fails.set('markSeen', { kind: 'unsure', reason: 'timeout', status: null, words: null })
    await read()
    await world.clock.advance(100)
    const urgent = { kind: 'priority', priority: 'urgent' } as const
    await world.profile.outbox.change({ conversation: key(), change: urgent, seenId: newest(), rests: false })
    await world.clock.advance(100)
    expect(talk.priority).toBe('urgent')
    expect((await world.store.actions()).map(({ change }) => change.kind)).toEqual(['seen'])
    world.office.fails.set('markSeen', { kind: 'refused', reason: 'not-found', status: 404, words: 'Not found' })
    await world.clock.advance(300_000)
    expect(await world.store.actions()).toEqual([])
    expect(world.told.filter((fact) => fact.kind === 'ActionRefused')).toEqual([])
  })
})
