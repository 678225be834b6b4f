/** One list over all profiles (F11). Each database answers for itself; here the answers are merged, never joined. */
import type { ListRow, RowMark } from '../../src-preload/contract/entities'
import type { Counts, ListPage, ListQuery } from '../../src-preload/contract/schemas/conversation'
import type { ConversationRef, ProfileId, UserId } from '../../src-preload/contract/ids'
import type { Link } from '../../src-preload/contract/entities'
import { awaitsReview } from './outbox/review-reason'
import { priorityRank, whereOf } from './list-where'
import { withWindows } from './row-windows'
import type { Store, StoredQuery, StoredRow } from './ports'

/** What the merged inbox needs of a profile. */
export interface InboxSource {
  id: ProfileId
  me: UserId
  store: Store
  link: () => Link
  /** The server's clock in ms. */
  serverNow: () => number
  /** How far this computer's clock is before the server's, in ms. */
  aheadMs: () => number
}

function markOf(row: StoredRow): RowMark | null {
  if (row.jobState === 'failed') return 'not-sent'
  if (row.jobState === 'held') return 'held'
  if (row.jobState !== null) return 'kept'
  return row.draft === null ? null : 'draft'
}

/** What was written, else the name of the template that was begun. */
function wordsOf(draft: StoredRow['draft']): string | null {
  return draft && (draft.text || (draft.template?.name ?? ''))
}

function toListRow(row: StoredRow, profileId: ProfileId): ListRow {
  return { ...row.conversation, profileId, mark: markOf(row), draftText: wordsOf(row.draft) }
}

/** The same order as the databases give, so that merged pages are stable. */
function compare(query: ListQuery): (a: ListRow, b: ListRow) => number {
  // Those who wait are always in the order of waiting.
  const sort = query.view === 'waiting' ? 'waiting' : query.sort
  if (sort === 'latest') return (a, b) => b.lastActivityAt - a.lastActivityAt
  if (sort === 'oldest') return (a, b) => a.lastActivityAt - b.lastActivityAt
  if (sort === 'priority') return (a, b) => priorityRank(b.priority) - priorityRank(a.priority) || byWaiting(a, b)
  return byWaiting
}

function byWaiting(a: ListRow, b: ListRow): number {
  return (a.waitingSinceAt ?? Infinity) - (b.waitingSinceAt ?? Infinity) || b.lastActivityAt - a.lastActivityAt
}

function storedQuery({ where = [], ...query }: ListQuery, source: InboxSource): StoredQuery {
  if (where.length === 0) return query
  return { ...query, where: whereOf(where, { profileId: source.id, serverNow: source.serverNow() }) }
}

export async function listInbox(sources: InboxSource[], query: ListQuery): Promise<ListPage> {
  const scope = sources.filter((source) => query.profileId === null || source.id === query.profileId)
  const alone = scope.length === 1
  const page = alone ? query : { ...query, offset: 0, limit: query.offset + query.limit }
  const answers = await Promise.all(
    scope.map(async (source) => {
      const { rows, total } = await source.store.list(storedQuery(page, source), source.me)
      return {
        rows: await withWindows(
          source,
          rows.map((row) => toListRow(row, source.id)),
        ),
        total,
      }
    }),
  )
  const rows = answers.flatMap((answer) => answer.rows)
  const shown = alone ? rows : rows.sort(compare(query)).slice(query.offset, query.offset + query.limit)
  return { rows: shown, total: answers.reduce((sum, answer) => sum + answer.total, 0), ...(await ageOf(scope)) }
}

/** Which of these conversations the list holds now, wherever in it. */
export async function stillListed(
  sources: InboxSource[],
  list: Omit<ListQuery, 'offset' | 'limit'>,
  refs: readonly ConversationRef[],
): Promise<ConversationRef[]> {
  const scope = sources.filter((source) => list.profileId === null || source.id === list.profileId)
  const found = scope.map(async (source) => {
    const keys = refs.filter((ref) => ref.profileId === source.id)
    if (keys.length === 0) return []
    const here = await source.store.listed(storedQuery({ ...list, offset: 0, limit: keys.length }, source), source.me, keys)
    return here.map((key) => ({ profileId: source.id, ...key }))
  })
  return (await Promise.all(found)).flat()
}

/** The list is as old as its most out-of-touch profile; null while all are live. */
async function ageOf(scope: InboxSource[]): Promise<Pick<ListPage, 'complete' | 'asOfAt'>> {
  let [complete, asOfAt] = [true, Infinity]
  for (const source of scope) {
    const cursors = await source.store.cursors()
    complete &&= cursors.length > 0 && cursors.every((cursor) => cursor.filled)
    const link = source.link()
    if (link.state === 'live') continue
    // Polling goes on where the socket is lost: the later of the two is what is known.
    const caughtUpAt = cursors.length === 0 ? 0 : Math.min(...cursors.map((cursor) => cursor.lastGoodAt ?? 0))
    asOfAt = Math.min(asOfAt, Math.max(caughtUpAt, link.lastGoodAt ?? 0))
  }
  return { complete, asOfAt: Number.isFinite(asOfAt) && asOfAt > 0 ? asOfAt : null }
}

export async function countInbox(sources: InboxSource[]): Promise<Counts> {
  const result: Counts = { views: {}, inboxes: [], labels: [], teams: [], longestWaitingSinceAt: null, outbox: 0, review: 0 }
  for (const source of sources) {
    const counts = await source.store.counts(source.me)
    for (const [view, count] of Object.entries(counts.views)) result.views[view] = (result.views[view] ?? 0) + count
    for (const inbox of counts.inboxes) {
      result.inboxes.push({ ...inbox, inboxId: inbox.inboxId as Counts['inboxes'][number]['inboxId'], profileId: source.id })
    }
    result.labels.push(...counts.labels.map((label) => ({ ...label, profileId: source.id })))
    result.teams.push(...counts.teams.map((team) => ({ ...team, profileId: source.id })))
    const longest = counts.longestWaitingSinceAt
    if (longest !== null) result.longestWaitingSinceAt = Math.min(longest, result.longestWaitingSinceAt ?? Infinity)
    const actions = await source.store.actions()
    // One that only rests is as good as done, and that she read is no errand.
    const jobs = await source.store.jobs()
    result.outbox += jobs.length + actions.filter(({ state, change }) => state !== 'resting' && change.kind !== 'seen').length
    result.review += [...jobs, ...actions].filter(awaitsReview).length
  }
  return result
}
