import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../src-main/core/ports'
import type { Connection } from '../../src-main/store/connection'
import { openDatabase } from '../../src-main/store/database'
import { makeStore } from '../../src-main/store/store'
import type { Message } from '../../src-preload/contract/entities'
import { messageId } from '../../src-preload/contract/ids'
import { KEY, NOON, aConversation, aJob, aMessage, clientIdOf, keepingLog, keyOf } from './examples'

let folder: string
let store: Store
let connection: Connection
let log: ReturnType<typeof keepingLog>
const HERE = keyOf(1, 1)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perch-messages-'))
  log = keepingLog()
  connection = openDatabase({ file: join(folder, 'a.db'), key: KEY, log })
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
const timeline = async (limit = 100) => await store.messages(HERE, null, limit)
const at = (n: number) => messageId.parse(n)

describe('pages', () => {
  test('F4 oldest first by time, then by id; pages join without a gap, also past an anchor that is not here', async () => {
    const times = fc.uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 500 }), second: fc.nat(20) }), {
      selector: (one) => one.id,
      maxLength: 60,
    })
    await fc.assert(
      fc.asyncProperty(times, fc.integer({ min: 1, max: 9 }), async (all, limit) => {
        await put(...all.map(({ id, second }) => aMessage(1, id, { createdAt: NOON + second * 1000 })))
        const order = [...all].sort((one, other) => one.second - other.second || one.id - other.id).map((one) => one.id)
        const read: (number | null)[] = []
        for (let before: number | null | undefined = null; before !== undefined;) {
          const page = await store.messages(HERE, before === null ? null : at(before), limit)
          read.unshift(...page.map((message) => message.id))
          before = page[0]?.id
        }
        expect(read).toEqual(order)
        await store.commit((tx) => tx.removeConversation(HERE))
      }),
      { numRuns: 40 },
    )
    await put(aMessage(1, 10), aMessage(1, 20), aMessage(1, 30))
    expect((await store.messages(HERE, at(25), 10)).map((message) => message.id)).toEqual([10, 20])
  })

  test('F2 what has not left comes last on the newest page only, each with its place in the outbox', async () => {
    await put(aMessage(1, 1), aMessage(1, 2), aMessage(2, 3))
    await put(
      aMessage(1, null, { clientId: clientIdOf(2), createdAt: NOON - 5 }),
      aMessage(1, null, { clientId: clientIdOf(1), createdAt: NOON - 9 }),
    )
    const reason = { key: 'refused', words: 'Nul \0 and ünïcode' }
    await store.commit((tx) => tx.putJob(aJob(2, { state: 'failed', notBeforeAt: NOON + 5, reason })))
    const all = await timeline()
    expect(all.map((message) => message.id ?? message.clientId)).toEqual([1, 2, clientIdOf(1), clientIdOf(2)])
    expect(all.map((message) => message.outbox)).toEqual([
      null,
      null,
      null,
      { clientId: clientIdOf(2), state: 'failed', untilAt: NOON + 5, leaveAt: null, reason },
    ])
    expect((await timeline(1)).map((message) => message.id)).toEqual([2, null, null])
    expect((await store.messages(HERE, at(2), 10)).map((message) => message.id)).toEqual([1])
  })

  test('F4 bounds and the start of history', async () => {
    expect(await store.messageBounds(HERE)).toBeNull()
    await put(aMessage(1, 12), aMessage(1, 7), aMessage(1, null, { clientId: clientIdOf(1) }), aMessage(2, 99))
    expect(await store.messageBounds(HERE)).toEqual({ first: 7, last: 12 })
    expect(await store.reachedStart(HERE)).toBe(false)
    await store.commit((tx) => tx.setReachedStart(HERE))
    await store.commit((tx) => tx.setReachedStart(HERE))
    expect([await store.reachedStart(HERE), await store.reachedStart(keyOf(1, 2))]).toEqual([true, false])
  })

  test('F4 a message that no longer parses is left out and told once', async () => {
    await put(aMessage(1, 1), aMessage(1, 2), aMessage(1, 3))
    connection.exec(`UPDATE messages SET entity = '{' WHERE id = 2`)
    for (let again = 0; again < 2; again++) expect((await timeline()).map((message) => message.id)).toEqual([1, 3])
    expect(await store.message(HERE.accountId, at(2))).toBeNull()
    expect(log.lines.filter((line) => line.what === 'a stored row does not parse')).toHaveLength(1)
  })

  test('F2 removing a conversation takes its messages, draft and jobs and no others', async () => {
    for (const id of [1, 2]) {
      const key = keyOf(1, id)
      await put(aMessage(id, id), aMessage(id, null, { clientId: clientIdOf(id) }))
      await store.commit(async (tx) => {
        await tx.putConversation({ conversation: aConversation(id), evidenceAt: NOON })
        await tx.putDraft(key, { text: 'x', private: false, cursor: 1, updatedAt: NOON })
        await tx.putJob(aJob(id, key))
        await tx.setReachedStart(key)
      })
    }
    await store.commit((tx) => tx.removeConversation(HERE))
    const left = async (id: number) => {
      const key = keyOf(1, id)
      const rows = [
        await store.conversation(key),
        await store.draft(key),
        await store.job(clientIdOf(id)),
        await store.reachedStart(key),
      ]
      return [...rows.map(Boolean), (await store.messages(key, null, 9)).length]
    }
    expect(await left(1)).toEqual([false, false, false, false, 0])
    expect(await left(2)).toEqual([true, true, true, true, 2])
  })
})

describe('one reply, one row', () => {
  const marker = (NOON * 1000 + 123) / 1e6
  const mine = { type: 'outgoing', sender: { type: 'user', id: 7, name: 'Me', avatarUrl: null }, content: 'Hello' }
  const local = aMessage(1, null, { ...mine, clientId: clientIdOf(1), marker })
  /** What each way of hearing about it knows: 4.2.0 gives the marker back, 4.10 the clientId, a status event neither. */
  const answers = {
    answer: aMessage(1, 50, { ...mine, clientId: clientIdOf(1), marker }),
    echo: aMessage(1, 50, { ...mine, clientId: clientIdOf(1) }),
    lookUp: aMessage(1, 50, { ...mine, marker: marker + 0.2e-6 }),
  }
  const status = aMessage(1, 50, { ...mine, status: 'read' })

  test('F2 any order of local copy, answer, socket echo, look-up and their repeats leaves exactly one row', async () => {
    const steps = fc.array(fc.constantFrom('local', 'answer', 'echo', 'lookUp', 'status'), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('answer', 'echo', 'lookUp'), steps, async (first, rest) => {
        await put(local)
        await put(answers[first])
        for (const step of rest) await put({ ...answers, local, status }[step])
        const all = await timeline()
        expect(all).toHaveLength(1)
        expect(all[0]).toMatchObject({ id: 50, clientId: clientIdOf(1), outbox: null })
        expect((await store.messageByClientId(clientIdOf(1)))?.message.id).toBe(50)
        await store.commit((tx) => tx.removeConversation(HERE))
      }),
    )
  })

  test('F2 a message first heard of without any mark joins its local copy when a mark comes', async () => {
    for (const known of Object.values(answers)) {
      await put(local, status)
      expect(await timeline()).toHaveLength(2)
      await put(known)
      expect((await timeline()).map((message) => [message.id, message.clientId])).toEqual([[50, clientIdOf(1)]])
      await store.commit((tx) => tx.removeConversation(HERE))
    }
  })

  test('F2 a local copy written late finds what the server already has', async () => {
    await put(answers.lookUp, local)
    expect(await timeline()).toMatchObject([{ id: 50, clientId: clientIdOf(1), marker: expect.any(Number) as number }])
    await put(status)
    expect(await timeline()).toMatchObject([
      { id: 50, clientId: clientIdOf(1), status: 'read', marker: expect.any(Number) as number },
    ])
  })

  test('F2 a server that took it twice has two rows with one marker, in any order and however often told', async () => {
    const copies = [50, 51].flatMap((id) => Object.values(answers).map((message) => ({ ...message, id: at(id) })))
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(copies, { minLength: copies.length }), async (told) => {
        await put(local, ...told, ...told)
        const all = await timeline()
        expect(all.map((message) => message.id)).toEqual([50, 51])
        expect(all.filter((message) => message.clientId !== null)).toHaveLength(1)
        expect(new Set(all.map((message) => Math.round((message.marker ?? 0) * 1e6))).size).toBe(1)
        await store.commit((tx) => tx.removeConversation(HERE))
      }),
    )
  })

  test('F2 the same marker elsewhere, or from the customer, is somebody else', async () => {
    const imported = aMessage(1, 60, { marker, type: 'incoming' })
    const elsewhere = aMessage(2, 61, { ...mine, marker })
    await put(local, imported, elsewhere)
    expect((await timeline()).map((message) => message.id)).toEqual([60, null])
    expect((await store.messages(keyOf(1, 2), null, 9)).map((message) => message.id)).toEqual([61])
  })

  test('F2 undo removes the local copy only; a message needs an id or a clientId', async () => {
    await put(local, aMessage(1, 50, { ...mine, clientId: clientIdOf(2) }))
    await store.commit((tx) => tx.removeUnsentMessage(clientIdOf(1)))
    await store.commit((tx) => tx.removeUnsentMessage(clientIdOf(2)))
    expect((await timeline()).map((message) => message.id)).toEqual([50])
    await expect(put(aMessage(1, null))).rejects.toThrow('clientId')
  })

  test('F2 a marker is taken by a message or by a job, give or take what its journey does to it', async () => {
    const taken = (value: number) => store.commit((tx) => tx.markerTaken(value))
    expect(await taken(marker)).toBe(false)
    await put(local)
    expect([await taken(marker), await taken(Number(String(marker + 0.2e-6))), await taken(marker + 1e-6)]).toEqual([
      true,
      true,
      false,
    ])
    await store.commit((tx) => tx.putJob(aJob(9)))
    expect(await taken(aJob(9).marker)).toBe(true)
  })
})

describe('unread', () => {
  test('F3 counts customers’ messages after a time, and says whether we hold what was before', async () => {
    await put(
      aMessage(1, 1, { createdAt: NOON + 1_000 }),
      aMessage(1, 2, { createdAt: NOON + 2_000 }),
      aMessage(1, 3, { createdAt: NOON + 3_000, type: 'outgoing' }),
      aMessage(1, 4, { createdAt: NOON + 4_000 }),
      aMessage(1, null, { createdAt: NOON + 5_000, clientId: clientIdOf(1) }),
      aMessage(2, 5, { createdAt: NOON + 6_000 }),
    )
    expect(await store.since(HERE, NOON + 1_000)).toEqual({ incoming: 2, reachesBack: true })
    expect(await store.since(HERE, NOON)).toEqual({ incoming: 3, reachesBack: false })
    await store.commit((tx) => tx.setReachedStart(HERE))
    expect(await store.since(HERE, NOON)).toEqual({ incoming: 3, reachesBack: true })
    expect(await store.since(keyOf(1, 9), NOON)).toEqual({ incoming: 0, reachesBack: false })
  })
})

describe('several at once', () => {
  test('F5 rows that were told again move their time, never back, and only they', async () => {
    await put(aMessage(1, 1), aMessage(1, 2), aMessage(1, 3))
    const timesOf = async () =>
      (await store.messagesById(HERE.accountId, [at(1), at(2), at(3), at(99)]))
        .sort((one, other) => (one.message.id ?? 0) - (other.message.id ?? 0))
        .map((row) => row.evidenceAt - NOON)
    await store.commit((tx) => tx.confirmMessages(HERE.accountId, [at(1), at(2), at(99)], NOON + 5))
    expect(await timesOf()).toEqual([5, 5, 0])
    await store.commit((tx) => tx.confirmMessages(HERE.accountId, [at(2), at(3)], NOON - 5))
    expect(await timesOf()).toEqual([5, 5, 0])
  })
})
