/** Bytes that wait to be sent: in pieces, in order, and gone when nobody wants them any more (F18). */
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { outgoing } from '../../src-main/core/files/on-the-way'
import { Stager } from '../../src-main/core/files/staging'
import { makeFacts } from '../../src-main/core/facts'
import type { Store, StoredFile } from '../../src-main/core/ports'
import { openStore } from '../../src-main/store/index'
import type { StagedId } from '../../src-preload/contract/ids'
import { FakeChance, uuidOf } from '../fakes/chance'
import { FakeLog } from '../fakes/log'
import { someBytes, sourceOf } from '../fakes/sources'
import { KEY, aConversation, aJob, clientIdOf, keepingLog, keyOf } from './examples'

let folder: string
let store: Store
const key = keyOf(1, 1)
const log = keepingLog()
const open = (): Store => openStore(join(folder, 'a.db'), KEY, log)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perch-store-'))
  store = open()
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const aFile = (n: number, over: Partial<StoredFile> = {}): StoredFile => ({
  ...key,
  id: uuidOf(n) as StagedId,
  clientId: null,
  position: n,
  name: `файл ${n}\u0000.bin`,
  type: 'application/pdf',
  size: 3,
  isWhole: true,
  ...over,
})

const put = (...files: StoredFile[]) =>
  store.commit(async (tx) => {
    for (const file of files) {
      await tx.putFile(file)
      await tx.putFilePiece(file.id, 0, Uint8Array.of(1, 2, 3))
    }
  })
const names = async () => (await store.files(key)).map(({ name }) => name)
const hasBytes = async (n: number) => (await store.filePiece(uuidOf(n), 0)) !== null

describe('staged files', () => {
  test('F18 come back as they were, in order, after the file was closed', async () => {
    await put(aFile(2), aFile(1, { clientId: clientIdOf(5), isWhole: false }))
    await store.close()
    store = open()
    expect(await store.files(key)).toEqual([aFile(1, { clientId: clientIdOf(5), isWhole: false }), aFile(2)])
    expect(await store.file(uuidOf(2))).toEqual(aFile(2))
    expect([...((await store.filePiece(uuidOf(2), 0)) ?? [])]).toEqual([1, 2, 3])
    expect(await store.filePiece(uuidOf(2), 1)).toBeNull()
  })

  test('F18 a new place or owner leaves the bytes alone', async () => {
    await put(aFile(1))
    await store.commit((tx) => tx.putFile(aFile(1, { clientId: clientIdOf(1), position: 7 })))
    expect(await hasBytes(1)).toBe(true)
  })

  test('F18 one that is removed takes its bytes along, and so does its conversation', async () => {
    await put(aFile(1), aFile(2))
    await store.commit((tx) => tx.removeFile(uuidOf(1)))
    expect([await names(), await hasBytes(1), await hasBytes(2)]).toEqual([[aFile(2).name], false, true])
    await store.commit(async (tx) => {
      await tx.putConversation({ conversation: aConversation(1), evidenceAt: 0 })
      await tx.removeConversation(key)
    })
    expect([await names(), await hasBytes(2)]).toEqual([[], false])
  })

  test('F18 the sweep takes what nobody will ask for again and nothing else', async () => {
    await put(
      aFile(1),
      aFile(2, { isWhole: false }),
      aFile(3, { clientId: clientIdOf(1) }),
      aFile(4, { clientId: clientIdOf(2) }),
    )
    await store.commit(async (tx) => {
      await tx.putJob(aJob(1))
      await tx.putFilePiece(uuidOf(9), 0, Uint8Array.of(1))
      await tx.sweepFiles()
    })
    expect(await names()).toEqual([aFile(1).name, aFile(2).name, aFile(3).name])
    expect(await Promise.all([1, 2, 3, 4, 9].map(hasBytes))).toEqual([true, false, true, false, false])
  })

  test('F18 a file that has lost a piece is whole no more', async () => {
    await put(aFile(1, { size: 4 }), aFile(2))
    await store.commit((tx) => tx.sweepFiles())
    expect((await store.files(key)).map(({ isWhole }) => isWhole)).toEqual([false, true])
  })

  test('F18 G11 40 MB go in and out without a byte changed, encrypted, and the room is free again afterwards', async () => {
    const bytes = someBytes(40 * 1024 * 1024)
    const marker = Buffer.from('a very recognisable line of text in a file')
    marker.copy(bytes, 1_000)
    const clock = { now: () => Date.now(), after: (ms: number, run: () => void) => (setTimeout(run, ms), () => undefined) }
    const stager = new Stager({ store, facts: makeFacts(new FakeLog()), clock, chance: new FakeChance() })
    const { staged } = await stager.stage(key, { private: false }, [sourceOf('big.bin', bytes, 65_536)])
    const file = await store.file(staged[0]?.id ?? '')
    if (file === null) throw new Error('not staged')
    const hash = createHash('sha256')
    for await (const piece of outgoing(store, file).pieces()) hash.update(piece)
    expect(hash.digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'))
    await stager.drop(file.id)
    await store.close()
    expect(readFileSync(join(folder, 'a.db')).includes(marker)).toBe(false)
    store = open()
    expect([await names(), await store.filePiece(file.id, 0)]).toEqual([[], null])
  }, 60_000)
})
