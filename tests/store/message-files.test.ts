import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../src-main/core/ports'
import type { Connection } from '../../src-main/store/connection'
import { openDatabase } from '../../src-main/store/database'
import { makeStore } from '../../src-main/store/store'
import type { Message } from '../../src-preload/contract/entities'
import { KEY, NOON, aMessage, keepingLog, keyOf } from './examples'

let folder: string
let store: Store
let connection: Connection
const HERE = keyOf(1, 1)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perch-message-files-'))
  connection = openDatabase({ file: join(folder, 'a.db'), key: KEY, log: keepingLog() })
  store = makeStore(connection)
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const put = (...messages: Message[]) =>
  store.commit(async (tx) => {
    for (const message of messages) await tx.putMessage({ message, evidenceAt: NOON })
  })

describe('files', () => {
  const file = {
    id: 1,
    type: 'image',
    name: 'mug.png',
    url: 'https://x.test/mug.png',
    thumbUrl: null,
    size: 1,
    width: 1,
    height: 1,
  }

  test('F9 messages that brought files, the newest first; not those that are deleted, unsent or of other conversations', async () => {
    const attachments = [file]
    const minute = (n: number) => ({ createdAt: NOON + n * 60_000 })
    await put(
      aMessage(1, 10, { attachments, ...minute(1) }),
      aMessage(1, 11, minute(2)),
      aMessage(1, 12, { attachments, ...minute(3) }),
      aMessage(1, 13, { attachments, deleted: true, ...minute(4) }),
      aMessage(2, 14, { attachments, ...minute(5) }),
    )
    expect((await store.messagesWithFiles(HERE, 10)).map(({ id }) => id)).toEqual([12, 10])
    expect((await store.messagesWithFiles(HERE, 1)).map(({ id }) => id)).toEqual([12])
    expect(await store.messagesWithFiles(keyOf(1, 9), 10)).toEqual([])
  })

  test('F9 a row that is no longer readable hides no other', async () => {
    await put(aMessage(1, 10, { attachments: [file] }), aMessage(1, 11, { attachments: [file] }))
    connection.exec(`UPDATE messages SET entity = '{"broken' WHERE id = 11`)
    expect((await store.messagesWithFiles(HERE, 10)).map(({ id }) => id)).toEqual([10])
  })
})
