import { beforeEach, describe, expect, it } from 'vitest'
import { ME } from '../fakes/office-people'
import { OfficeWorld } from '../fakes/office-world'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let world: OfficeWorld
beforeEach(() => {
  world = new OfficeWorld()
})

const state = () => world.profile.currentLink.state
const digests = () => world.told.filter((fact) => fact.kind === 'CaughtUp')
const storedLines = async (talk: Parameters<OfficeWorld['keyOf']>[0]) =>
  (await world.store.messages(world.keyOf(talk), null, 1_000)).map((message) => message.id)

/** The line is down while `work` happens. */
async function away(ms: number, work: () => Promise<void> | void): Promise<void> {
  world.profile.sleep()
  await work()
  await world.clock.advance(ms)
  world.profile.wake()
  await world.clock.advance(5_000)
}

describe('F4 the first fill', () => {
  it('F4 takes the newest messages of each conversation along, not only its last one', async () => {
    const talk = world.office.talk()
    for (let count = 0; count < 30; count += 1) world.office.customerWrites(talk)
    await world.start()
    expect(state()).toBe('live')
    expect(await storedLines(talk)).toHaveLength(20)
  })

  it('F4 reads on where a page of the server is shorter than we think', async () => {
    const talks = Array.from({ length: 60 }, () => world.office.talk())
    world.office.pageSize = 10
    await world.start()
    expect(await Promise.all(talks.map((talk) => world.stored(talk)))).not.toContain(null)
  })

  it('F1 alerts nobody of what is old, and shows no digest', async () => {
    world.office.customerWrites(world.office.talk())
    await world.start()
    expect(digests()).toMatchObject([{ gapMs: Infinity, counts: { newMessages: 0 } }])
  })
})

describe('F5 after a gap', () => {
  it('F5 what moved is here, and the digest counts what was missed, not what was merely not stored', async () => {
    const talk = world.office.talk({ assigneeId: ME })
    for (let count = 0; count < 15; count += 1) world.office.customerWrites(talk)
    await world.start()
    await world.clock.advance(HOUR)
    // As if only its last message had been taken along.
    world.disk.state.messages = world.disk.state.messages.slice(-1)
    world.disk.state.reachedStart.clear()
    await away(9 * HOUR, async () => {
      await world.clock.advance(HOUR)
      world.office.customerWrites(talk)
      world.office.customerWrites(talk)
    })
    expect(await storedLines(talk)).toHaveLength(17)
    expect(digests().at(-1)?.counts).toEqual({ newMessages: 2, conversations: 1, concernMe: 2 })
  })

  it('F5 the digest counts over attempts that failed half way, and comes once', async () => {
    const talks = [world.office.talk(), world.office.talk({ accountId: 2 })]
    world.office.accounts = [1, 2]
    await world.start()
    await away(9 * HOUR, async () => {
      await world.clock.advance(HOUR)
      for (const talk of talks) world.office.customerWrites(talk)
      world.office.failsIn.add(2)
    })
    await world.clock.advance(2_000)
    world.office.failsIn.clear()
    await world.clock.advance(2 * MINUTE)
    expect(state()).toBe('live')
    expect(digests()).toHaveLength(2)
    expect(digests().at(-1)?.counts).toMatchObject({ newMessages: 2, conversations: 2 })
    expect(digests().at(-1)?.gapMs).toBeGreaterThan(9 * HOUR - MINUTE)
  })

  it('F5 a catch-up that was overtaken asks for nothing more, moves no cursor and tells of no end', async () => {
    for (let count = 0; count < 40; count += 1) world.office.customerWrites(world.office.talk())
    await world.start()
    const before = await world.store.cursors()
    world.office.latencyMs = 1_000
    await away(9 * HOUR, () => world.office.talks.forEach((talk) => void world.office.customerWrites(talk)))
    await world.clock.advance(8_000)
    expect(world.office.asked.at(-1)).toBe('messages')
    world.profile.sleep()
    world.office.asked.length = 0
    await world.clock.advance(30_000)
    expect(world.office.asked).toEqual([])
    expect(await world.store.cursors()).toEqual(before)
    expect(digests()).toHaveLength(1)
  })

  it('F5 quitting in the middle loses nothing: the next start catches up from where the last was whole', async () => {
    const talk = world.office.talk()
    await world.start()
    world.office.latencyMs = 500
    await away(1, () => void world.office.customerWrites(talk, 'before'))
    await world.restart()
    await world.clock.advance(20_000)
    expect(await storedLines(talk)).toHaveLength(1)
  })

  it('F5 a disk that is full in between moves no cursor, turns the light off, and all is here when there is room', async () => {
    const talk = world.office.talk()
    await world.start()
    const commit = world.store.commit.bind(world.store)
    world.profile.sleep()
    world.office.customerWrites(talk, 'while away')
    await world.clock.advance(2 * MINUTE)
    let refusals = 0
    world.store.commit = async (work) => {
      refusals += 1
      // Room for some and not for others: the worst case.
      if (refusals % 2 === 1) throw Object.assign(new Error('full'), { name: 'DiskFull' })
      return commit(work)
    }
    world.profile.wake()
    await world.clock.advance(3 * MINUTE)
    expect(state()).not.toBe('live')
    world.store.commit = commit
    await world.clock.advance(MINUTE)
    expect(state()).toBe('live')
    expect(await storedLines(talk)).toHaveLength(1)
    expect(world.log.bugs).toEqual([])
  })

  it('F5 frames that a full disk could not take are fetched again', async () => {
    const talk = world.office.talk()
    await world.start()
    const commit = world.store.commit.bind(world.store)
    world.store.commit = () => Promise.reject(Object.assign(new Error('full'), { name: 'DiskFull' }))
    world.office.customerWrites(talk)
    await world.clock.advance(100)
    expect(world.profile.currentLink).toMatchObject({ state: 'waiting', reason: 'store' })
    world.store.commit = commit
    await world.clock.advance(10_000)
    expect(world.arrivals()).toHaveLength(1)
    expect(state()).toBe('live')
  })

  it('F5 one conversation that cannot be applied does not keep the profile offline', async () => {
    const talks = [world.office.talk(), world.office.talk()]
    await world.start()
    world.profile.sleep()
    for (const talk of talks) world.office.customerWrites(talk)
    const commit = world.store.commit.bind(world.store)
    world.store.commit = (work) =>
      commit((tx) =>
        work({
          ...tx,
          putConversation: (row) =>
            row.conversation.id === talks[0]?.id ? Promise.reject(new Error('bug')) : tx.putConversation(row),
        }),
      )
    world.profile.wake()
    await world.clock.advance(10_000)
    expect(state()).toBe('live')
    expect(world.log.bugs.length).toBeGreaterThan(0)
    expect(await storedLines(talks[1] as never)).toHaveLength(1)
  })

  it('F3 after a holiday nobody seems to wait who was answered and closed long ago', async () => {
    const old = world.office.talk()
    const deleted = world.office.talk()
    world.office.customerWrites(old)
    world.office.customerWrites(deleted)
    await world.start()
    await away(10 * 24 * HOUR, async () => {
      world.office.setStatus(old, 'resolved')
      world.office.talks.splice(world.office.talks.indexOf(deleted), 1)
      await world.clock.advance(24 * HOUR)
      for (let count = 0; count < 150; count += 1) world.office.setStatus(world.office.talk(), 'resolved')
    })
    await world.clock.advance(20_000)
    expect(state()).toBe('live')
    expect((await world.stored(old))?.status).toBe('resolved')
    expect(await world.stored(deleted)).toBeNull()
    expect(await Promise.all(world.office.talks.map((talk) => world.stored(talk)))).not.toContain(null)
  })

  it('F3 read elsewhere: the mark goes with the next heartbeat, for no event tells', async () => {
    const talk = world.office.talk({ assigneeId: ME })
    await world.start()
    world.office.customerWrites(talk)
    await world.clock.advance(10 * MINUTE)
    expect((await world.stored(talk))?.unreadCount).toBe(1)
    world.office.read(talk)
    await world.clock.advance(3 * MINUTE)
    expect((await world.stored(talk))?.unreadCount).toBe(0)
  })

  it('F3 read elsewhere while we were away: the mark is gone after the gap', async () => {
    const talk = world.office.talk({ assigneeId: ME })
    await world.start()
    world.office.customerWrites(talk)
    await world.clock.advance(HOUR)
    await away(HOUR, async () => {
      await world.clock.advance(HOUR)
      world.office.read(talk)
    })
    expect((await world.stored(talk))?.unreadCount).toBe(0)
  })

  it('F5 a cursor from the future, of a clock that was set back, says nothing', async () => {
    const talk = world.office.talk()
    await world.start()
    await away(2 * HOUR, async () => {
      world.office.customerWrites(talk)
      const lastGoodAt = world.clock.now() + 24 * HOUR
      await world.store.commit((tx) => tx.putCursor({ accountId: 1 as never, lastGoodAt, filled: true }))
    })
    expect(await storedLines(talk)).toHaveLength(1)
    expect((await world.store.cursors())[0]?.lastGoodAt).toBeLessThan(world.clock.now() + 1)
  })
})
