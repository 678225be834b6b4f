/**
 * The lists of the rail. A page is found in the narrow index `conversations_list` first; only the rows that are shown are
 * read whole. There are few shapes of the question, so each is written once and kept.
 */
import { expressionBuilder, sql } from 'kysely'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { JobState } from '../../src-preload/contract/entities'
import { accountId, conversationId } from '../../src-preload/contract/ids'
import type { ConversationKey, UserId } from '../../src-preload/contract/ids'
import type { StoredQuery, StoredRow } from '../core/ports'
import type { Connection } from './connection'
import { parseConversation } from './conversation-row'
import { type DraftColumns, draftOf } from './drafts'
import { hasDraft, whereConditions, type WhereValues, whereValues } from './list-where'
import { sqlite, statement } from './statement'
import type { Slots, Statement } from './statement'
import type { ConversationsTable, Tables } from './tables'

interface Values extends WhereValues {
  me: number
  accountId: number
  inboxId: number
  limit: number
  offset: number
}

interface PageRow extends DraftColumns {
  account_id: number
  id: number
  entity: string
  strength: number | null
}

type Listed = Tables & { c: ConversationsTable }
type Among = Values & { keys: string }

interface Shape {
  page: Statement<Values, PageRow>
  total: Statement<Values, { total: number }>
  among: Statement<Among, { account_id: number; id: number }>
}

const BY_WAITING = sql`c.waiting_since_at is null, c.waiting_since_at, c.last_activity_at desc, c.account_id, c.id`

/** Weakest first: what the row shows is the strongest. */
const STRENGTH: readonly JobState[] = ['resting', 'queued', 'sending', 'unsure', 'held', 'failed']

const shapes = new Map<string, Shape>()

/** A page of a list with drafts and outbox marks, and the length of the whole list. */
export function list(tx: Connection, query: StoredQuery, me: UserId): { rows: StoredRow[]; total: number } {
  const values = valuesOf(query, me)
  const { page, total } = shapeOf(query)
  const rows = tx.all(page, values).flatMap((row) => toStoredRow(tx, row) ?? [])
  return { rows, total: tx.first(total, values)?.total ?? 0 }
}

function valuesOf(query: StoredQuery, me: UserId): Values {
  return {
    me,
    accountId: query.accountId ?? 0,
    inboxId: query.inboxId ?? -1,
    limit: query.limit,
    offset: query.offset,
    ...whereValues(query.where ?? {}),
  }
}

/** Which of these the list holds. They are looked up one by one: the list itself is not walked. */
export function listed(
  tx: Connection,
  { query, me }: { query: StoredQuery; me: UserId },
  keys: readonly ConversationKey[],
): ConversationKey[] {
  const wanted = JSON.stringify(keys.map((key) => [key.accountId, key.conversationId]))
  const rows = tx.all(shapeOf(query).among, { ...valuesOf(query, me), keys: wanted })
  return rows.map((row) => ({ accountId: accountId.parse(row.account_id), conversationId: conversationId.parse(row.id) }))
}

/** From the wanted to their rows, in this order: a cross join is not turned round. */
function amongOf(query: StoredQuery, slot: Slots<Among>) {
  const found = conditions(query, slot, expressionBuilder<Listed, 'c'>())
  const among = sql<{ account_id: number; id: number }>`select c.account_id, c.id
    from json_each(${slot('keys')}) k cross join conversations c
    where c.account_id = k.value ->> 0 and c.id = k.value ->> 1 and ${sql.join([sql`1`, ...found], sql` and `)}`
  return { compile: () => among.compile(sqlite) }
}

function shapeOf(query: StoredQuery): Shape {
  const name = [query.view, query.status, query.sort, query.accountId === null, ...Object.keys(query.where ?? {}).sort()].join()
  const known = shapes.get(name)
  if (known) return known
  const fresh: Shape = {
    page: statement((slot) => pageOf(query, slot)),
    total: statement((slot) => chosen(query, slot).select((eb) => eb.fn.countAll<number>().as('total'))),
    among: statement((slot) => amongOf(query, slot)),
  }
  shapes.set(name, fresh)
  return fresh
}

function pageOf(query: StoredQuery, slot: Slots<Values>) {
  const page = chosen(query, slot).select('c.row').orderBy(orderOf(query)).limit(slot('limit')).offset(slot('offset'))
  return sqlite
    .selectFrom('conversations as c')
    .where('c.row', 'in', page)
    .leftJoin('drafts as d', (join) => join.onRef('d.account_id', '=', 'c.account_id').onRef('d.conversation_id', '=', 'c.id'))
    .select([
      'c.account_id',
      'c.id',
      'c.entity',
      'd.text',
      'd.private',
      'd.cursor',
      'd.updated_at',
      'd.in_reply_to',
      'd.template',
      'd.recipients',
      strongestJob().as('strength'),
    ])
    .orderBy(orderOf(query))
}

function chosen(query: StoredQuery, slot: Slots<Values>) {
  return sqlite.selectFrom('conversations as c').where((eb) => eb.and(conditions(query, slot, eb)))
}

function conditions(query: StoredQuery, slot: Slots<Values>, eb: ExpressionBuilder<Listed, 'c'>): Expression<SqlBool>[] {
  const found: Expression<SqlBool>[] = []
  // The plus keeps SQLite from going by account through an index that has nothing else of what we need.
  if (query.accountId !== null) found.push(sql<SqlBool>`+c.account_id = ${slot('accountId')}`)
  found.push(...whereConditions(query.where ?? {}, slot))
  if (query.view === 'snoozed' || query.view === 'resolved') return [...found, eb('c.status', '=', query.view)]
  if (query.view === 'drafts') return [...found, hasDraft()]
  if (query.status !== 'all') found.push(eb('c.status', '=', query.status))
  if (query.view === 'mine') found.push(eb('c.assignee_id', '=', slot('me')))
  if (query.view === 'unassigned') found.push(eb('c.assignee_id', 'is', null))
  if (query.view === 'unread') found.push(eb('c.unread', '>', 0))
  if (query.view === 'waiting') found.push(eb('c.waiting_since_at', 'is not', null))
  if (query.view === 'mentions') found.push(eb('c.mentioned', '=', 1))
  if (query.view === 'participating') found.push(eb('c.following', '=', 1))
  if (query.view === 'inbox') found.push(eb('c.inbox_id', '=', slot('inboxId')))
  return found
}

/** The view of those who wait is always in the order of waiting: that is what it is. The key makes pages stable. */
function orderOf(query: StoredQuery) {
  const sort = query.view === 'waiting' ? 'waiting' : query.sort
  if (sort === 'latest') return sql`c.last_activity_at desc, c.account_id, c.id`
  if (sort === 'oldest') return sql`c.last_activity_at asc, c.account_id, c.id`
  if (sort === 'priority') return sql`c.priority desc, ${BY_WAITING}`
  return BY_WAITING
}

function strongestJob() {
  const ranks = sql.join(
    STRENGTH.map((state, rank) => sql`when ${sql.lit(state)} then ${sql.lit(rank)}`),
    sql` `,
  )
  return sql<number | null>`(select max(case j.state ${ranks} end) from jobs j
    where j.account_id = c.account_id and j.conversation_id = c.id)`
}

function toStoredRow(tx: Connection, row: PageRow): StoredRow | null {
  const key = { accountId: accountId.parse(row.account_id), conversationId: conversationId.parse(row.id) }
  const conversation = parseConversation(tx, key, row.entity)
  if (!conversation) return null
  return { conversation, draft: draftOf(row), jobState: row.strength === null ? null : (STRENGTH[row.strength] ?? null) }
}
