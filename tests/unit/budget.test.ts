import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { makeBudget, type RequestClass } from '../../src-main/core/budget'
import { FakeChance } from '../fakes/chance'
import { FakeClock } from '../fakes/clock'
import { fakeServer } from '../fakes/server'

const SECOND = 1_000
const MINUTE = 60_000
const CLASSES: RequestClass[] = ['send', 'interactive', 'lookup', 'heartbeat', 'pack', 'backfill']
/** HOUSE §6: what one minute can hold, with a burst at its start; sends have as much again on credit. */
const IN_A_MINUTE = 120 + 40
const CREDIT = 40
const OWN: Partial<Record<RequestClass, number>> = { lookup: 10, pack: 60, backfill: 10 }

interface Asked {
  kind: RequestClass
  at: number
  wentAt: number | null
  end: string | null
}

/** A budget, and what was asked of the server behind it. */
class Desk {
  readonly clock = new FakeClock(Date.UTC(2026, 0, 5, 9, 0, 40))
  readonly all: Asked[] = []
  isThrottling = false
  readonly waits: number[] = []
  readonly budget = makeBudget(
    fakeServer({
      // The request is told from others by what it carries.
      conversation: (asked) => {
        ;(asked as unknown as Asked).wentAt = this.clock.now()
        return Promise.resolve(this.isThrottling ? { kind: 'throttled' } : { kind: 'accepted', value: null as never })
      },
    }),
    { clock: this.clock, chance: new FakeChance(0), throttled: (ms) => this.waits.push(ms) },
  )

  ask(kind: RequestClass | 'unmeasured'): Asked {
    const asked: Asked = { kind: kind as RequestClass, at: this.clock.now(), wentAt: null, end: null }
    this.all.push(asked)
    const door = kind === 'unmeasured' ? this.budget.unmeasured : this.budget.of(kind)
    void door.conversation(asked as never).then((outcome) => void (asked.end = outcome.kind))
    return asked
  }

  went(...kinds: RequestClass[]): number[] {
    return this.all.filter(({ kind }) => kinds.includes(kind)).flatMap(({ wentAt }) => wentAt ?? [])
  }
}

/** The most that went within any minute. */
function most(times: number[]): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + MINUTE).length))
}

let desk: Desk
beforeEach(() => {
  desk = new Desk()
})

describe('F5 a server that asks to slow down', () => {
  it('F5 is asked nothing until the next minute, whatever for; then everything again', async () => {
    desk.isThrottling = true
    desk.ask('interactive')
    await desk.clock.advance(1)
    desk.isThrottling = false
    const refused = [...CLASSES, 'unmeasured' as const].map((kind) => desk.ask(kind))
    await desk.clock.advance(1)
    expect(refused.map(({ end, wentAt }) => ({ end, wentAt }))).toEqual(refused.map(() => ({ end: 'throttled', wentAt: null })))
    expect(desk.waits).toEqual([20_250])
    await desk.clock.advance(20_250)
    const asked = [...CLASSES, 'unmeasured' as const].map((kind) => desk.ask(kind))
    await desk.clock.advance(1)
    expect(asked.map(({ end }) => end)).toEqual(asked.map(() => 'accepted'))
  })

  it('F5 what waits for its turn is not asked either', async () => {
    desk.ask('backfill')
    const waiting = desk.ask('backfill')
    await desk.clock.advance(1)
    desk.isThrottling = true
    desk.ask('unmeasured')
    await desk.clock.advance(1)
    expect(waiting).toMatchObject({ end: 'throttled', wentAt: null })
  })

  it('F5 a clock that is set back does not make the minute longer', async () => {
    desk.isThrottling = true
    desk.ask('send')
    await desk.clock.advance(1)
    desk.isThrottling = false
    desk.clock.jump(-86_400_000)
    const asked = desk.ask('send')
    await desk.clock.advance(1)
    expect(asked.end).toBe('accepted')
  })
})

describe('P7 the request budget', () => {
  it('P7 a catch-up and the sends go at once while everything else waits', async () => {
    for (let n = 0; n < 200; n += 1) desk.ask('interactive')
    await desk.clock.advance(0)
    expect(desk.went('interactive')).toHaveLength(40)
    const caught = Array.from({ length: 1_500 }, () => desk.ask('unmeasured'))
    const sent = Array.from({ length: 40 }, () => desk.ask('send'))
    await desk.clock.advance(0)
    expect([...caught, ...sent].filter(({ end }) => end !== 'accepted')).toEqual([])
  })

  it('P8 sends wait only where the bucket has been empty for long, and then in their order', async () => {
    const sent = Array.from({ length: 100 }, () => desk.ask('send'))
    await desk.clock.advance(0)
    expect(desk.went('send')).toHaveLength(40 + CREDIT)
    await desk.clock.advance(10 * SECOND)
    const went = sent.map(({ wentAt }) => wentAt ?? Infinity)
    expect(went).toEqual([...went].sort((one, other) => one - other))
    expect(went.at(-1)).toBeLessThanOrEqual(desk.clock.now())
  })

  it('F5 history asks ten times a minute at most, and not in a burst', async () => {
    for (let n = 0; n < 30; n += 1) desk.ask('backfill')
    await desk.clock.advance(5 * SECOND)
    expect(desk.went('backfill')).toHaveLength(1)
    await desk.clock.advance(55 * SECOND - 1)
    expect(desk.went('backfill')).toHaveLength(10)
  })

  it('F5 who comes later but matters more goes first', async () => {
    for (let n = 0; n < 40; n += 1) desk.ask('interactive')
    const late = [...CLASSES].reverse().map((kind) => desk.ask(kind))
    await desk.clock.advance(10 * SECOND)
    const order = late.sort((one, other) => (one.wentAt ?? 0) - (other.wentAt ?? 0)).map(({ kind }) => kind)
    expect(order).toEqual(CLASSES)
  })

  it('F5 an agent who never stops reading does not stop the heartbeat, nor the history', async () => {
    const patient = [desk.ask('heartbeat'), desk.ask('backfill')]
    await desk.clock.advance(1)
    for (let n = 0; n < 100; n += 1) desk.ask('interactive')
    patient.push(desk.ask('heartbeat'), desk.ask('backfill'))
    for (let second = 0; second < 600; second += 1) {
      for (let n = 0; n < 3; n += 1) desk.ask('interactive')
      await desk.clock.advance(SECOND)
    }
    expect(patient.map(({ end }) => end)).toEqual(patient.map(() => 'accepted'))
  })

  it('F5 a stop lets go of all that waits, and nothing is asked after it', async () => {
    const all = Array.from({ length: 300 }, (_, n) => desk.ask(CLASSES[n % CLASSES.length] ?? 'send'))
    await desk.clock.advance(0)
    desk.budget.stop()
    const late = [desk.ask('send'), desk.ask('unmeasured')]
    await desk.clock.advance(0)
    expect(all.every(({ end, wentAt }) => end === (wentAt === null ? 'never-sent' : 'accepted'))).toBe(true)
    expect(late.map(({ end }) => end)).toEqual(['never-sent', 'never-sent'])
    expect(desk.clock.waiting).toBe(0)
  })

  it('F4 knows when the agent last used it, and does not take history for her', async () => {
    expect(desk.budget.lastUsedAt()).toBeNull()
    for (const kind of ['backfill', 'heartbeat', 'pack', 'unmeasured'] as const) desk.ask(kind)
    expect(desk.budget.lastUsedAt()).toBeNull()
    await desk.clock.advance(5 * SECOND)
    desk.ask('interactive')
    expect(desk.budget.lastUsedAt()).toBe(desk.clock.now())
  })
})

const burst = fc.record({
  afterMs: fc.constantFrom(0, 1, 300, 2_000, 7_000, 31_000),
  kind: fc.constantFrom(...CLASSES),
  count: fc.integer({ min: 1, max: 70 }),
  jumpMs: fc.constantFrom(0, 0, 0, 0, -1, -45_000, -86_400_000),
})
/** Longer than the most that any history below can make anybody wait. */
const LONG_ENOUGH = 4 * 3_600_000

async function play(bursts: readonly { afterMs: number; kind: RequestClass; count: number; jumpMs: number }[]): Promise<void> {
  desk = new Desk()
  for (const { afterMs, kind, count, jumpMs } of bursts) {
    await desk.clock.advance(afterMs)
    desk.clock.jump(jumpMs)
    for (let n = 0; n < count; n += 1) desk.ask(kind)
  }
  await desk.clock.advance(LONG_ENOUGH)
}

describe('F5 whatever is asked', () => {
  const steady = fc.array(
    burst.map((one) => ({ ...one, jumpMs: 0 })),
    { minLength: 1, maxLength: 12 },
  )

  it('F5 no minute holds more than the bucket, and no class more than its measure', async () => {
    await fc.assert(
      fc.asyncProperty(steady, async (bursts) => {
        await play(bursts)
        expect(most(desk.went('interactive', 'heartbeat', 'pack', 'backfill'))).toBeLessThanOrEqual(IN_A_MINUTE)
        expect(most(desk.went(...CLASSES))).toBeLessThanOrEqual(IN_A_MINUTE + CREDIT)
        for (const kind of ['pack', 'backfill'] as const) expect(most(desk.went(kind))).toBeLessThanOrEqual(OWN[kind] ?? 0)
      }),
      { numRuns: 60 },
    )
  })

  it('F5 nobody is overtaken by a lower class, unless that one has waited for a minute', async () => {
    await fc.assert(
      fc.asyncProperty(steady, async (bursts) => {
        await play(bursts)
        const measured = desk.all.filter(({ kind }) => OWN[kind] === undefined)
        for (const one of measured)
          for (const low of desk.all) {
            if (CLASSES.indexOf(low.kind) <= CLASSES.indexOf(one.kind)) continue
            const overtook = (low.wentAt ?? 0) > one.at && (low.wentAt ?? 0) < (one.wentAt ?? Infinity)
            if (overtook) expect((low.wentAt ?? 0) - low.at).toBeGreaterThanOrEqual(MINUTE)
          }
      }),
      { numRuns: 40 },
    )
  })

  it('F5 nothing waits for ever, also when somebody sets the clock back in between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(burst, { minLength: 1, maxLength: 12 }), async (bursts) => {
        await play(bursts)
        expect(desk.all.filter(({ end }) => end !== 'accepted')).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})
