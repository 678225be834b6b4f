import { sql } from 'kysely'
import { accountId, conversationId } from '../../src-preload/contract/ids'
import type { UserId } from '../../src-preload/contract/ids'
import type { StoredCounts, Waiting, WaitingAsk } from '../core/ports'
import type { Connection } from './connection'
import { sqlite, statement } from './statement'
import type { Slots } from './statement'

interface ViewsRow {
  mine: number | null
  unassigned: number | null
  unread: number | null
  waiting: number | null
  mentions: number | null
  participating: number | null
  snoozed: number | null
  all: number | null
  longest: number | null
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
      sql<number>`sum(status = 'open' and unread > 0)`.as('unread'),
      sql<number>`sum(status = 'open' and waiting_since_at is not null)`.as('waiting'),
      sql<number>`sum(status = 'open' and mentioned = 1)`.as('mentions'),
      sql<number>`sum(status = 'open' and following = 1)`.as('participating'),
      sql<number>`sum(status = 'snoozed')`.as('snoozed'),
      sql<number>`sum(status = 'open')`.as('all'),
      sql<number>`min(iif(status = 'open' and (assignee_id = ${slot('me')} or assignee_id is null), waiting_since_at, null))`.as(
        'longest',
      ),
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

const openByLabel = statement<object, { account_id: number; title: string; count: number }>(() =>
  sqlite
    .selectFrom('conversations as c')
    .innerJoin('conversation_labels as l', 'l.row', 'c.row')
    // A person wrote the title: it leaves the database as JSON, as all such texts.
    .select((eb) => ['c.account_id', sql<string>`json_quote(l.title)`.as('title'), eb.fn.countAll<number>().as('count')])
    .where('c.status', '=', 'open')
    .groupBy(['c.account_id', 'l.title']),
)

const openByTeam = statement<object, { account_id: number; team_id: number; count: number }>(() =>
  sqlite
    .selectFrom('conversations')
    .select((eb) => ['account_id', sql<number>`team_id`.as('team_id'), eb.fn.countAll<number>().as('count')])
    .where('status', '=', 'open')
    .where('team_id', 'is not', null)
    .groupBy(['account_id', 'team_id']),
)

type Scoped = { me: number; scope: string; accounts: string }

/** Open conversations of these accounts that concern the agent. */
function concerning(slot: Slots<Scoped>) {
  return sqlite
    .selectFrom('conversations')
    .where('status', '=', 'open')
    .where(sql<boolean>`account_id in (select value from json_each(${slot('accounts')}))`)
    .where(
      sql<boolean>`(${slot('scope')} = 'all' or assignee_id = ${slot('me')}
        or (${slot('scope')} = 'mine-and-unassigned' and assignee_id is null))`,
    )
}

const totals = statement<Scoped, { waiting: number | null; unread: number | null }>((slot) =>
  concerning(slot).select([
    sql<number>`sum(waiting_since_at is not null)`.as('waiting'),
    sql<number>`sum(unread > 0)`.as('unread'),
  ]),
)

const longestWaiting = statement<Scoped & { limit: number }, WaitingRow>((slot) =>
  sqlite
    .selectFrom('conversations as c')
    .where(
      'c.row',
      'in',
      concerning(slot)
        .select('row')
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
      unread: row?.unread ?? 0,
      waiting: row?.waiting ?? 0,
      mentions: row?.mentions ?? 0,
      participating: row?.participating ?? 0,
      snoozed: row?.snoozed ?? 0,
      drafts: tx.first(drafts, {})?.drafts ?? 0,
      all: row?.all ?? 0,
    },
    labels: tx.all(openByLabel, {}).map(({ account_id: account, title, count }) => ({
      accountId: accountId.parse(account),
      title: String(JSON.parse(title)),
      count,
    })),
    teams: tx.all(openByTeam, {}).map(({ account_id: account, team_id: teamId, count }) => ({
      accountId: accountId.parse(account),
      teamId,
      count,
    })),
    longestWaitingSinceAt: row?.longest ?? null,
    inboxes: tx
      .all(unreadByInbox, {})
      .map((inbox) => ({ accountId: accountId.parse(inbox.account_id), inboxId: inbox.inbox_id, unread: inbox.unread })),
  }
}

/** Customers that wait in open conversations, longest first. A name nobody knows is empty. */
export function waiting(tx: Connection, ask: WaitingAsk): { total: number; unread: number; rows: Waiting[] } {
  const values = { ...ask, accounts: JSON.stringify(ask.accounts) }
  const sums = tx.first(totals, values)
  const rows = tx.all(longestWaiting, values).map((row) => ({
    accountId: accountId.parse(row.account_id),
    conversationId: conversationId.parse(row.id),
    name: row.name ?? '',
    inboxName: row.inbox_name ?? '',
    waitingSinceAt: row.waiting_since_at,
    assigneeId: row.assignee_id,
  }))
  return { total: sums?.waiting ?? 0, unread: sums?.unread ?? 0, rows }
}
