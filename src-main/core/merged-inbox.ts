/** One list over all profiles (F11). Each database answers for itself; here the answers are merged, never joined. */
import type { ListRow, RowMark } from '../../src-preload/contract/entities'
import type { Counts, ListPage, ListQuery } from '../../src-preload/contract/schemas/conversation'
import type { ProfileId, UserId } from '../../src-preload/contract/ids'
import type { Link } from '../../src-preload/contract/entities'
import { awaitsReview } from './outbox/review-reason'
import type { Store, StoredRow } from './ports'

/** What the merged inbox needs of a profile. */
export interface InboxSource {
  id: ProfileId
  me: UserId
  store: Store
  link: () => Link
}

function markOf(row: StoredRow): RowMark | null {
  if (row.jobState === 'failed') return 'not-sent'
  if (row.jobState === 'held') return 'held'
  if (row.jobState !== null) return 'kept'
  return row.draft === null ? null : 'draft'
}

function toListRow(row: StoredRow, profileId: ProfileId): ListRow {
  return { ...row.conversation, profileId, mark: markOf(row), draftText: row.draft?.text ?? null }
}

/** The same order as the databases give, so that merged pages are stable. */
function compare(query: ListQuery): (a: ListRow, b: ListRow) => number {
  // Those who wait are always in the order of waiting.
  const sort = query.view === 'waiting' ? 'waiting' : query.sort
  if (sort === 'latest') return (a, b) => b.lastActivityAt - a.lastActivityAt
  if (sort === 'oldest') return (a, b) => a.lastActivityAt - b.lastActivityAt
  return (a, b) => (a.waitingSinceAt ?? Infinity) - (b.waitingSinceAt ?? Infinity) || b.lastActivityAt - a.lastActivityAt || 0
}

export async function listInbox(sources: InboxSource[], query: ListQuery): Promise<ListPage> {
  const scope = sources.filter((source) => query.profileId === null || source.id === query.profileId)
  const alone = scope.length === 1
  const own: ListQuery = alone ? query : { ...query, offset: 0, limit: query.offset + query.limit }
  const answers = await Promise.all(
    scope.map(async (source) => {
      const { rows, total } = await source.store.list(own, source.me)
      return { rows: rows.map((row) => toListRow(row, source.id)), total }
    }),
  )
  const rows = answers.flatMap((answer) => answer.rows)
  const page = alone ? rows : rows.sort(compare(query)).slice(query.offset, query.offset + query.limit)
  return { rows: page, total: answers.reduce((sum, answer) => sum + answer.total, 0), ...(await ageOf(scope)) }
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
  const result: Counts = { views: {}, inboxes: [], longestWaitingSinceAt: null, outbox: 0, review: 0 }
  for (const source of sources) {
    const counts = await source.store.counts(source.me)
    for (const [view, count] of Object.entries(counts.views)) result.views[view] = (result.views[view] ?? 0) + count
    for (const inbox of counts.inboxes) {
      result.inboxes.push({ ...inbox, inboxId: inbox.inboxId as Counts['inboxes'][number]['inboxId'], profileId: source.id })
    }
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
