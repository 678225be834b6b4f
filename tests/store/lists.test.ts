import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store, StoredRow, WaitingAsk } from '../../src-main/core/ports'
import { openDatabase } from '../../src-main/store/database'
import { makeStore } from '../../src-main/store/store'
import type { Connection } from '../../src-main/store/connection'
import type { Conversation, Draft, JobState } from '../../src-preload/contract/entities'
import type { ListQuery } from '../../src-preload/contract/schemas/conversation'
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

/** What a list is made of, in memory. */
interface Kept {
  conversation: Conversation
  mentioned: boolean
  draft: Draft | null
  jobs: JobState[]
}

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

const someone = (id: number) => ({ id, name: `Agent ${id}`, avatarUrl: null })
const soon = fc.integer({ min: 0, max: 6 }).map((n) => NOON + n)
const states: JobState[] = ['resting', 'queued', 'sending', 'unsure', 'held', 'failed']

const kept: fc.Arbitrary<Kept> = fc.record({
  conversation: fc
    .record({
      accountId: fc.integer({ min: 1, max: 2 }),
      id: fc.integer({ min: 1, max: 60 }),
      inboxId: fc.integer({ min: 3, max: 4 }),
      status: fc.constantFrom('open', 'open', 'open', 'pending', 'resolved', 'snoozed', 'a-newer-word'),
      assignee: fc.constantFrom(null, someone(ME), someone(8)),
      unreadCount: fc.integer({ min: 0, max: 2 }),
      waitingSinceAt: fc.option(soon),
      lastActivityAt: soon,
    })
    .map(({ id, ...over }) => aConversation(id, over)),
  mentioned: fc.boolean(),
  draft: fc.option(fc.record({ text: fc.string(), private: fc.boolean(), cursor: fc.nat(9), updatedAt: soon })),
  jobs: fc.array(fc.constantFrom(...states), { maxLength: 3 }),
})

const inbox = fc.uniqueArray(kept, { maxLength: 40, selector: (one) => `${one.conversation.accountId}/${one.conversation.id}` })

const query: fc.Arbitrary<ListQuery> = fc
  .record({
    view: fc.constantFrom('mine', 'unassigned', 'waiting', 'mentions', 'snoozed', 'drafts', 'all', 'inbox'),
    accountId: fc.constantFrom(null, 1, 2),
    inboxId: fc.constantFrom(null, 3, 4),
    status: fc.constantFrom('open', 'pending', 'resolved', 'snoozed', 'all'),
    sort: fc.constantFrom('waiting', 'latest', 'oldest'),
    offset: fc.nat(10),
    limit: fc.integer({ min: 1, max: 20 }),
  })
  .map((over) => aQuery(over as Partial<ListQuery>))

function belongs(one: Kept, asked: ListQuery): boolean {
  const { conversation } = one
  if (asked.accountId !== null && conversation.accountId !== asked.accountId) return false
  if (asked.view === 'snoozed') return conversation.status === 'snoozed'
  if (asked.view === 'drafts') return one.draft !== null
  if (asked.status !== 'all' && conversation.status !== asked.status) return false
  if (asked.view === 'mine') return conversation.assignee?.id === ME
  if (asked.view === 'unassigned') return conversation.assignee === null
  if (asked.view === 'waiting') return conversation.waitingSinceAt !== null
  if (asked.view === 'mentions') return one.mentioned
  if (asked.view === 'inbox') return conversation.inboxId === asked.inboxId
  return true
}

function byOrder(asked: ListQuery) {
  const key = ({ conversation: c }: Kept): number[] => {
    const tie = [c.accountId, c.id]
    if (asked.view === 'waiting' || asked.sort === 'waiting')
      return [c.waitingSinceAt ?? Number.MAX_SAFE_INTEGER, -c.lastActivityAt, ...tie]
    return [asked.sort === 'latest' ? -c.lastActivityAt : c.lastActivityAt, ...tie]
  }
  return (one: Kept, other: Kept) => {
    const [left, right] = [key(one), key(other)]
    return left.map((value, at) => value - (right[at] ?? 0)).find((difference) => difference !== 0) ?? 0
  }
}

function expected(all: Kept[], asked: ListQuery): { rows: StoredRow[]; total: number } {
  const matching = all.filter((one) => belongs(one, asked)).sort(byOrder(asked))
  const rows = matching.slice(asked.offset, asked.offset + asked.limit).map(({ conversation, draft, jobs }) => ({
    conversation,
    draft,
    jobState: states.filter((state) => jobs.includes(state)).at(-1) ?? null,
  }))
  return { rows, total: matching.length }
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
        for (const one of asked) expect(await store.list(one, ME)).toEqual(expected(all, one))
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
        const { views, inboxes, longestWaitingSinceAt } = await store.counts(ME)
        for (const view of ['mine', 'unassigned', 'waiting', 'mentions', 'snoozed', 'drafts', 'all'] as const) {
          expect([view, views[view]]).toEqual([view, all.filter((one) => belongs(one, aQuery({ view }))).length])
        }
        const open = all.filter((one) => one.conversation.status === 'open')
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

describe('what may have to go', () => {
  test('F3 the open ones of an account, and those outside some inboxes', async () => {
    await store.commit(async (tx) => {
      const rows = [
        aConversation(1, { inboxId: 3 }),
        aConversation(2, { inboxId: 4 }),
        aConversation(3, { inboxId: 4, status: 'resolved' }),
        aConversation(4, { inboxId: 4, accountId: 2 }),
      ]
      for (const conversation of rows) await tx.putConversation({ conversation, evidenceAt: NOON })
    })
    const one = keyOf(1, 1).accountId
    expect((await store.openConversations(one)).sort()).toEqual([1, 2])
    expect(await store.conversationsOutside(one, [3 as never])).toEqual([keyOf(1, 2), keyOf(1, 3)])
    expect(await store.conversationsOutside(one, [3 as never, 4 as never])).toEqual([])
    expect(await store.conversationsOutside(one, [])).toHaveLength(3)
  })
})
