/** Pictures that were shown, kept in the encrypted file for a time without a network (F4, F18). */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { accountId, messageId } from '../../src-preload/contract/ids'
import type { PictureKey, Store } from '../../src-main/core/ports'
import { openStore } from '../../src-main/store/index'
import { KEY, ME, NOON, aConversation, aMessage, keepingLog, keyOf } from './examples'

const DAY = 86_400_000
let folder: string
let store: Store
const open = () => openStore(join(folder, 'a.db'), KEY, keepingLog())
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'perch-pictures-'))
  store = open()
  await store.commit(async (tx) => {
    for (const id of [1, 2])
      await tx.putConversation({ conversation: aConversation(id, { status: 'resolved' }), evidenceAt: 1 })
    for (const [talk, id] of [
      [1, 10],
      [1, 11],
      [2, 20],
    ] as const)
      await tx.putMessage({ message: aMessage(talk, id, { attachments: [anAttachment(1)] }), evidenceAt: 1 })
  })
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const anAttachment = (id: number) => ({
  ...{ id, type: 'image', name: 'mug.png', url: 'https://x/f', thumbUrl: null, size: 9, width: null, height: null },
})
const keyFor = (message: number, isSmall = true): PictureKey => ({
  ...{ accountId: accountId.parse(1), messageId: messageId.parse(message), attachmentId: 1, isSmall },
})
const bytesOf = (n: number, length = 100) => new Uint8Array(length).fill(n)
const put = (key: PictureKey, bytes: Uint8Array, usedAt = NOON) =>
  store.commit((tx) => tx.putPicture(key, { bytes, type: 'image/png', usedAt }))
const has = async (key: PictureKey) => (await store.picture(key)) !== null

describe('F4 pictures that were shown', () => {
  test('F4 come back byte for byte from a file that was closed, small and whole apart', async () => {
    await put(keyFor(10), bytesOf(1))
    await put(keyFor(10, false), bytesOf(2, 300_000))
    await store.close()
    store = open()
    expect(await store.picture(keyFor(10))).toEqual({ bytes: bytesOf(1), type: 'image/png' })
    expect((await store.picture(keyFor(10, false)))?.bytes).toEqual(bytesOf(2, 300_000))
    expect(await has(keyFor(11))).toBe(false)
  })

  test('F4 cannot be read off the disk', async () => {
    const words = new TextEncoder().encode('A photograph of a broken mug, once more. '.repeat(50))
    await put(keyFor(10), words)
    await store.close()
    const disk = readdirSync(folder).map((name) => readFileSync(join(folder, name)))
    expect(disk.some((file) => file.includes('photograph of a broken mug'))).toBe(false)
    store = open()
    expect((await store.picture(keyFor(10)))?.bytes).toEqual(words)
  })

  test('F4 are gone with their message: deleted by somebody, with its conversation, pruned as history', async () => {
    for (const message of [10, 11, 20]) await put(keyFor(message), bytesOf(message))
    const deleted = aMessage(1, 10, { deleted: true, content: 'This message was deleted' })
    await store.commit((tx) => tx.putMessage({ message: deleted, evidenceAt: 2 }))
    expect([await has(keyFor(10)), await has(keyFor(11))]).toEqual([false, true])
    await store.commit((tx) => tx.removeConversation(keyOf(1, 2)))
    expect([await has(keyFor(20)), await has(keyFor(11))]).toEqual([false, true])
    await store.commit(async (tx) => {
      for (let id = 100; id < 160; id += 1) await tx.putMessage({ message: aMessage(1, id), evidenceAt: 1 })
    })
    await store.commit((tx) => tx.prune({ me: ME, before: NOON + DAY, after: null }))
    expect(await store.message(accountId.parse(1), messageId.parse(11))).toBeNull()
    expect(await has(keyFor(11))).toBe(false)
  })

  test('F4 a commit that fails keeps message and picture', async () => {
    await put(keyFor(20), bytesOf(1))
    const failing = store.commit(async (tx) => {
      await tx.removeConversation(keyOf(1, 2))
      throw new Error('the process died here')
    })
    await expect(failing).rejects.toThrow()
    expect(await has(keyFor(20))).toBe(true)
  })

  test('F4 those that were not looked at for longest go first, and only as many as must', async () => {
    await put(keyFor(10), bytesOf(1), NOON)
    await put(keyFor(11), bytesOf(2), NOON + 1)
    await put(keyFor(20), bytesOf(3), NOON + 2)
    await store.commit((tx) => tx.touchPicture(keyFor(10), NOON + 3))
    await store.commit((tx) => tx.trimPictures({ bytes: 200, before: 0 }))
    expect([await has(keyFor(10)), await has(keyFor(11)), await has(keyFor(20))]).toEqual([true, false, true])
    await store.commit((tx) => tx.trimPictures({ bytes: 1_000, before: NOON + 3 }))
    expect([await has(keyFor(10)), await has(keyFor(20))]).toEqual([true, false])
  })
})
