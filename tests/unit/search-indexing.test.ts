import { describe, expect, it } from 'vitest'
import { makeFacts, type Fact } from '../../src-main/core/facts'
import { keepIndexed } from '../../src-main/core/search/indexing'
import type { Tx } from '../../src-main/core/ports'
import { FakeClock } from '../fakes/clock'
import { FakeLog } from '../fakes/log'

/** What the store has that the index has not, and when steps were asked for. */
function world(behind = 0) {
  const clock = new FakeClock()
  const log = new FakeLog()
  const facts = makeFacts(log)
  const state = { behind, steps: 0, trouble: false }
  const indexSome = (most: number): Promise<number> => {
    if (state.trouble) return Promise.reject(Object.assign(new Error('no room'), { name: 'DiskFull' }))
    state.steps += 1
    const done = Math.min(most, state.behind)
    state.behind -= done
    return Promise.resolve(done)
  }
  const commit = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => work({ indexSome } as unknown as Tx)
  const stop = keepIndexed({ store: { commit }, facts, clock, log })
  const news = (rows = 1): void => {
    state.behind += rows
    facts.tell({ kind: 'MessageChanged' } as Fact)
  }
  return { clock, log, state, news, stop }
}

describe('F16 the index follows what is stored', () => {
  it('F16 what an earlier process left is taken up some seconds after the start, in small steps', async () => {
    const { clock, state, stop } = world(60)
    await clock.advance(4_900)
    expect(state.steps).toBe(0)
    await clock.advance(1_000)
    expect(state).toMatchObject({ behind: 0, steps: 3 })
    stop()
    expect(clock.waiting).toBe(0)
  })

  it('F5 a catch-up is stored first: nothing is indexed before its news have ended', async () => {
    const { clock, state, news, stop } = world()
    await clock.advance(6_000)
    const before = state.steps
    for (let at = 0; at < 6_000; at += 100) {
      news(10)
      await clock.advance(100)
    }
    expect(state.steps).toBe(before)
    await clock.advance(2_000)
    expect(state.behind).toBe(0)
    stop()
  })

  it('F16 news that never end are indexed all the same, all of them', async () => {
    const { clock, state, news, stop } = world()
    for (let at = 0; at < 60_000; at += 100) {
      news(20)
      await clock.advance(100)
    }
    expect(state.behind).toBeLessThan(20 * 110)
    await clock.advance(5_000)
    expect(state.behind).toBe(0)
    stop()
  })

  it('F16 what comes during the last step is not forgotten, and a full disk is waited out', async () => {
    const { clock, log, state, news, stop } = world()
    await clock.advance(6_000)
    state.trouble = true
    news()
    await clock.advance(1_000)
    expect([state.behind, log.bugs]).toEqual([1, []])
    state.trouble = false
    await clock.advance(31_000)
    expect(state.behind).toBe(0)
    news()
    await clock.advance(310)
    news()
    await clock.advance(1_000)
    expect(state.behind).toBe(0)
    stop()
    expect(clock.waiting).toBe(0)
  })
})
