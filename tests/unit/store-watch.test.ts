import { beforeEach, describe, expect, it } from 'vitest'
import type { Storage } from '../../src-preload/contract/entities'
import type { Store } from '../../src-main/core/ports'
import { type WatchedStore, watchStore } from '../../src-main/core/store-watch'
import { FakeClock } from '../fakes/clock'
import { MemoryDisk, openMemoryStore } from '../fakes/store-memory'

const MINUTE = 60_000

let clock: FakeClock
let trouble: string | null
let told: Storage['trouble'][]
let broken: number
let watched: WatchedStore

beforeEach(() => {
  clock = new FakeClock()
  ;[trouble, told, broken] = [null, [], 0]
  const real = openMemoryStore(new MemoryDisk())
  const store: Store = {
    ...real,
    commit: (work) =>
      trouble === null ? real.commit(work) : Promise.reject(Object.assign(new Error(trouble), { name: trouble })),
  }
  watched = watchStore(store, {
    clock,
    changed: (storage) => void told.push(storage.trouble),
    broken: () => void (broken += 1),
  })
})

const write = () => watched.store.commit(() => Promise.resolve(1))

describe('a store that is watched', () => {
  it('F2 who asks still gets the error; the state begins, ends by itself, and how long it lasted is a line', async () => {
    trouble = 'DiskFull'
    await expect(write()).rejects.toMatchObject({ name: 'DiskFull' })
    await expect(write()).rejects.toMatchObject({ name: 'DiskFull' })
    expect(told).toEqual(['DiskFull'])
    expect(watched.storage()).toMatchObject({ trouble: 'DiskFull', sinceAt: clock.now() })
    await clock.advance(3 * MINUTE)
    expect(told).toEqual(['DiskFull'])
    trouble = null
    await clock.advance(10_000)
    expect(told).toEqual(['DiskFull', null])
    expect(watched.storage()).toMatchObject({ trouble: null, sinceAt: null })
    const [line] = await watched.store.health(1)
    expect(line).toMatchObject({ what: 'store', facts: { word: 'DiskFull' } })
    expect(line?.facts['lastedMs']).toBeGreaterThanOrEqual(3 * MINUTE)
    expect(clock.waiting).toBe(0)
  })

  it('F2 another trouble takes the place of the first, and counts from the first', async () => {
    const since = clock.now()
    trouble = 'DatabaseLocked'
    await expect(write()).rejects.toThrow()
    trouble = 'DiskTrouble'
    await clock.advance(MINUTE)
    expect(told).toEqual(['DatabaseLocked', 'DiskTrouble'])
    expect(watched.storage().sinceAt).toBe(since)
  })

  it('F4 a damaged file is told once, and nobody tries to write to it again', async () => {
    trouble = 'BrokenDatabase'
    await expect(write()).rejects.toThrow()
    await expect(write()).rejects.toThrow()
    await clock.advance(MINUTE)
    expect([broken, told, clock.waiting]).toEqual([1, ['BrokenDatabase'], 0])
  })

  it.each(['StoreClosed', 'TypeError'])('F2 %s is no trouble of the disk', async (name) => {
    trouble = name
    await expect(write()).rejects.toThrow()
    expect([told, clock.waiting]).toEqual([[], 0])
  })

  it('F2 stopped, it neither tries nor tells', async () => {
    trouble = 'DiskFull'
    await expect(write()).rejects.toThrow()
    watched.stop()
    await clock.advance(MINUTE)
    expect([told, clock.waiting]).toEqual([['DiskFull'], 0])
  })
})
