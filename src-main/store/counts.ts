import { sql } from 'kysely'
import { accountId, conversationId } from '../../src-preload/contract/ids'
import type { UserId } from '../../src-preload/contract/ids'
import type { StoredCounts, Waiting } from '../core/ports'
import type { Connection } from './connection'
import { sqlite, statement } from './statement'

interface ViewsRow {
  mine: number | null
  unassigned: number | null
  waiting: number | null
  mentions: number | null
  snoozed: number | null
  all: number | null
}

interface WaitingRow {
  account_id: number
  id: number
  name: string | null
  inbox_name: string | null
  waiting_since_at: number
  assignee_id: number | null
}

const views = statement<{ me: number }, ViewsRow>((slot) =>
  sqlite
    .selectFrom('conversations')
    .select([
      sql<number>`sum(status = 'open' and assignee_id = ${slot('me')})`.as('mine'),
      sql<number>`sum(status = 'open' and assignee_id is null)`.as('unassigned'),
      sql<number>`sum(status = 'open' and waiting_since_at is not null)`.as('waiting'),
      sql<number>`sum(status = 'open' and mentioned = 1)`.as('mentions'),
      sql<number>`sum(status = 'snoozed')`.as('snoozed'),
      sql<number>`sum(status = 'open')`.as('all'),
    ]),
)

const drafts = statement<object, { drafts: number }>(() =>
  sqlite
    .selectFrom('drafts as d')
    .innerJoin('conversations as c', (join) =>
      join.onRef('c.account_id', '=', 'd.account_id').onRef('c.id', '=', 'd.conversation_id'),
    )
    .select((eb) => eb.fn.countAll<number>().as('drafts')),
)

const unreadByInbox = statement<object, { account_id: number; inbox_id: number; unread: number }>(() =>
  sqlite
    .selectFrom('conversations')
    .select((eb) => ['account_id', 'inbox_id', eb.fn.countAll<number>().as('unread')])
    .where('status', '=', 'open')
    .where('unread', '>', 0)
    .groupBy(['account_id', 'inbox_id'])
    .orderBy('account_id')
    .orderBy('inbox_id'),
)

const totals = statement<object, { waiting: number | null; unread: number | null }>(() =>
  sqlite
    .selectFrom('conversations')
    .select([sql<number>`sum(waiting_since_at is not null)`.as('waiting'), sql<number>`sum(unread > 0)`.as('unread')])
    .where('status', '=', 'open'),
)

const longestWaiting = statement<{ limit: number }, WaitingRow>((slot) =>
  sqlite
    .selectFrom('conversations as c')
    .where('c.row', 'in', (eb) =>
      eb
        .selectFrom('conversations')
        .select('row')
        .where('status', '=', 'open')
        .where('waiting_since_at', 'is not', null)
        .orderBy(sql`waiting_since_at, last_activity_at desc, account_id, id`)
        .limit(slot('limit')),
    )
    .leftJoin('inboxes as i', (join) => join.onRef('i.account_id', '=', 'c.account_id').onRef('i.id', '=', 'c.inbox_id'))
    .select([
      'c.account_id',
      'c.id',
      sql<string | null>`iif(json_valid(c.entity), c.entity ->> '$.contact.name', null)`.as('name'),
      'i.name as inbox_name',
      sql<number>`c.waiting_since_at`.as('waiting_since_at'),
      'c.assignee_id',
    ])
    .orderBy(sql`c.waiting_since_at, c.last_activity_at desc, c.account_id, c.id`),
)

/** Numbers of the rail. Every view counts open conversations, but `snoozed` and `drafts`; inboxes without unread are left out. */
export function counts(tx: Connection, me: UserId): StoredCounts {
  const row = tx.first(views, { me })
  return {
    views: {
      mine: row?.mine ?? 0,
      unassigned: row?.unassigned ?? 0,
      waiting: row?.waiting ?? 0,
      mentions: row?.mentions ?? 0,
      snoozed: row?.snoozed ?? 0,
      drafts: tx.first(drafts, {})?.drafts ?? 0,
      all: row?.all ?? 0,
    },
    inboxes: tx
      .all(unreadByInbox, {})
      .map((inbox) => ({ accountId: accountId.parse(inbox.account_id), inboxId: inbox.inbox_id, unread: inbox.unread })),
  }
}

/** Customers that wait in open conversations, longest first. A name nobody knows is empty. */
export function waiting(tx: Connection, limit: number): { total: number; unread: number; rows: Waiting[] } {
  const sums = tx.first(totals, {})
  const rows = tx.all(longestWaiting, { limit }).map((row) => ({
    accountId: accountId.parse(row.account_id),
    conversationId: conversationId.parse(row.id),
    name: row.name ?? '',
    inboxName: row.inbox_name ?? '',
    waitingSinceAt: row.waiting_since_at,
    assigneeId: row.assignee_id,
  }))
  return { total: sums?.waiting ?? 0, unread: sums?.unread ?? 0, rows }
}
