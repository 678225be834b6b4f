/** What is promised is on the disk first: files are copied, checked and counted before a draft has them (F18). */
import { beforeEach, describe, expect, it } from 'vitest'
import { type FileSource, Stager } from '../../src-main/core/files/staging'
import { makeFacts } from '../../src-main/core/facts'
import type { Store } from '../../src-main/core/ports'
import { MAX_FILE_BYTES } from '../../src-preload/contract/staged-limits'
import { FakeChance } from '../fakes/chance'
import { FakeClock } from '../fakes/clock'
import { FakeLog } from '../fakes/log'
import { keyOf } from '../fakes/outbox-world'
import { someBytes, sourceOf } from '../fakes/sources'
import { MemoryDisk, openMemoryStore } from '../fakes/store-memory'

const key = keyOf(0)
const note = { private: true }
const PIECE = 256 * 1024

let disk: MemoryDisk
let clock: FakeClock
let chance: FakeChance
beforeEach(() => {
  disk = new MemoryDisk()
  clock = new FakeClock()
  chance = new FakeChance()
})

const stagerOver = (store: Store) => new Stager({ store, facts: makeFacts(new FakeLog()), clock, chance })
const fresh = () => stagerOver(openMemoryStore(disk))

/** Until it is done, whatever it waits for. */
async function done<T>(work: Promise<T>): Promise<T> {
  let isOver = false
  const over = work.finally(() => (isOver = true))
  over.catch(() => undefined)
  while (!isOver) await clock.advance(1)
  return over
}
const kept = () => Buffer.concat([...disk.state.pieces.values()])
const pieceCount = () => disk.state.pieces.size

describe('staging', () => {
  it('F18 the bytes lie in rows of 256 KiB, and a draft that begins with a file is what the composer was', async () => {
    const bytes = someBytes(5 * PIECE + 17)
    const { staged, refused } = await done(fresh().stage(key, note, [sourceOf('/home/mira/plan.bin', bytes)]))
    expect(refused).toEqual([])
    expect(staged).toMatchObject([{ name: 'plan.bin', type: 'application/octet-stream', size: bytes.length, isWhole: true }])
    expect(kept().equals(bytes)).toBe(true)
    expect([...disk.state.pieces.values()].map((piece) => piece.length)).toEqual([...Array<number>(5).fill(PIECE), 17])
    expect(await openMemoryStore(disk).draft(key)).toMatchObject({ text: '', private: true })
  })

  it('F18 empty, too large, vanished, a folder: each by its reason, and nothing is left of it', async () => {
    const odd = (name: string, size: FileSource['size']): FileSource => ({ ...sourceOf(name, someBytes(0)), size })
    const shrunk = { ...sourceOf('shrunk', someBytes(10)), size: 20 }
    const grown = { ...sourceOf('grown', someBytes(30)), size: 20 }
    const broken: FileSource = {
      name: 'broken',
      size: 5,
      async *pieces() {
        await Promise.resolve()
        throw new Error('EIO')
      },
    }
    const sources = [
      odd('empty', 0),
      odd('big', MAX_FILE_BYTES + 1),
      odd('gone', 'gone'),
      odd('folder', 'folder'),
      shrunk,
      grown,
      broken,
    ]
    const { staged, refused } = await done(fresh().stage(key, note, sources))
    expect(staged).toEqual([])
    expect(refused.map(({ name, why }) => `${name}: ${why}`)).toEqual([
      'empty: empty',
      'big: too-large',
      'gone: gone',
      'folder: folder',
      'shrunk: gone',
      'grown: gone',
      'broken: gone',
    ])
    expect([disk.state.files.size, pieceCount(), disk.state.drafts.size]).toEqual([0, 0, 0])
  })

  it('F18 fifteen files and no more, also when two hands add them at once', async () => {
    const stager = fresh()
    const many = Array.from({ length: 100 }, (_, n) => sourceOf(`${n}.bin`, someBytes(n + 1)))
    const [one, two] = await done(Promise.all([stager.stage(key, note, many), stager.stage(key, note, many.slice(0, 100))]))
    expect(one.staged.length + two.staged.length).toBe(15)
    expect([...one.refused, ...two.refused].every(({ why }) => why === 'too-many')).toBe(true)
    expect((await stager.list(key)).length).toBe(15)
    const other = await done(stager.stage(keyOf(1), note, many.slice(0, 1)))
    expect(other.staged.length).toBe(1)
  })

  it('F18 F6 killed at any step of the copying: the name stays, the bytes do not, and the start clears away', async () => {
    const bytes = someBytes(9 * PIECE)
    for (let commits = 1; commits <= 4; commits += 1) {
      disk = new MemoryDisk()
      const store = openMemoryStore(disk)
      let left = commits
      const dying: Store = { ...store, commit: (work) => (left-- > 0 ? store.commit(work) : new Promise(() => undefined)) }
      void stagerOver(dying).stage(key, note, [sourceOf('half.bin', bytes)])
      for (let turn = 0; turn < 20; turn += 1) await clock.advance(1)
      const next = fresh()
      await done(next.start())
      expect(await next.list(key)).toMatchObject([{ name: 'half.bin', isWhole: false }])
      expect(pieceCount()).toBe(0)
    }
  })

  it('F18 one that is removed leaves nothing, and an empty draft goes with the last', async () => {
    const stager = fresh()
    const { staged } = await done(stager.stage(key, note, [sourceOf('a', someBytes(9)), sourceOf('b', someBytes(9))]))
    await done(stager.drop(staged[0]?.id as never))
    expect((await stager.list(key)).map(({ name }) => name)).toEqual(['b'])
    expect(disk.state.drafts.size).toBe(1)
    await done(stager.drop(staged[1]?.id as never))
    expect([disk.state.files.size, pieceCount(), disk.state.drafts.size]).toEqual([0, 0, 0])
  })

  it('F18 a full disk is told as such and leaves no half file behind', async () => {
    const store = openMemoryStore(disk)
    let commits = 0
    const full: Store = {
      ...store,
      commit: (work) => {
        commits += 1
        return commits === 2 ? Promise.reject(Object.assign(new Error('full'), { name: 'DiskFull' })) : store.commit(work)
      },
    }
    await expect(done(stagerOver(full).stage(key, note, [sourceOf('a', someBytes(9))]))).rejects.toMatchObject({
      name: 'DiskFull',
    })
    expect([disk.state.files.size, pieceCount()]).toEqual([0, 0])
  })
})
