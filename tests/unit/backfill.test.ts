/** M6, F4: older history comes by itself, slowly, and stays. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dense, HistoryWorld, HOUR, MINUTE } from '../fakes/history-world'

let world: HistoryWorld
beforeEach(() => {
  world = new HistoryWorld()
})
afterEach(() => world.end())

describe('M6 history comes by itself', () => {
  it('M6 what the first fill did not reach is here in the end, and the log says so once', async () => {
    world.office.pageSize = 25
    world.past(Array.from({ length: 180 }, (_, n) => ({ ages: dense(3, 1 + n / 4, 1) })))
    await world.run()
    expect((await world.missing(90)).length).toBeGreaterThan(100)
    await world.clock.advance(2 * HOUR)
    expect(await world.missing(90)).toEqual([])
    const lines = (await world.store.health(100)).filter(({ what }) => what === 'history-filled')
    expect(lines).toMatchObject([{ facts: { account: 1, conversations: 180 } }])
    expect(await world.history.view()).toMatchObject({ state: 'complete', done: 180, all: 180, isListed: true })
    expect(world.log.bugs).toEqual([])
  })

  it('M6 asks ten times a minute at most, never in the first minute, and rests when all is here', async () => {
    world.past(Array.from({ length: 60 }, (_, n) => ({ ages: dense(45, 1 + n / 4, 0.5) })))
    await world.run()
    world.office.asked.length = 0
    await world.clock.advance(50_000)
    expect(world.office.asked).toEqual([])
    await world.clock.advance(70_000)
    for (let minute = 0; minute < 5; minute += 1) {
      world.office.asked.length = 0
      await world.clock.advance(MINUTE)
      // The heartbeat asks as well: twice every two minutes.
      expect(world.office.asked.length).toBeGreaterThan(5)
      expect(world.office.asked.length).toBeLessThanOrEqual(12)
    }
    await world.clock.advance(6 * HOUR)
    world.office.asked.length = 0
    await world.clock.advance(HOUR)
    expect(world.messagesAsked()).toBe(0)
  })

  it('M6 mine comes first, then the newest', async () => {
    world.office.pageSize = 10
    const talks = world.past([
      ...Array.from({ length: 30 }, (_, n) => ({ ages: dense(40, 2 + n / 10, 0.1) })),
      { ages: dense(40, 20, 0.1), isMine: true },
    ])
    const mine = talks.at(-1)!
    await world.run()
    const order: number[] = []
    world.profile.facts.on((fact) => {
      if (fact.kind === 'MessageArrived' && fact.source === 'history' && !order.includes(fact.message.conversationId))
        order.push(fact.message.conversationId)
    })
    await world.clock.advance(20 * MINUTE)
    expect(order[0]).toBe(mine.id)
  })

  it('F4 stops where the settings say, and goes on when they say more', async () => {
    const [long] = world.past([{ ages: dense(200, 1, 1) }])
    await world.run()
    // Before retention could have taken anything.
    await world.clock.advance(5 * MINUTE)
    const count = (await world.held(long!)).length
    expect(count).toBeGreaterThanOrEqual(89)
    expect(count).toBeLessThan(95)
    world.settings.set({ historyDays: null })
    await world.clock.advance(HOUR)
    expect(await world.held(long!)).toHaveLength(200)
    expect(await world.history.view()).toMatchObject({ state: 'complete', since: null })
  })

  it('F4 what retention took, because less is wanted now, is not fetched again', async () => {
    const [long] = world.past([{ ages: dense(200, 0.2, 0.3) }])
    world.settings.set({ historyDays: null })
    await world.run()
    await world.clock.advance(5 * MINUTE)
    expect(await world.held(long!)).toHaveLength(200)
    world.settings.set({ historyDays: 30 })
    world.retention.freeNow()
    world.office.asked.length = 0
    await world.clock.advance(HOUR)
    expect((await world.held(long!)).length).toBeLessThan(105)
    expect(world.messagesAsked()).toBe(0)
  })

  it('F4 is quiet while the agent works, and goes on after it', async () => {
    const talks = world.past(Array.from({ length: 40 }, (_, n) => ({ ages: dense(60, 1 + n, 0.1) })))
    await world.run()
    await world.clock.advance(55_000)
    world.office.asked.length = 0
    for (let second = 0; second < 300; second += 5) {
      void world.profile.conversations.setTyping(world.keyOf(talks[0]!), second % 10 === 0, false).catch(() => undefined)
      await world.clock.advance(5_000)
    }
    expect(world.messagesAsked()).toBe(0)
    await world.clock.advance(MINUTE)
    expect(world.messagesAsked()).toBeGreaterThan(3)
  })

  it('F4 rests after a 429, and off the line', async () => {
    world.past(Array.from({ length: 40 }, (_, n) => ({ ages: dense(60, 1 + n, 0.1) })))
    await world.run()
    await world.clock.advance(70_000)
    world.office.fails.set('messages', { kind: 'throttled' })
    await world.clock.advance(20_000)
    world.office.fails.clear()
    world.office.asked.length = 0
    await world.clock.advance(4 * MINUTE)
    expect(world.messagesAsked()).toBe(0)
    await world.clock.advance(2 * MINUTE)
    expect(world.messagesAsked()).toBeGreaterThan(0)
    world.cable.cut()
    await world.clock.advance(10_000)
    world.office.asked.length = 0
    await world.clock.advance(10_000)
    expect(world.messagesAsked()).toBe(0)
  })

  it('F4 goes on where it was after a restart, without reading the list again', async () => {
    world.office.pageSize = 25
    world.past(Array.from({ length: 800 }, (_, n) => ({ ages: [1 + n / 10] })))
    await world.run()
    await world.clock.advance(4 * MINUTE)
    const before = await world.store.listedSince(1 as never)
    expect(before).not.toBeNull()
    await world.again()
    const pages = world.watchPages()
    await world.clock.advance(3 * MINUTE)
    expect(Math.min(...pages)).toBeGreaterThan(5)
    expect(await world.store.listedSince(1 as never)).toBeLessThan(before!)
    await world.clock.advance(3 * HOUR)
    expect(await world.missing(90)).toEqual([])
  })

  it('F4 an empty page in the middle, and a conversation that vanished, stop nothing', async () => {
    world.office.pageSize = 25
    const talks = world.past(Array.from({ length: 200 }, (_, n) => ({ ages: dense(30, 1 + n / 4, 0.2) })))
    await world.run()
    const gone = talks[120]!
    const pages = world.watchPages(6)
    await world.clock.advance(20 * MINUTE)
    const server = world.office
    server.talks.splice(server.talks.indexOf(gone), 1)
    await world.clock.advance(4 * HOUR)
    expect(pages.filter((page) => page === 6)).toHaveLength(2)
    expect(await world.missing(90)).toEqual([])
    expect(world.log.bugs).toEqual([])
    server.asked.length = 0
    await world.clock.advance(HOUR)
    expect(server.asked.filter((name) => name === 'messages' || name === 'conversation')).toEqual([])
  })

  it('F5 what a catch-up left because its purse was empty is filled, with no hole', async () => {
    const { office, clock, store } = world
    for (let n = 0; n < 1_520; n += 1) office.customerWrites(office.talk())
    await world.run()
    // All there was is here.
    await store.commit(async (tx) => {
      for (const talk of office.talks) await tx.setReachedStart(world.keyOf(talk))
    })
    world.profile.sleep()
    await clock.advance(HOUR)
    for (const talk of office.talks) for (let n = 0; n < 3; n += 1) office.customerWrites(talk)
    world.profile.wake()
    await clock.advance(MINUTE)
    expect(world.profile.currentLink.state).toBe('live')
    expect(new Set((await world.missing(90)).map((one) => one.split('/')[0])).size).toBe(20)
    await clock.advance(10 * MINUTE)
    expect(await world.missing(90)).toEqual([])
  })

  it('F4 without room for more it rests, and says so', async () => {
    world.past(Array.from({ length: 40 }, (_, n) => ({ ages: dense(60, 1 + n, 0.1) })))
    world.settings.set({ storageMb: 0 })
    await world.run()
    world.office.asked.length = 0
    await world.clock.advance(30 * MINUTE)
    expect(world.messagesAsked()).toBe(0)
    expect(await world.history.view()).toMatchObject({ state: 'full' })
  })
})
