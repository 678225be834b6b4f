/** M15: whatever is in a pack is spared, and nothing else is; with its pack its protection goes. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ConversationKey } from '../../src-preload/contract/ids'
import { accountId, conversationId, messageId } from '../../src-preload/contract/ids'
import type { PruneAsk, StoredPack } from '../../src-main/core/ports'
import { aConversation, aMessage, ME, NOON } from './examples'
import { temporaryStore } from './temporary'

const TALKS = 6
const LINES = 60
const place = temporaryStore()

const keyOf = (n: number): ConversationKey => ({ accountId: accountId.parse(1), conversationId: conversationId.parse(n) })
const pack = (id: string): StoredPack => ({
  id,
  ask: { accounts: [], labels: [], contact: null, period: { kind: 'days', days: 9 }, files: null, keepDays: null },
  ...{ stage: 'here', since: 0, place: { list: 0, page: 1 }, createdAt: 1, builtAt: 2, expiresAt: null },
})

async function fill(): Promise<void> {
  await place.store.commit(async (tx) => {
    for (let talk = 1; talk <= TALKS; talk += 1) {
      await tx.putConversation({ conversation: aConversation(talk, { status: 'resolved', assignee: null }), evidenceAt: 1 })
      for (let line = 0; line < LINES; line += 1) {
        const id = messageId.parse(talk * 1_000 + line)
        await tx.putMessage({ message: aMessage(talk, id, { createdAt: NOON + line }), evidenceAt: 1 })
      }
    }
  })
}

async function pruneAll(): Promise<void> {
  let after: PruneAsk['after'] = null
  do {
    const from: PruneAsk['after'] = after
    ;({ after } = await place.store.commit((tx) => tx.prune({ me: ME, before: NOON + 3_600_000, after: from })))
  } while (after !== null)
}

const left = async (talk: number) => (await place.store.messages(keyOf(talk), null, 1_000)).length

describe('packs', () => {
  test('M15 pruning takes nothing of any pack and all else it may; what a removed pack held goes like the rest', async () => {
    const some = fc.uniqueArray(fc.integer({ min: 1, max: TALKS }))
    await fc.assert(
      fc.asyncProperty(some, some, async (one, other) => {
        await fill()
        await place.store.commit(async (tx) => {
          for (const [id, held] of [
            ['a', one],
            ['b', other],
          ] as const) {
            await tx.putPack(pack(id))
            await tx.addToPack(id, held.map(keyOf))
          }
        })
        await pruneAll()
        for (let talk = 1; talk <= TALKS; talk += 1)
          expect(await left(talk)).toBe(one.includes(talk) || other.includes(talk) ? LINES : 50)
        await place.store.commit((tx) => tx.removePack('a'))
        await pruneAll()
        for (let talk = 1; talk <= TALKS; talk += 1) expect(await left(talk)).toBe(other.includes(talk) ? LINES : 50)
        await place.store.commit((tx) => tx.removePack('b'))
      }),
      { numRuns: 15 },
    )
  })

  test('M15 says how far it is, what is next, and forgets a conversation that is gone', async () => {
    await fill()
    await place.store.commit(async (tx) => {
      await tx.putPack(pack('a'))
      await tx.addToPack('a', [keyOf(1), keyOf(2), keyOf(3)])
      await tx.setPackState('a', keyOf(1), 'here')
      await tx.setPackState('a', keyOf(2), 'unreadable')
      await tx.setPackState('a', keyOf(5), 'here')
    })
    expect(await place.store.packs()).toEqual([pack('a')])
    expect(await place.store.packCount('a')).toEqual({ all: 3, here: 1, unreadable: 1 })
    expect(await place.store.packNext('a')).toEqual(keyOf(3))
    expect(await place.store.packUse('a')).toEqual({ messages: 3 * LINES, fileBytes: 0 })
    await place.store.commit((tx) => tx.removeConversation(keyOf(3)))
    expect(await place.store.packNext('a')).toBeNull()
    expect(await place.store.packCount('a')).toEqual({ all: 2, here: 1, unreadable: 1 })
  })

  test('M15 a picture that a pack fetched is not trimmed with those that were shown, until the pack goes', async () => {
    await fill()
    const key = (id: number) => ({
      accountId: keyOf(1).accountId,
      messageId: messageId.parse(id),
      attachmentId: 1,
      isSmall: false,
    })
    const picture = { bytes: new Uint8Array(1_000), type: 'image/png', usedAt: 5 }
    await place.store.commit(async (tx) => {
      await tx.putPack(pack('a'))
      await tx.addToPack('a', [keyOf(1)])
      for (const id of [1_001, 1_002]) await tx.putPicture(key(id), picture)
      await tx.keepPicture(key(1_001))
      await tx.trimPictures({ bytes: 0, before: 0 })
    })
    expect(await place.store.picture(key(1_001))).not.toBeNull()
    expect(await place.store.picture(key(1_002))).toBeNull()
    expect(await place.store.packUse('a')).toEqual({ messages: LINES, fileBytes: 1_000 })
    await place.store.commit(async (tx) => {
      await tx.removePack('a')
      await tx.trimPictures({ bytes: 0, before: 0 })
    })
    expect(await place.store.picture(key(1_001))).toBeNull()
  })

  test('M15 the stock of a choice counts what fits it: period, inbox, label, customer; files by a sample', async () => {
    await fill()
    const file = { id: 1, type: 'image', name: 'a.png', url: 'https://x/a', thumbUrl: null, size: 400, width: 1, height: 1 }
    await place.store.commit(async (tx) => {
      await tx.putConversation({ conversation: aConversation(1, { labels: ['vip'], inboxId: 9 }), evidenceAt: 2 })
      await tx.setHistorySince(keyOf(1), 0)
      const id = messageId.parse(1_000)
      await tx.putMessage({
        message: aMessage(1, id, { createdAt: NOON, attachments: [file, { ...file, id: 2, type: 'file' }] }),
        evidenceAt: 2,
      })
    })
    const scope = { account: keyOf(1).accountId, since: 0, inboxes: null, labels: [], contact: null }
    const everything = await place.store.packStock(scope, null)
    expect(everything).toMatchObject({ known: TALKS, filled: 1, messages: TALKS * LINES, filledMessages: LINES })
    for (const one of [{ labels: ['vip', 'x'] }, { inboxes: [9 as never] }])
      expect(await place.store.packStock({ ...scope, ...one }, null)).toMatchObject({ known: 1, messages: LINES })
    expect(await place.store.packStock({ ...scope, contact: 123_456 as never }, null)).toMatchObject({ known: 0, messages: 0 })
    expect(await place.store.packStock({ ...scope, since: NOON + 1e12 }, null)).toMatchObject({ known: 0 })
    const files = await place.store.packStock(scope, { kinds: 'all', maxBytes: 1_000 })
    expect(files).toMatchObject({ filesPerMessage: 2 / (TALKS * LINES), bytesPerFile: 400 })
    expect(await place.store.packStock(scope, { kinds: 'pictures', maxBytes: 100 })).toMatchObject({ filesPerMessage: 0 })
  })
})
