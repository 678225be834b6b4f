import { beforeEach, describe, expect, it } from 'vitest'
import { diagnosticsText } from '../../src-main/core/diagnostics'
import { makeFacts } from '../../src-main/core/facts'
import { codeOf, keepHealth } from '../../src-main/core/health'
import type { StoredHealth } from '../../src-main/core/ports'
import { defaultSettings } from '../../src-main/core/settings'
import { FakeClock } from '../fakes/clock'
import { FakeLog } from '../fakes/log'
import { OfficeWorld } from '../fakes/office-world'
import { MemoryDisk, openMemoryStore } from '../fakes/store-memory'

const MINUTE = 60_000

let world: OfficeWorld
beforeEach(() => {
  world = new OfficeWorld()
})

const lines = async (): Promise<StoredHealth[]> => (await world.store.health(1_000)).toReversed()
const kinds = async () => (await lines()).map((line) => line.what)
const links = async () => (await lines()).flatMap((line) => (line.what === 'link' ? [line.facts['state']] : []))

/** The server goes on, and nothing of it comes by the socket. */
function missNext(write: () => void): void {
  const { emit } = world.office
  world.office.emit = () => undefined
  write()
  world.office.emit = emit
}

describe('the health log', () => {
  it('M10 a first start says that all was read, then that it is live', async () => {
    world.office.talk()
    await world.start()
    await world.clock.advance(2_000)
    expect(await kinds()).toEqual(['caught-up', 'link'])
    expect((await lines())[0]?.facts).toMatchObject({ gapMs: null, messages: 0 })
  })

  it('M10 what the socket kept to itself is a line with the conversation and how late it was', async () => {
    const talk = world.office.talk()
    await world.start()
    missNext(() => world.office.customerWrites(talk, 'where is my parcel'))
    await world.clock.advance(3 * MINUTE)
    const gap = (await lines()).find((line) => line.what === 'gap')
    expect(gap?.facts).toMatchObject({ conversations: 1, which: `1/${talk.id}` })
    expect(gap?.facts['lateMs']).toBeGreaterThan(10_000)
    expect(JSON.stringify(await lines())).not.toContain('parcel')
  })

  it('M10 three gaps in ten minutes: no alert is promised any more, and a new socket is made on the way', async () => {
    const talk = world.office.talk()
    await world.start()
    await world.clock.advance(30_000)
    for (let round = 0; round < 3; round += 1) {
      missNext(() => world.office.customerWrites(talk))
      await world.clock.advance(125_000)
    }
    expect((await kinds()).filter((kind) => kind === 'gap')).toHaveLength(3)
    expect(world.profile.currentLink).toMatchObject({ state: 'polling', reason: 'events-missing' })
    expect(await links()).toEqual(['live', 'connecting', 'live', 'polling'])
  })

  it('M10 a night without a line is one line, and how long it lasted is in the next', async () => {
    await world.start()
    world.office.fails.set('profile', { kind: 'never-sent', reason: 'dns', detail: 'ENOTFOUND chat.example' } as never)
    world.cable.cut()
    await world.clock.advance(9 * 60 * MINUTE)
    world.office.fails.clear()
    world.cable.isUp = true
    await world.clock.advance(2 * MINUTE)
    const states = await links()
    expect(states.filter((state) => state === 'waiting')).toHaveLength(1)
    expect(states.at(-1)).toBe('live')
    const last = (await lines()).findLast((line) => line.what === 'link')
    expect(last?.facts['lastedMs']).toBeGreaterThan(8 * 60 * MINUTE)
    expect(JSON.stringify(await lines())).not.toContain('chat.example')
  })

  it('M10 sleep, an absent agent, a 429 and a clock that was set are lines', async () => {
    const talk = world.office.talk()
    await world.start()
    world.isAway = true
    await world.clock.advance(20_000)
    world.profile.sleep()
    await world.clock.advance(5 * MINUTE)
    world.profile.wake()
    await world.clock.advance(5_000)
    world.office.fails.set('conversation', { kind: 'throttled' } as never)
    const fetched = world.profile.conversations.fetch(world.keyOf(talk))
    await world.clock.advance(1_000)
    expect(await fetched).toBeNull()
    world.profile.clockJumped(-24 * 60 * MINUTE)
    await world.clock.advance(5_000)
    const found = await kinds()
    for (const kind of ['presence', 'slept', 'woke', 'throttled', 'clock-jumped']) expect(found).toContain(kind)
    expect((await lines()).find((line) => line.what === 'woke')?.facts).toEqual({ sleptMs: 5 * MINUTE })
  })

  it('M10 the log is a ring of a thousand lines', async () => {
    const store = openMemoryStore(new MemoryDisk())
    const clock = new FakeClock()
    const health = keepHealth({ store, clock, log: new FakeLog(), facts: makeFacts(new FakeLog()) })
    for (let count = 0; count < 1_200; count += 1) {
      health.note({ what: 'throttled', waitMs: count })
      if (count % 100 === 0) await clock.advance(1_000)
    }
    await health.stop()
    const kept = await store.health(5_000)
    expect(kept).toHaveLength(1_000)
    expect(kept[0]?.facts).toEqual({ waitMs: 1_199 })
  })

  it('M10 lines that cannot be written wait, and are written when the disk is back', async () => {
    const store = openMemoryStore(new MemoryDisk())
    let isFull = true
    const clock = new FakeClock()
    const health = keepHealth({
      store: {
        commit: (work) =>
          isFull ? Promise.reject(Object.assign(new Error('full'), { name: 'DiskFull' })) : store.commit(work),
      },
      ...{ clock, log: new FakeLog(), facts: makeFacts(new FakeLog()) },
    })
    for (let count = 0; count < 300; count += 1) health.note({ what: 'throttled', waitMs: count })
    await clock.advance(5_000)
    isFull = false
    await clock.advance(60_000)
    const kept = await store.health(5_000)
    expect(kept).toHaveLength(200)
    expect(kept[0]?.facts).toEqual({ waitMs: 299 })
    expect(clock.waiting).toBe(0)
  })

  it.each([
    ['dns', 'dns'],
    ['code 1006', 'code'],
    ['Bearer: abc.def', 'other'],
    ['имя', 'other'],
    [null, null],
  ])('M10 of the reason %s only the code %s is kept', (reason, code) => {
    expect(codeOf(reason)).toBe(code)
  })
})

describe('the export', () => {
  it('M10 has states and lines, and neither a text, a name, an address nor a secret', async () => {
    const talk = world.office.talk()
    await world.start()
    world.office.customerWrites(talk, 'zanzibar text')
    const key = world.keyOf(talk)
    await world.profile.drafts.save(key, { text: 'quixotic draft', private: false, cursor: 0 })
    await world.clock.advance(2_000)
    const profiles = {
      list: () => [world.profile.view()],
      running: () => [world.profile],
      find: () => world.profile,
    } as never
    const settings = { get: () => defaultSettings } as never
    const text = await diagnosticsText({ profiles, settings, now: world.clock.now(), about: { perch: '1.2.3' } })
    const report = JSON.parse(text) as { health: { what: string }[]; profiles: { link: { state: string } }[] }
    expect(report.health.map((line) => line.what)).toContain('caught-up')
    expect(report.profiles[0]?.link.state).toBe('live')
    const view = world.profile.view()
    const secrets = ['zanzibar', 'quixotic', 'token-1', 'chat.example', 'Jo Miller', view.id]
    for (const account of view.accounts) secrets.push(account.name)
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
  })
})
