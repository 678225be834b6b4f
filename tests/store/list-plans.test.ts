/** Of 100 000 conversations a list reads its index, never the table: asked of the planner, not of a clock. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ListWhere } from '../../src-main/core/list-where'
import type { StoredQuery } from '../../src-main/core/ports'
import type { Connection } from '../../src-main/store/connection'
import { openDatabase } from '../../src-main/store/database'
import { migrate, MIGRATIONS } from '../../src-main/store/migrate'
import { plain, type Statement } from '../../src-main/store/statement'
import { makeStore } from '../../src-main/store/store'
import { KEY, ME, NOON, aConversation, aQuery, keepingLog, keyOf } from './examples'

let folder: string
let connection: Connection
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perch-plans-'))
  connection = openDatabase({ file: join(folder, 'a.db'), key: KEY, log: keepingLog() })
})
afterEach(() => {
  connection.close()
  rmSync(folder, { recursive: true, force: true })
})

/** How SQLite would go about every question that `ask` puts. */
async function plansOf(ask: (store: ReturnType<typeof makeStore>) => Promise<unknown>): Promise<string[]> {
  const asked: [Statement<unknown, unknown>, unknown][] = []
  const listening: Connection = Object.assign(Object.create(connection) as Connection, {
    all: (statement: Statement<unknown, unknown>, values: unknown) => {
      asked.push([statement, values])
      return connection.all(statement, values)
    },
    first: (statement: Statement<unknown, unknown>, values: unknown) => {
      asked.push([statement, values])
      return connection.first(statement, values)
    },
  })
  await ask(makeStore(listening))
  return asked.flatMap(([statement, values]) => {
    const explained = { sql: () => `EXPLAIN QUERY PLAN ${statement.sql()}`, fill: () => statement.fill(values) }
    return connection.all(explained as Statement<object, { detail: string }>, {}).map(({ detail }) => detail)
  })
}

const where: ListWhere = {
  accounts: [keyOf(1, 1).accountId],
  labels: ['vip'],
  inboxes: [[keyOf(1, 1).accountId, 3]],
  teams: { some: [], none: true },
  assignees: { some: [], who: ['me'] },
  priorities: [4],
  unread: true,
  draft: true,
  waitingBefore: NOON,
}
const views: StoredQuery['view'][] = [
  'mine',
  'unassigned',
  'unread',
  'waiting',
  'mentions',
  'participating',
  'snoozed',
  'resolved',
  'all',
  'inbox',
]
const kinds = Object.keys(where) as (keyof ListWhere)[]
const questions: [string, StoredQuery][] = [
  ...views.map((view): [string, StoredQuery] => [view, aQuery({ view, inboxId: 3 as never })]),
  ...kinds.map((kind): [string, StoredQuery] => [kind, aQuery({ where: { [kind]: where[kind] } })]),
  ['everything at once, most pressing first', aQuery({ where, sort: 'priority', status: 'all' })],
]
/** Of the conversations: by the index that holds all that lists ask about, or the rows of the page by their number. */
const onConversations = (plans: string[]) =>
  plans.filter((plan) => /\b(c|conversations)\b/.test(plan) && /SCAN|SEARCH/.test(plan))

describe('how a list is read', () => {
  test.each(questions)('F10 %s: along the index of the lists, and only the page is read whole', async (_name, query) => {
    const plans = onConversations(await plansOf((store) => store.list(query, ME)))
    expect(plans.length).toBeGreaterThan(2)
    for (const plan of plans) expect(plan).toMatch(/COVERING INDEX conversations_list|INTEGER PRIMARY KEY/)
  })

  test('F10 labels are looked up by row, and the numbers of the rail walk the same index', async () => {
    const labels = await plansOf((store) => store.list(aQuery({ where: { labels: ['vip'] } }), ME))
    expect(labels.join('\n')).toMatch(/SEARCH l USING PRIMARY KEY/)
    const counts = await plansOf((store) => store.counts(ME))
    for (const plan of onConversations(counts)) expect(plan).toMatch(/conversations_list|conversations_key/)
  })

  test('F10 whether a thousand chosen are still listed is asked of each of them, not of the whole list', async () => {
    const keys = Array.from({ length: 1_000 }, (_, index) => keyOf(1, index + 1))
    const plans = onConversations(await plansOf((store) => store.listed(aQuery(), ME, keys)))
    expect(plans).toEqual([expect.stringMatching(/^SEARCH c USING INDEX conversations_key/)])
  })
})

test('P6 which conversations a label means is read from an index alone', async () => {
  await makeStore(connection).commit(async (tx) => {
    await tx.putConversation({ conversation: aConversation(1, { labels: ['vip'] }), evidenceAt: NOON })
    await tx.indexSome(10)
  })
  const accounts = [keyOf(1, 1).accountId]
  const none = { from: [], inboxes: [], has: [], conversation: null, before: null, after: null }
  const words = [{ text: 'hello', exact: false, not: false }]
  const plans = await plansOf((store) => store.search({ accounts, words, labels: ['vip'], ...none, limit: 50 }))
  expect(onConversations(plans)).toContainEqual(expect.stringContaining('c USING COVERING INDEX conversations_place'))
})

test('F9 what lies on top of a conversation is found by two indexes, however many other changes wait', async () => {
  const plans = await plansOf((store) => store.actionsOver(keyOf(1, 1)))
  expect(plans.filter((plan) => /actions/.test(plan))).toEqual([
    expect.stringContaining('USING INDEX actions_lane'),
    expect.stringContaining('USING INDEX actions_contact'),
  ])
})

describe('the step of the schema', () => {
  test('F10 what an older Perch stored is filtered by label, team and priority at once; a row that is no JSON stops nothing', async () => {
    const old = openDatabase({ file: join(folder, 'old.db'), key: KEY, log: keepingLog(), migrations: MIGRATIONS.slice(0, 12) })
    const put = plain<object>(`INSERT INTO conversations
      (account_id, id, inbox_id, contact_id, status, unread, last_activity_at, evidence_at, entity, search_hash) VALUES (1, 1, 3, 1, 'open', 0, 1, 1,
        '${JSON.stringify(aConversation(1, { labels: ['vip', 'mugs'], priority: 'urgent', team: { id: 5, name: 'orders' } }))}', 0),
      (1, 2, 3, 1, 'open', 0, 1, 1, 'not json', 0), (1, 3, 3, 1, 'open', 0, 1, 1, '{"labels":{"a":1},"priority":7}', 0)`)
    old.run(put, {})
    migrate(old, MIGRATIONS)
    const store = makeStore(old)
    const found = async (some: ListWhere) =>
      (await store.list(aQuery({ where: some }), ME)).rows.map((row) => row.conversation.id)
    expect(await found({ labels: ['mugs'] })).toEqual([1])
    expect(await found({ priorities: [4] })).toEqual([1])
    expect(await found({ teams: { some: [[keyOf(1, 1).accountId, 5]], none: false } })).toEqual([1])
    await store.commit((tx) => tx.putConversation({ conversation: aConversation(1, { labels: ['mugs'] }), evidenceAt: 2 }))
    expect(await found({ labels: ['vip'] })).toEqual([])
    expect(await found({ labels: ['mugs'] })).toEqual([1])
    await store.commit((tx) => tx.removeConversation(keyOf(1, 1)))
    expect(old.all(plain('SELECT * FROM conversation_labels'), {})).toEqual([])
    await store.close()
  })
})
