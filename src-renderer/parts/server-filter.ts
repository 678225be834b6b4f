/** What a filter that was kept on the server means in the words of our lists (FACTS §3.1, §3.6). */
import type { AccountId, ProfileId } from '../../src-preload/contract/ids'
import type { ListCondition } from '../../src-preload/contract/list-filter'
import type { ListQuery } from '../../src-preload/contract/schemas/conversation'
import type { ServerCondition, ServerFilter } from '../../src-preload/contract/server-filter'

/** A list of ours that holds the same conversations. */
export interface FilterMeaning {
  status: ListQuery['status']
  where: ListCondition[]
}

interface AccountRef {
  profileId: ProfileId
  accountId: AccountId
}

type Values = ServerCondition['values']
/** Conditions of which one must hold. Null: we have no such list. */
type Reading = (values: Values, at: AccountRef) => ListCondition[] | null

const STATUSES: readonly string[] = ['open', 'pending', 'resolved', 'snoozed']
/** As many as a list may be narrowed by. */
const MOST = 50

/** Every value must be understood: one that is left out would make another list. */
function each(read: (value: string) => ListCondition | null): Reading {
  return (values) => {
    const made = values.map((value) => read(String(value)))
    return made.length > 0 && made.every((one) => one !== null) ? made : null
  }
}

function eachNumber(make: (id: number, at: AccountRef) => ListCondition): Reading {
  return (values, at) => each((value) => (/^\d{1,15}$/.test(value) ? make(Number(value), at) : null))(values, at)
}

function priorityOf(value: string): ListCondition | null {
  const priority = (['low', 'medium', 'high', 'urgent'] as const).find((one) => one === value)
  return priority ? { kind: 'priority', priority } : null
}

/** Key and operator of the server. What is not here has no list of ours. */
const READINGS: Readonly<Record<string, Reading>> = {
  'assignee_id equal_to': eachNumber((id, at) => ({ kind: 'agent', ...at, userId: id as never })),
  'assignee_id is_present': () => [
    { kind: 'assignee', who: 'me' },
    { kind: 'assignee', who: 'others' },
  ],
  'assignee_id is_not_present': () => [{ kind: 'assignee', who: 'nobody' }],
  'inbox_id equal_to': eachNumber((id, at) => ({ kind: 'inbox', ...at, inboxId: id as never })),
  'team_id equal_to': eachNumber((teamId, at) => ({ kind: 'team', ...at, teamId })),
  'team_id is_not_present': () => [{ kind: 'noTeam' }],
  'labels equal_to': each((title) => ({ kind: 'label', title: title.toLowerCase() })),
  'priority equal_to': each(priorityOf),
}

/** A list has one status, or all of them. */
function statusOf({ operator, values }: ServerCondition): FilterMeaning['status'] | null {
  const wanted = new Set(values.map(String))
  if (operator !== 'equal_to') return null
  if (wanted.has('all') || STATUSES.every((one) => wanted.has(one))) return wanted.size > 0 ? 'all' : null
  const [only, ...more] = wanted
  return more.length === 0 ? ((['open', 'pending', 'resolved', 'snoozed'] as const).find((one) => one === only) ?? null) : null
}

/** Of our lists conditions of one kind are "or", and kinds are "and"; the server joins them one by one. */
function isOurWay(conditions: readonly ServerCondition[]): boolean {
  const joins = conditions.slice(0, -1).map(({ join }) => join)
  const keys = new Set(conditions.map(({ key }) => key))
  if (joins.every((join) => join === 'and')) return keys.size === conditions.length
  return joins.every((join) => join === 'or') && keys.size === 1 && !keys.has('status')
}

/** Null: it cannot be said in our words, and is shown by the dashboard only. */
export function meaningOf({ conditions }: ServerFilter, at: AccountRef): FilterMeaning | null {
  if (!conditions || !isOurWay(conditions)) return null
  const where: ListCondition[] = [{ kind: 'account', ...at }]
  let status: FilterMeaning['status'] | null = 'all'
  for (const condition of conditions) {
    if (condition.key === 'status') status = statusOf(condition)
    else {
      const name = `${condition.key} ${condition.operator}`
      const read = Object.hasOwn(READINGS, name) ? READINGS[name]?.(condition.values, at) : null
      if (!read) return null
      where.push(...read)
    }
  }
  return status !== null && where.length <= MOST ? { status, where } : null
}
