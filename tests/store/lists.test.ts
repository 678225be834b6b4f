import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store, WaitingAsk } from '../../src-main/core/ports'
import { openDatabase } from '../../src-main/store/database'
import { makeStore } from '../../src-main/store/store'
import type { Connection } from '../../src-main/store/connection'
import type { ConversationKey } from '../../src-preload/contract/ids'
import type { Conversation } from '../../src-preload/contract/entities'
import { belongs, expected, inbox, type Kept, query, views } from './list-cases'
import { ME, NOON, KEY, aConversation, aJob, aQuery, aWaitingAsk, keepingLog, keyOf } from './examples'

let folder: string
let store: Store
let connection: Connection
let log: ReturnType<typeof keepingLog>

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perch-lists-'))
  log = keepingLog()
  connection = openDatabase({ file: join(folder, 'a.db'), key: KEY, log })
  store = makeStore(connection)
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

async function keep(all: Kept[]): Promise<void> {
  let n = 0
  await store.commit(async (tx) => {
    for (const { conversation, mentioned, draft, jobs } of all) {
      const key = keyOf(conversation.accountId, conversation.id)
      await tx.putConversation({ conversation, evidenceAt: NOON })
      await tx.setMentioned(key, mentioned)
      if (draft) await tx.putDraft(key, draft)
      for (const state of jobs) await tx.putJob(aJob(++n, { ...key, state }))
    }
  })
}

async function empty(): Promise<void> {
  for (const { conversation } of (await store.list(aQuery({ status: 'all', limit: 200 }), ME)).rows) {
    await store.commit((tx) => tx.removeConversation(keyOf(conversation.accountId, conversation.id)))
  }
}

const EVERY_ACCOUNT = aWaitingAsk().accounts
const whose: fc.Arbitrary<WaitingAsk> = fc.record({
  me: fc.constant(ME),
  scope: fc.constantFrom('mine', 'mine-and-unassigned', 'all'),
  accounts: fc.subarray(EVERY_ACCOUNT),
  limit: fc.integer({ min: 1, max: 6 }),
})

function concerns(one: Conversation, { me, scope, accounts }: WaitingAsk): boolean {
  if (!accounts.includes(one.accountId)) return false
  if (scope === 'all' || one.assignee?.id === me) return true
  return scope === 'mine-and-unassigned' && one.assignee === null
}

describe('lists', () => {
  test('F10 every view, filter, order and page is what a plain sort in memory gives', async () => {
    await fc.assert(
      fc.asyncProperty(inbox, fc.array(query, { minLength: 10, maxLength: 10 }), async (all, asked) => {
        await keep(all)
        for (const one of asked) {
          expect(await store.list(one, ME)).toEqual(expected(all, one))
          const whole = expected(all, { ...one, offset: 0, limit: 200 }).rows.map(({ conversation: c }) =>
            keyOf(c.accountId, c.id),
          )
          const every = [...all.map(({ conversation: c }) => keyOf(c.accountId, c.id)), keyOf(1, 999)]
          const names = (keys: ConversationKey[]) => keys.map((key) => `${key.accountId}/${key.conversationId}`).sort()
          expect(names(await store.listed(one, ME, every))).toEqual(names(whole))
        }
        await empty()
        expect(await store.jobs()).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('F10 the numbers of the rail are the lengths of the lists, the waiting are in order', async () => {
    await fc.assert(
      fc.asyncProperty(inbox, whose, async (all, ask) => {
        await keep(all)
        const { views: lengths, labels, teams, inboxes, longestWaitingSinceAt } = await store.counts(ME)
        for (const view of views.filter((one) => one !== 'resolved')) {
          expect([view, lengths[view]]).toEqual([view, all.filter((one) => belongs(one, aQuery({ view }))).length])
        }
        const open = all.filter((one) => one.conversation.status === 'open')
        for (const { accountId: account, title, count } of labels) {
          const those = open.filter(({ conversation: c }) => c.accountId === account && c.labels.includes(title))
          expect([title, count]).toEqual([title, those.length])
        }
        expect(labels.reduce((sum, { count }) => sum + count, 0)).toBe(open.flatMap((one) => one.conversation.labels).length)
        expect(teams.reduce((sum, { count }) => sum + count, 0)).toBe(open.filter((one) => one.conversation.team).length)
        const unread = open.filter((one) => one.conversation.unreadCount > 0)
        expect(inboxes.reduce((sum, one) => sum + one.unread, 0)).toBe(unread.length)
        const waiting = await store.waiting(ask)
        const everybody = expected(all, aQuery({ view: 'waiting', limit: 200 })).rows.map((row) => row.conversation)
        const order = everybody.filter((one) => concerns(one, ask))
        const concerned = unread.filter((one) => concerns(one.conversation, ask))
        expect(waiting).toMatchObject({ total: order.length, unread: concerned.length })
        const mine = everybody.filter((one) => concerns(one, { ...ask, scope: 'mine-and-unassigned', accounts: EVERY_ACCOUNT }))
        expect(longestWaitingSinceAt).toBe(mine[0]?.waitingSinceAt ?? null)
        expect(
          waiting.rows.map((row) => [row.accountId, row.conversationId, row.name, row.waitingSinceAt, row.assigneeId]),
        ).toEqual(
          order
            .slice(0, ask.limit)
            .map((one) => [one.accountId, one.id, one.contact.name, one.waitingSinceAt, one.assignee?.id ?? null]),
        )
        await empty()
      }),
      { numRuns: 40 },
    )
  })

  test('F10 pages of equal rows neither repeat nor leave out any', async () => {
    const same = Array.from({ length: 47 }, (_, n) => aConversation(n + 1, { lastActivityAt: NOON, waitingSinceAt: NOON }))
    await keep(same.map((conversation) => ({ conversation, mentioned: false, draft: null, jobs: [] })))
    const seen: number[] = []
    for (let offset = 0; offset < 47; offset += 10) {
      const page = await store.list(aQuery({ offset, limit: 10 }), ME)
      seen.push(...page.rows.map((row) => row.conversation.id))
    }
    expect(seen).toEqual(same.map((one) => one.id))
  })

  test('F10 writing a conversation again moves it and keeps its mention', async () => {
    await keep([{ conversation: aConversation(1), mentioned: true, draft: null, jobs: [] }])
    await store.commit((tx) =>
      tx.putConversation({ conversation: aConversation(1, { status: 'resolved' }), evidenceAt: NOON + 1 }),
    )
    expect((await store.list(aQuery({ view: 'mentions' }), ME)).total).toBe(0)
    expect((await store.list(aQuery({ view: 'mentions', status: 'all' }), ME)).total).toBe(1)
    expect(await store.conversation(keyOf(1, 1))).toMatchObject({ evidenceAt: NOON + 1, conversation: { status: 'resolved' } })
  })

  test('F4 a row that no longer parses is left out and told once, and crashes no list', async () => {
    await keep([1, 2, 3].map((id) => ({ conversation: aConversation(id), mentioned: false, draft: null, jobs: [] })))
    connection.exec(`UPDATE conversations SET entity = 'not json' WHERE id = 1`)
    connection.exec(`UPDATE conversations SET entity = json_remove(entity, '$.contact'), waiting_since_at = 1 WHERE id = 2`)
    for (let again = 0; again < 3; again++) {
      const { rows } = await store.list(aQuery(), ME)
      expect(rows.map((row) => row.conversation.id)).toEqual([3])
    }
    expect(await store.conversation(keyOf(1, 1))).toBeNull()
    expect((await store.waiting(aWaitingAsk())).rows.map((row) => row.name)).toEqual([''])
    expect(log.lines.filter((line) => line.what === 'a stored row does not parse').map((line) => line.facts)).toEqual([
      { what: 'conversation', row: '1/2', skipped: 1 },
      { what: 'conversation', row: '1/1', skipped: 2 },
    ])
  })
})
