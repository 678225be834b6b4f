import { beforeEach, describe, expect, it } from 'vitest'
import type { ConversationNews } from '../../src-main/core/news'
import { makeQueue } from '../../src-main/core/sync/queue'
import { LOOK } from '../../src-main/core/sync/origin'
import { FakeClock } from '../fakes/clock'
import { FakeLog } from '../fakes/log'
import { ApplyWorld, conversation, created, key, listed, message } from '../fakes/apply-world'

let world: ApplyWorld
beforeEach(() => {
  world = new ApplyWorld()
})

describe('F5 the queue', () => {
  it('F5 frames held during a catch-up come after its pages, in order', async () => {
    world.queue.hold()
    world.queue.push(created(message(2)))
    await world.queue.pushed(listed(conversation()))
    expect(world.arrived()).toHaveLength(0)
    world.queue.release()
    await world.queue.pushed({ kind: 'event', account: key.accountId, event: { kind: 'ignored', name: 'x' } })
    expect(world.arrived()).toHaveLength(1)
    expect(world.fetched).toHaveLength(0)
  })

  it('F2 one piece that breaks is written down and left out; its neighbours and the other half of its page are kept', async () => {
    const broken = { ...conversation(), id: 9 as never, fields: null } as unknown as ConversationNews
    const page = [{ ...conversation(), id: 8 as never }, broken, { ...conversation(), id: 10 as never }]
    world.queue.push(listed(conversation()))
    const isKept = world.queue.pushed({ kind: 'conversations', list: page, origin: LOOK })
    world.queue.push({ kind: 'messages', key, list: [message(1), message(2)], reachedStart: true, origin: LOOK })
    expect(await isKept).toBe(true)
    await world.queue.pushed({ kind: 'touch', key })
    expect(world.log.bugs).toHaveLength(1)
    const ids = await Promise.all([7, 8, 9, 10].map((id) => world.store.conversation({ ...key, conversationId: id as never })))
    expect(ids.map((one) => one?.conversation.id)).toEqual([7, 8, undefined, 10])
    expect(world.arrived()).toHaveLength(2)
  })

  it('F5 what is dropped at the end was not kept', async () => {
    world.queue.hold()
    const frame = world.queue.pushed(created(message(1)))
    world.queue.stop()
    expect(await frame).toBe(false)
    expect(await world.queue.pushed(listed(conversation()))).toBe(false)
  })

  it('F5 a long page is several commits, and its start is the start only with the last of them', async () => {
    const sizes: number[] = []
    const commit = world.store.commit.bind(world.store)
    world.store.commit = async (work) => {
      const before = world.told.length
      const result = await commit(work)
      sizes.push(world.told.length - before)
      return result
    }
    const list = Array.from({ length: 400 }, (_, index) => message(index + 1))
    await world.queue.pushed({ kind: 'messages', key, list, reachedStart: true, origin: LOOK })
    expect(sizes).toHaveLength(3)
    expect(world.arrived()).toHaveLength(400)
    expect(await world.store.reachedStart(key)).toBe(true)
  })

  it('F2 a disk that is full is no bug: nothing is told, and whoever asked hears that it was not kept', async () => {
    await world.queue.pushed(listed(conversation()))
    world.told.length = 0
    const commit = world.store.commit.bind(world.store)
    world.store.commit = () => Promise.reject(Object.assign(new Error('full'), { name: 'DiskFull' }))
    expect(await world.queue.pushed(created(message(1)))).toBe(false)
    expect({ troubles: world.troubles, bugs: world.log.bugs, told: world.told }).toEqual({
      troubles: ['DiskFull'],
      bugs: [],
      told: [],
    })
    world.store.commit = commit
    expect(await world.queue.pushed(created(message(1)))).toBe(true)
    expect(world.arrived()).toHaveLength(1)
  })
})

describe('P4 the queue waits for nobody unless there is a flood', () => {
  function paced() {
    const clock = new FakeClock()
    const batches: { size: number; atMs: number }[] = []
    const began = clock.now()
    const apply = (batch: unknown[]) => Promise.resolve(void batches.push({ size: batch.length, atMs: clock.now() - began }))
    const queue = makeQueue({ apply, log: new FakeLog(), clock, lost: () => undefined })
    return { clock, batches, queue }
  }

  it('P4 frames of one piece of the stream are one commit, and what comes a moment later does not wait', async () => {
    const { clock, batches, queue } = paced()
    queue.push(created(message(1)))
    queue.push(created(message(2)))
    await clock.advance(0)
    queue.push(created(message(3)))
    await clock.advance(1)
    expect(batches).toEqual([
      { size: 2, atMs: 0 },
      { size: 1, atMs: 0 },
    ])
  })

  it('P9 in a flood frames gather: one commit in 8 ms, nothing left behind, and after it nobody waits again', async () => {
    const { clock, batches, queue } = paced()
    for (let id = 1; id <= 400; id += 1) {
      queue.push(created(message(id)))
      await clock.advance(1)
    }
    expect(batches.length).toBeLessThanOrEqual(400 / 8 + 3)
    await clock.advance(100)
    expect(batches.reduce((sum, { size }) => sum + size, 0)).toBe(400)
    queue.push(created(message(401)))
    await clock.advance(0)
    expect(batches.at(-1)).toEqual({ size: 1, atMs: 500 })
    expect(clock.waiting).toBe(1)
    await clock.advance(8)
    expect(clock.waiting).toBe(0)
  })
})
