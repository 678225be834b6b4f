/** The filters of a list in SQL. What is asked for is in JSON slots, so that there are few shapes of the question. */
import { sql } from 'kysely'
import type { SqlBool } from 'kysely'
import type { ListWhere } from '../core/list-where'
import type { Slots } from './statement'

/** Lists as JSON; pairs are account and number. */
export interface WhereValues {
  me: number
  accounts: string
  labels: string
  inboxes: string
  teams: string
  noTeam: number
  agents: string
  who: string
  priorities: string
  waitingBefore: number
}

/** What goes into the slots. */
export function whereValues(where: ListWhere): Omit<WhereValues, 'me'> {
  return {
    accounts: JSON.stringify(where.accounts ?? []),
    labels: JSON.stringify(where.labels ?? []),
    inboxes: JSON.stringify(where.inboxes ?? []),
    teams: JSON.stringify(where.teams?.some ?? []),
    noTeam: where.teams?.none === true ? 1 : 0,
    agents: JSON.stringify(where.assignees?.some ?? []),
    who: JSON.stringify(where.assignees?.who ?? []),
    priorities: JSON.stringify(where.priorities ?? []),
    waitingBefore: where.waitingBefore ?? 0,
  }
}

type Part = (slot: Slots<WhereValues>) => ReturnType<typeof sql<SqlBool>>

/** The plus keeps SQLite from going by account, through an index that has nothing else of what a list needs. */
const parts: Readonly<Record<keyof ListWhere, Part>> = {
  accounts: (slot) => sql`+c.account_id in (select value from json_each(${slot('accounts')}))`,
  labels: (slot) => sql`exists (select 1 from conversation_labels l
    where l.row = c.row and l.title in (select value from json_each(${slot('labels')})))`,
  inboxes: (slot) => sql`(+c.account_id, c.inbox_id) in (select value ->> 0, value ->> 1 from json_each(${slot('inboxes')}))`,
  teams: (slot) => sql`((${slot('noTeam')} and c.team_id is null)
    or (+c.account_id, c.team_id) in (select value ->> 0, value ->> 1 from json_each(${slot('teams')})))`,
  assignees: (slot) => sql`(iif(c.assignee_id is null, 'nobody', iif(c.assignee_id = ${slot('me')}, 'me', 'others'))
      in (select value from json_each(${slot('who')}))
    or (+c.account_id, c.assignee_id) in (select value ->> 0, value ->> 1 from json_each(${slot('agents')})))`,
  priorities: (slot) => sql`c.priority in (select value from json_each(${slot('priorities')}))`,
  unread: () => sql`c.unread > 0`,
  draft: () => hasDraft(),
  waitingBefore: (slot) => sql`c.waiting_since_at <= ${slot('waitingBefore')}`,
}

/** One condition for each kind that is asked for. */
export function whereConditions(where: ListWhere, slot: Slots<WhereValues>) {
  return (Object.keys(parts) as (keyof ListWhere)[])
    .filter((kind) => where[kind] !== undefined)
    .map((kind) => parts[kind](slot))
}

/** The agent has begun to write something there. */
export function hasDraft() {
  return sql<SqlBool>`exists (select 1 from drafts d where d.account_id = c.account_id and d.conversation_id = c.id)`
}
