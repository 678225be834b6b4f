/** Lists as plain code makes them, and what they are made of: the model of the database's lists. */
import fc from 'fast-check'
import { type ListWhere, priorityRank } from '../../src-main/core/list-where'
import type { StoredQuery, StoredRow } from '../../src-main/core/ports'
import type { Conversation, Draft, JobState } from '../../src-preload/contract/entities'
import { accountId } from '../../src-preload/contract/ids'
import { ME, NOON, aConversation, aQuery } from './examples'

/** What a list is made of, in memory. */
export interface Kept {
  conversation: Conversation
  mentioned: boolean
  draft: Draft | null
  jobs: JobState[]
}

const someone = (id: number) => ({ id, name: `Agent ${id}`, avatarUrl: null })
/** Times that often are the same. */
export const soon = fc.integer({ min: 0, max: 6 }).map((n) => NOON + n)
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
      priority: fc.constantFrom(null, 'low', 'medium', 'high', 'urgent', 'a-newer-word'),
      team: fc.constantFrom(null, { id: 1, name: 'orders' }, { id: 2, name: 'billing' }),
      following: fc.constantFrom(undefined, true, false),
      labels: fc.subarray(['vip', 'mugs', 'Łódź "quoted"']),
    })
    .map(({ id, ...over }) => aConversation(id, over)),
  mentioned: fc.boolean(),
  draft: fc.option(fc.record({ text: fc.string(), private: fc.boolean(), cursor: fc.nat(9), updatedAt: soon })),
  jobs: fc.array(fc.constantFrom(...states), { maxLength: 3 }),
})

/** At most forty of two accounts. */
export const inbox = fc.uniqueArray(kept, {
  maxLength: 40,
  selector: (one) => `${one.conversation.accountId}/${one.conversation.id}`,
})

/** Those of the rail. */
export const views = [
  'mine',
  'unassigned',
  'unread',
  'waiting',
  'mentions',
  'participating',
  'snoozed',
  'resolved',
  'drafts',
  'all',
] as const

const pair = (numbers: number[]) =>
  fc.uniqueArray(
    fc.tuple(
      fc.constantFrom(1, 2).map((n) => accountId.parse(n)),
      fc.constantFrom(...numbers),
    ),
    { maxLength: 2 },
  )
const where: fc.Arbitrary<ListWhere> = fc.record(
  {
    accounts: fc.subarray([1, 2].map((n) => accountId.parse(n))),
    labels: fc.subarray(['vip', 'mugs', 'nobody has it']),
    inboxes: pair([3, 4]),
    teams: fc.record({ some: pair([1, 2]), none: fc.boolean() }),
    assignees: fc.record({ some: pair([ME, 8]), who: fc.subarray(['me', 'nobody', 'others']) }),
    priorities: fc.subarray([0, 1, 2, 3, 4]),
    unread: fc.constant(true as const),
    draft: fc.constant(true as const),
    waitingBefore: soon,
  },
  { requiredKeys: [] },
)

/** Most filters would leave nothing if each kind were as likely to be asked for as not. */
const seldom = fc.oneof({ weight: 1, arbitrary: fc.constant({}) }, { weight: 2, arbitrary: where })

/** Whatever can be asked. */
export const query: fc.Arbitrary<StoredQuery> = fc
  .record({
    view: fc.constantFrom(...views, 'inbox'),
    accountId: fc.constantFrom(null, 1, 2),
    inboxId: fc.constantFrom(null, 3, 4),
    status: fc.constantFrom('open', 'pending', 'resolved', 'snoozed', 'all'),
    sort: fc.constantFrom('waiting', 'latest', 'oldest', 'priority'),
    where: seldom,
    offset: fc.nat(10),
    limit: fc.integer({ min: 1, max: 20 }),
  })
  .map((over) => aQuery(over as Partial<StoredQuery>))

function fits({ conversation: c, draft }: Kept, asked: ListWhere): boolean {
  const has = (pairs: readonly (readonly [number, number])[], id: number | undefined) =>
    pairs.some(([account, number]) => account === c.accountId && number === id)
  const who = c.assignee === null ? 'nobody' : c.assignee.id === ME ? 'me' : 'others'
  return (
    (asked.accounts?.includes(c.accountId) ?? true) &&
    (asked.labels?.some((title) => c.labels.includes(title)) ?? true) &&
    (asked.inboxes === undefined || has(asked.inboxes, c.inboxId)) &&
    (asked.teams === undefined || (asked.teams.none && c.team === null) || has(asked.teams.some, c.team?.id)) &&
    (asked.assignees === undefined || asked.assignees.who.includes(who) || has(asked.assignees.some, c.assignee?.id)) &&
    (asked.priorities?.includes(priorityRank(c.priority)) ?? true) &&
    (asked.unread === undefined || c.unreadCount > 0) &&
    (asked.draft === undefined || draft !== null) &&
    (asked.waitingBefore === undefined || (c.waitingSinceAt !== null && c.waitingSinceAt <= asked.waitingBefore))
  )
}

/** Whether it is in this list, as plain code says it. */
export function belongs(one: Kept, asked: StoredQuery): boolean {
  const { conversation } = one
  if (asked.accountId !== null && conversation.accountId !== asked.accountId) return false
  if (!fits(one, asked.where ?? {})) return false
  if (asked.view === 'snoozed' || asked.view === 'resolved') return conversation.status === asked.view
  if (asked.view === 'drafts') return one.draft !== null
  if (asked.status !== 'all' && conversation.status !== asked.status) return false
  if (asked.view === 'mine') return conversation.assignee?.id === ME
  if (asked.view === 'unassigned') return conversation.assignee === null
  if (asked.view === 'unread') return conversation.unreadCount > 0
  if (asked.view === 'waiting') return conversation.waitingSinceAt !== null
  if (asked.view === 'mentions') return one.mentioned
  if (asked.view === 'participating') return one.conversation.following === true
  if (asked.view === 'inbox') return conversation.inboxId === asked.inboxId
  return true
}

function byOrder(asked: StoredQuery) {
  const key = ({ conversation: c }: Kept): number[] => {
    const tie = [c.accountId, c.id]
    const byWaiting = [c.waitingSinceAt ?? Number.MAX_SAFE_INTEGER, -c.lastActivityAt, ...tie]
    if (asked.view === 'waiting' || asked.sort === 'waiting') return byWaiting
    if (asked.sort === 'priority') return [-priorityRank(c.priority), ...byWaiting]
    return [asked.sort === 'latest' ? -c.lastActivityAt : c.lastActivityAt, ...tie]
  }
  return (one: Kept, other: Kept) => {
    const [left, right] = [key(one), key(other)]
    return left.map((value, at) => value - (right[at] ?? 0)).find((difference) => difference !== 0) ?? 0
  }
}

/** A page as a plain sort in memory makes it. */
export function expected(all: Kept[], asked: StoredQuery): { rows: StoredRow[]; total: number } {
  const matching = all.filter((one) => belongs(one, asked)).sort(byOrder(asked))
  const rows = matching.slice(asked.offset, asked.offset + asked.limit).map(({ conversation, draft, jobs }) => ({
    conversation,
    draft,
    jobState: states.filter((state) => jobs.includes(state)).at(-1) ?? null,
  }))
  return { rows, total: matching.length }
}
