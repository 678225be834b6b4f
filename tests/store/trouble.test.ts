import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { storeTroubleOf } from '../../src-main/core/store-trouble'
import type { Connection } from '../../src-main/store/connection'
import { openDatabase } from '../../src-main/store/database'
import { openStore } from '../../src-main/store/index'
import { plain } from '../../src-main/store/statement'
import { makeStore } from '../../src-main/store/store'
import { KEY, NOON, aConversation, aJob, aMessage, keepingLog, keyOf } from './examples'
import { fill } from './fill'

let folder: string
let file: string
let connection: Connection
const log = keepingLog()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perch-trouble-'))
  file = join(folder, 'a.db')
  connection = openDatabase({ file, key: KEY, log })
})
afterEach(() => {
  connection.close()
  rmSync(folder, { recursive: true, force: true })
})

/** As many pages as the file has now, and so many more. */
function leaveRoom(pages: number): void {
  const [{ page_count: now } = { page_count: 0 }] = connection.all(plain<{ page_count: number }>('PRAGMA page_count'), {})
  connection.exec(`PRAGMA max_page_count = ${now + pages}`)
}

async function troubleOf(work: Promise<unknown>): Promise<string | null> {
  return work.then(
    () => 'none',
    (error: unknown) => storeTroubleOf(error),
  )
}

const long = (n: number) => aMessage(1, n, { content: 'x'.repeat(20_000) })

describe('a disk that is full', () => {
  test('F2 has a name, takes the whole commit back, and the next commit works when there is room', async () => {
    const store = makeStore(connection)
    await store.commit((tx) => tx.putJob(aJob(1)))
    leaveRoom(2)
    const work = store.commit(async (tx) => {
      await tx.putJob(aJob(2))
      for (let n = 1; n <= 20; n += 1) await tx.putMessage({ message: long(n), evidenceAt: NOON })
    })
    expect(await troubleOf(work)).toBe('DiskFull')
    expect((await store.jobs()).map((job) => job.clientId)).toEqual([aJob(1).clientId])
    expect(await store.messages(keyOf(1, 1), null, 100)).toEqual([])
    leaveRoom(1_000)
    await store.commit((tx) => tx.putMessage({ message: long(1), evidenceAt: NOON }))
    expect(await store.messages(keyOf(1, 1), null, 100)).toHaveLength(1)
  })

  test('F2 a commit that goes on after the disk said no keeps nothing', async () => {
    const store = makeStore(connection)
    leaveRoom(0)
    const work = store.commit(async (tx) => {
      for (let n = 1; n <= 20; n += 1) await tx.putMessage({ message: long(n), evidenceAt: NOON }).catch(() => undefined)
      await tx.putJob(aJob(2))
    })
    await troubleOf(work)
    leaveRoom(1_000)
    const [jobs, messages] = [await store.jobs(), await store.messages(keyOf(1, 1), null, 100)]
    expect({ jobs: jobs.length > 0, messages: messages.length > 0 }).toEqual({ jobs: false, messages: false })
  })
})

describe('a damaged file', () => {
  /** Writes over the middle of every page from this part of the file on. */
  async function damage(from: number): Promise<void> {
    const first = makeStore(connection)
    await fill(first, { conversations: 400, messagesEach: 5 })
    await first.close()
    const { size } = statSync(file)
    const handle = openSync(file, 'r+')
    for (let at = Math.floor((size * from) / 4_096) * 4_096 + 4_096; at < size; at += 4_096)
      writeSync(handle, Buffer.alloc(2_048, 7), 0, 2_048, at + 16)
    closeSync(handle)
  }

  test('F4 is refused by name when it cannot be opened', async () => {
    await damage(0)
    expect(await troubleOf(Promise.resolve().then(() => openDatabase({ file, key: KEY, log })))).toBe('BrokenDatabase')
  })

  test('F4 is named when it is read, not taken for a bug', async () => {
    await damage(0.5)
    const opened = openStore(file, KEY, log)
    const troubles = new Set<string | null>()
    for (let id = 1; id <= 400; id += 1) troubles.add(await troubleOf(opened.conversation(keyOf(1, id))))
    expect(troubles).toContain('BrokenDatabase')
    expect(troubles).not.toContain(null)
    await opened.close().catch(() => undefined)
  })

  test('F4 what is closed says so', async () => {
    const store = makeStore(connection)
    await store.close()
    expect(await troubleOf(store.commit((tx) => tx.putConversation({ conversation: aConversation(1), evidenceAt: 0 })))).toBe(
      'StoreClosed',
    )
  })
})
