import { describe, expect, it, vi } from 'vitest'
import { makeAwake } from '../../src-main/desktop/awake'
import { FakeClock } from '../fakes/clock'

const NOW = Date.UTC(2026, 0, 5, 12, 0, 0)

describe('desktop/awake', () => {
  function setUp() {
    const heard = new Map<string, () => void>()
    const clock = new FakeClock(NOW)
    let idleS = 0
    const asked = vi.fn(() => idleS)
    const monitor = {
      on: (name: string, listener: () => void) => void heard.set(name, listener),
      getSystemIdleTime: asked,
    }
    const awake = makeAwake({ monitor: monitor as never, clock, idleLimitMs: () => 300_000, bus: null })
    const wakes = vi.fn()
    const sleeps = vi.fn()
    awake.onWake(wakes)
    awake.onSleep(sleeps)
    return {
      awake,
      asked,
      clock,
      wakes,
      sleeps,
      power: (name: string) => heard.get(name)?.(),
      idle: (seconds: number) => void (idleS = seconds),
    }
  }

  it('F5 doubled sleep and resume events are one', async () => {
    const { power, wakes, sleeps, clock } = setUp()
    power('suspend')
    power('suspend')
    await clock.advance(100)
    power('resume')
    power('resume')
    expect([sleeps.mock.calls.length, wakes.mock.calls.length]).toEqual([1, 1])
  })

  it('F5 a clock that jumped means we slept, though nobody said so', async () => {
    const { clock, wakes } = setUp()
    await clock.advance(60_000)
    expect(wakes).not.toHaveBeenCalled()
    clock.jump(9 * 3_600_000)
    await clock.advance(5_000)
    expect(wakes).toHaveBeenCalledTimes(1)
    await clock.advance(60_000)
    expect(wakes).toHaveBeenCalledTimes(1)
  })

  it('F5 a short sleep whose end nobody tells ends by itself, once', async () => {
    const { power, wakes, sleeps, clock, awake } = setUp()
    await clock.advance(2_000)
    power('suspend')
    await clock.advance(1_000)
    clock.jump(10_000)
    await clock.advance(16_000)
    expect([sleeps.mock.calls.length, wakes.mock.calls.length]).toEqual([1, 1])
    expect(awake.isAway()).toBe(false)
    await clock.advance(60_000)
    expect(wakes).toHaveBeenCalledTimes(1)
  })

  it('F5 the seconds before the machine really sleeps are no waking', async () => {
    const { power, wakes, clock } = setUp()
    await clock.advance(4_900)
    power('suspend')
    await clock.advance(5_500)
    expect(wakes).not.toHaveBeenCalled()
  })

  it('M11 who follows the keyboard hears of each turn first, and how the machine stands', async () => {
    const { awake, power, idle, sleeps, clock } = setUp()
    const seen: unknown[] = []
    awake.onTurn(() => seen.push([awake.state(), sleeps.mock.calls.length]))
    idle(7)
    power('lock-screen')
    power('lock-screen')
    power('suspend')
    await clock.advance(3_000)
    power('resume')
    power('unlock-screen')
    const state = (asleep: boolean, locked: boolean) => ({ asleep, locked, idleMs: 7_000 })
    expect(seen).toEqual([
      [state(false, true), 0],
      [state(true, true), 0],
      [state(false, true), 1],
      [state(false, false), 1],
    ])
  })

  it('F5 away means asleep, locked or idle', async () => {
    const { awake, power, idle, clock } = setUp()
    expect(awake.isAway()).toBe(false)
    power('lock-screen')
    expect(awake.isAway()).toBe(true)
    power('unlock-screen')
    idle(301)
    await clock.advance(500)
    expect(awake.isAway()).toBe(true)
    idle(0)
    power('suspend')
    expect(awake.isAway()).toBe(true)
  })

  it('P9 a flood of questions asks the desktop twice a second, also after the clock went back', async () => {
    const { awake, asked, clock } = setUp()
    for (let n = 0; n < 100; n += 1) {
      awake.isAway()
      await clock.advance(10)
    }
    expect(asked).toHaveBeenCalledTimes(2)
    clock.jump(-3_600_000)
    awake.isAway()
    expect(asked).toHaveBeenCalledTimes(3)
  })
})
