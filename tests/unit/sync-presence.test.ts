import { expect, it } from 'vitest'
import { startPresence } from '../../src-main/core/sync/presence'
import { FakeClock } from '../fakes/clock'

it('M11 beats for each account every 15 s while somebody is there, never while nobody is, and stops', async () => {
  const clock = new FakeClock()
  const beats: number[] = []
  let isAway = false
  const stop = startPresence({
    clock,
    awake: { isAway: () => isAway },
    accounts: () => [1, 2] as never,
    beat: (account) => void beats.push(account),
  })
  await clock.advance(45_000)
  expect(beats).toEqual([1, 2, 1, 2, 1, 2, 1, 2])
  isAway = true
  await clock.advance(60_000)
  expect(beats).toHaveLength(8)
  isAway = false
  await clock.advance(15_000)
  expect(beats).toHaveLength(10)
  stop()
  expect(clock.waiting).toBe(0)
})
