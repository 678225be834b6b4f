import { describe, expect, it } from 'vitest'
import { watchClock } from '../../src-main/core/clock-watch'
import { FakeClock } from '../fakes/clock'
import type { PostPlan } from '../fakes/model-chatwoot'
import { OfficeWorld } from '../fakes/office-world'
import { OutboxWorld } from '../fakes/outbox-world'

const DAY = 86_400_000
const jumps = [
  ['ahead by a day', DAY],
  ['back by a day', -DAY],
] as const

describe('the clock of this computer is set', () => {
  it.each([...jumps, ['ahead by a night', 9 * 3_600_000], ['back by an hour', -3_600_000]] as const)(
    'F5 %s: it is seen once, by how much it was',
    async (_what, byMs) => {
      const clock = new FakeClock()
      const seen: number[] = []
      const stop = watchClock(clock, (one) => void seen.push(one))
      await clock.advance(61_000)
      clock.jump(byMs)
      await clock.advance(60_000)
      expect(seen).toEqual([byMs])
      stop()
      expect(clock.waiting).toBe(0)
    },
  )

  it('F5 what the network corrects, and a process that was busy for some seconds, is no jump', async () => {
    const clock = new FakeClock()
    const seen: number[] = []
    watchClock(clock, (one) => void seen.push(one))
    for (const byMs of [900, -2_000, 15_000, -15_000]) {
      clock.jump(byMs)
      await clock.advance(10_000)
    }
    expect(seen).toEqual([])
  })

  it.each(jumps)('F2 %s, while replies rest, are sent, and wait: each arrives once', async (_what, byMs) => {
    for (const atMs of [0, 100, 2_500, 4_990, 5_010, 7_000]) {
      const world = new OutboxWorld({ undoMs: 5_000 })
      await world.start()
      const [one, two] = [await world.send(1), await world.send(1)]
      await world.clock.advance(atMs)
      world.clock.jump(byMs)
      const three = await world.send(1)
      await world.clock.advance(10 * 60_000)
      for (const job of await world.store.jobs()) await world.outbox.release(job.clientId)
      await world.clock.advance(10 * 60_000)
      const arrived = world.chatwoot.rows.map((row) => row.content)
      // A reply that seems a day old is held for the agent and lets the others pass: then the order is hers.
      const inOrder = byMs > 0 ? arrived.toSorted() : arrived
      expect([atMs, inOrder]).toEqual([atMs, [one.text, two.text, three.text]])
      expect(world.log.bugs).toEqual([])
    }
  })

  it.each([
    ['set ahead before the crash', [0, 3_600_000]],
    ['set back and set right before the crash', [-3_600_000, 3_600_000]],
    ['set back a little and ahead', [-20_000, 80_000]],
  ] as const)(
    'F2 %s, the answer lost and the work done late: the new process does not trust the time it reads',
    async (_what, [beforeMs, afterMs]) => {
      const world = new OutboxWorld()
      world.chatwoot.postPlan = ['late-commit']
      await world.start()
      world.clock.jump(beforeMs)
      const one = await world.send(1)
      await world.clock.advance(700)
      expect(world.disk.state.jobs.map((job) => job.state)).toEqual(['unsure'])
      world.clock.jump(afterMs)
      await world.crash(0)
      await world.clock.advance(10 * 60_000)
      const arrived = world.chatwoot.rows.map((row) => row.content)
      expect(arrived).toEqual([one.text])
      expect(await world.store.jobs()).toEqual([])
    },
  )

  it('F2 a reply that arrived before the crash is found with the first look after it, not after another grace', async () => {
    const world = new OutboxWorld()
    world.chatwoot.postPlan = ['lost-after-commit']
    world.chatwoot.echoPlan = ['dropped']
    await world.start()
    await world.send(1)
    await world.clock.advance(700)
    world.clock.jump(3_600_000)
    await world.crash(0)
    await world.clock.advance(1_000)
    expect(await world.store.jobs()).toEqual([])
    expect(world.chatwoot.posts).toBe(1)
  })

  it.each(jumps)(
    'F5 %s: the link is live again, the store equals the server, the next message comes at once',
    async (_what, byMs) => {
      const world = new OfficeWorld()
      // The server's clock is right: ours alone jumps.
      const talk = world.office.talk()
      await world.start()
      world.office.customerWrites(talk, 'Before')
      await world.clock.advance(100)
      world.office.skewMs -= byMs
      world.clock.jump(byMs)
      world.profile.clockJumped(byMs)
      if (byMs > 0) world.profile.wake()
      await world.clock.advance(20_000)
      expect(world.profile.currentLink.state).toBe('live')
      expect(Math.abs(world.profile.serverNow() - world.office.now())).toBeLessThan(1_500)
      world.office.customerWrites(talk, 'After')
      await world.clock.advance(100)
      await world.clock.advance(5 * 60_000)
      const stored = await world.store.messages(world.keyOf(talk), null, 50)
      expect(stored.map((message) => message.id)).toEqual(talk.lines.map((line) => line.id))
      expect(world.profile.currentLink.state).toBe('live')
      expect(world.arrivals()).toHaveLength(2)
      expect(world.log.bugs).toEqual([])
      await world.profile.stop()
    },
  )

  it.each(jumps)('F6 %s: the draft typed last is the one that stays', async (_what, byMs) => {
    const world = new OfficeWorld()
    const talk = world.office.talk()
    await world.start()
    const save = (text: string) => world.profile.drafts.save(world.keyOf(talk), { text, private: false, cursor: 0 })
    await save('First')
    world.clock.jump(byMs)
    await save('Second')
    expect((await world.store.draft(world.keyOf(talk)))?.text).toBe('Second')
    await world.profile.stop()
  })
})

const asleepAtMs = [1, 299, 301, 599, 700] as const
const ends = [
  'ok',
  'lost-after-commit',
  'lost-before-commit',
  'late-commit',
  'error-after-commit',
  '422-after-commit',
  'never-sent',
] as const satisfies readonly PostPlan[]

describe('the machine sleeps', () => {
  it.each(ends.flatMap((end) => asleepAtMs.map((atMs) => [end, atMs] as const)))(
    'F2 in the middle of a send that ends as %s, %i ms after it began: the reply arrives once, after it was looked for',
    async (end, atMs) => {
      const world = new OutboxWorld()
      world.chatwoot.postPlan = [end]
      // Asleep nobody hears the echo.
      world.chatwoot.echoPlan = ['dropped']
      await world.start()
      const one = await world.send(1)
      await world.clock.advance(atMs)
      await world.setLink(false)
      world.clock.jump(9 * 3_600_000)
      await world.clock.advance(1_000)
      await world.setLink(true)
      await world.clock.advance(10 * 60_000)
      for (const job of await world.store.jobs()) await world.outbox.release(job.clientId)
      await world.clock.advance(10 * 60_000)
      const sent = world.chatwoot.rows.filter((row) => row.content === one.text)
      expect(sent).toHaveLength(1)
      expect(await world.store.jobs()).toEqual([])
      expect(world.log.bugs).toEqual([])
    },
  )
})
