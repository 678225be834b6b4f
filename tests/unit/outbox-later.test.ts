/** Send later: never before its time, never lost, never doubled, and nobody waits for it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isLater, untilNext } from '../../src-main/core/outbox/later'
import { job, now } from '../fakes/jobs'
import { type Asked, conversation, keyOf, OutboxWorld } from '../fakes/outbox-world'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

async function begun(options = {}): Promise<OutboxWorld> {
  const world = new OutboxWorld(options)
  world.chatwoot.write(keyOf(0))
  await world.start()
  return world
}
const onServer = (world: OutboxWorld): string[] =>
  world.chatwoot.rows.filter(({ type }) => type === 'outgoing').map(({ content }) => content)
const jobOf = (world: OutboxWorld, one: Asked) => world.disk.state.jobs.find(({ clientId }) => clientId === one.clientId)

describe('Ways to send: later', () => {
  test.each([
    ['its time is ahead', job({ leaveAt: now + 1 }), true],
    ['its time has come', job({ leaveAt: now }), false],
    ['it has no time', job(), false],
    ['it was tried and the clock was set back', job({ leaveAt: now + 1, state: 'unsure' }), false],
    ['the agent must look at it', job({ leaveAt: now + 1, state: 'held' }), false],
  ])('F2 it waits for its time: %s', (...[, one, expected]) => {
    expect(isLater(one, now)).toBe(expected)
  })

  test.each([
    ['nothing waits', { kind: 'idle' } as const, [job()], { kind: 'idle' }],
    ['it is near', { kind: 'idle' } as const, [job({ leaveAt: now + 5 })], { kind: 'wait', untilAt: now + 5 }],
    ['it is far', { kind: 'idle' } as const, [job({ leaveAt: now + HOUR })], { kind: 'wait', untilAt: now + MINUTE }],
    ['a pause ends first', { kind: 'wait', untilAt: now + 3 } as const, [job({ leaveAt: now + 5 })], { untilAt: now + 3 }],
    ['there is something to do', { kind: 'act' } as const, [job({ leaveAt: now + 5 })], { kind: 'act' }],
  ])('F2 the lane looks again in time: %s', (...[, step, jobs, expected]) => {
    expect(untilNext(step, jobs, now)).toMatchObject(expected)
  })

  test('F2 it leaves at its time, and what was written after it does not wait', async () => {
    const world = await begun({ undoMs: 5_000 })
    const later = await world.send(0, { leaveAt: world.clock.now() + 2 * HOUR })
    await world.send(0)
    await world.clock.advance(2 * HOUR - MINUTE)
    expect(onServer(world)).toEqual(['reply 2'])
    await world.clock.advance(2 * MINUTE)
    expect(onServer(world)).toEqual(['reply 2', later.text])
  })

  test('F2 quitting with "send now" leaves it here', async () => {
    const world = await begun()
    const later = await world.send(0, { leaveAt: world.clock.now() + HOUR })
    await world.outbox.endRests('all')
    await world.clock.advance(MINUTE)
    expect(await world.outbox.isLeaving('all')).toBe(false)
    expect(jobOf(world, later)?.leaveAt).not.toBeNull()
    expect(onServer(world)).toEqual([])
  })

  test('F2 "now" sends it at once, "edit" brings it back', async () => {
    const world = await begun()
    const [now, back] = [
      await world.send(0, { leaveAt: world.clock.now() + HOUR }),
      await world.send(1, { leaveAt: world.clock.now() + HOUR }),
    ]
    expect(await world.outbox.release(now.clientId)).toBe(true)
    expect(await world.undo(back)).toBe(true)
    await world.clock.advance(MINUTE)
    expect(onServer(world)).toEqual([now.text])
    expect(world.disk.state.drafts.get('1/2')?.text).toBe(back.text)
  })

  test('M3 the guard looks before it leaves: the customer wrote meanwhile', async () => {
    const world = await begun()
    world.disk.state.conversations.set('1/1', { conversation: conversation(0), evidenceAt: 0 })
    const later = await world.send(0, { leaveAt: world.clock.now() + HOUR })
    world.chatwoot.write(keyOf(0))
    await world.clock.advance(HOUR + MINUTE)
    expect(onServer(world)).toEqual([])
    expect(jobOf(world, later)).toMatchObject({ state: 'held', reason: { key: 'customer-wrote' } })
  })

  test.each([
    ['three days ahead is not too old', 72 * HOUR, 0, null],
    ['a night asleep', 2 * HOUR, 9 * HOUR, null],
    ['two days asleep is too old', HOUR, 48 * HOUR, 'too-old'],
  ])('M3 %s', async (...[, ahead, overslept, held]) => {
    const world = await begun()
    const later = await world.send(0, { leaveAt: world.clock.now() + ahead })
    world.clock.jump(ahead + overslept)
    await world.clock.advance(2 * MINUTE)
    expect(jobOf(world, later)?.reason?.key ?? null).toBe(held)
    expect(onServer(world)).toEqual(held === null ? [later.text] : [])
  })
})

type Step =
  | { kind: 'later'; lane: number; ms: number }
  | { kind: 'now' | 'customer'; lane: number }
  | { kind: 'clock' | 'pass'; ms: number }
  | { kind: 'crash'; calls: number }
  | { kind: 'link'; up: boolean }

const lane = fc.integer({ min: 0, max: 2 })
const steps = fc.array(
  fc.oneof<fc.Arbitrary<Step>[]>(
    fc.record({ kind: fc.constant('later' as const), lane, ms: fc.constantFrom(1, 5_000, 61_000, HOUR, 30 * HOUR) }),
    fc.record({ kind: fc.constantFrom('now' as const, 'customer' as const), lane }),
    fc.record({ kind: fc.constant('clock' as const), ms: fc.constantFrom(-HOUR, -5_000, 5_000, HOUR, 30 * HOUR) }),
    fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(1, 700, 11_000, 65_000) }),
    fc.record({ kind: fc.constant('crash' as const), calls: fc.integer({ min: 0, max: 14 }) }),
    fc.record({ kind: fc.constant('link' as const), up: fc.boolean() }),
  ),
  { minLength: 5, maxLength: 40 },
)

/** The latest time that was shown before it left counts: a clock may be set back while it is on its way. */
class Watch {
  private latestAt = 0
  readonly early = new Set<string>()

  constructor(private readonly world: OutboxWorld) {}

  look(): void {
    for (const { text, changes } of this.world.asked) {
      const row = this.world.chatwoot.rows.find(({ content }) => content === text)
      if (row && Math.max(row.at, this.latestAt) < (changes.leaveAt ?? 0)) this.early.add(text)
    }
    this.latestAt = Math.max(this.latestAt, this.world.clock.now())
  }
}

async function take(step: Step, world: OutboxWorld): Promise<void> {
  if (step.kind === 'later') await world.send(step.lane, { leaveAt: world.clock.now() + step.ms })
  if (step.kind === 'now') await world.send(step.lane)
  if (step.kind === 'customer') world.chatwoot.write(keyOf(step.lane))
  if (step.kind === 'clock') world.clock.jump(step.ms)
  if (step.kind === 'pass') await world.clock.advance(step.ms)
  if (step.kind === 'crash') await world.crash(step.calls)
  if (step.kind === 'link') await world.setLink(step.up)
}

test('F2 a later reply never leaves before its time, is never lost and never doubled', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const world = await begun()
      const watch = new Watch(world)
      for (const step of all) {
        await take(step, world)
        watch.look()
      }
      await world.setLink(true)
      const last = Math.max(0, ...world.asked.map(({ changes }) => changes.leaveAt ?? 0))
      world.clock.jump(Math.max(0, last - world.clock.now()))
      for (let count = 0; count < 20; count += 1) await world.clock.advance(MINUTE)
      watch.look()
      expect([...watch.early]).toEqual([])
      for (const one of world.asked) {
        const rows = onServer(world).filter((text) => text === one.text).length
        const state = jobOf(world, one)?.state
        expect([one.text, rows, state]).toEqual(rows === 1 ? [one.text, 1, undefined] : [one.text, 0, 'held'])
      }
      expect(world.log.bugs).toEqual([])
    }),
    { numRuns: 100 },
  )
})
