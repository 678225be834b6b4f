/** What a row of the merged inbox says, in which order, and of whom: rules beside those of the database (F11). */
import { describe, expect, it } from 'vitest'
import type { Conversation, Draft } from '../../src-preload/contract/entities'
import type { ConversationKey, ConversationRef } from '../../src-preload/contract/ids'
import type { ListQuery } from '../../src-preload/contract/schemas/conversation'
import { countInbox, type InboxSource, listInbox, stillListed } from '../../src-main/core/merged-inbox'
import type { Action } from '../../src-main/core/outbox/action'
import { REVIEW } from '../../src-main/core/outbox/review-reason'
import type { Store, StoredQuery, StoredRow } from '../../src-main/core/ports'
import { job } from '../fakes/jobs'
import { conversation, keyOf } from '../fakes/outbox-world'
import { MemoryDisk, openMemoryStore } from '../fakes/store-memory'

const NOW = Date.UTC(2026, 0, 5, 12)
const query: ListQuery = {
  ...{ view: 'all', profileId: null, accountId: null, inboxId: null, status: 'open', sort: 'latest', offset: 0, limit: 10 },
}
const draft = (changes: Partial<Draft> = {}): Draft => ({ text: '', private: false, cursor: 0, updatedAt: 1, ...changes })
const template = { name: 'order_shipped', language: 'en', category: null, namespace: null, values: {} }

type Row = Partial<Conversation> & Partial<Pick<StoredRow, 'draft' | 'jobState'>>

/** A profile with these rows; `asked`: what its database was asked for. */
function profile(name: string, rows: Row[] = [], own: Partial<Store> = {}) {
  const asked: StoredQuery[] = []
  const stored = rows.map(({ draft = null, jobState = null, ...changes }, lane) => {
    return { conversation: conversation(lane, changes), draft, jobState }
  })
  const note = <T>(ask: StoredQuery, value: T): Promise<T> => (asked.push(ask), Promise.resolve(value))
  const store: Store = {
    ...openMemoryStore(new MemoryDisk()),
    list: (ask) => note(ask, { rows: stored.slice(ask.offset, ask.offset + ask.limit), total: stored.length }),
    listed: (ask, _me, keys) => note(ask, [...keys]),
    counts: () => Promise.resolve({ views: {}, inboxes: [], labels: [], teams: [], longestWaitingSinceAt: null }),
    ...own,
  }
  const link = { state: 'live', sinceAt: 0, nextTryAt: null, lastGoodAt: null, reason: null } as const
  const source: InboxSource = {
    id: name as never,
    me: 7 as never,
    store,
    link: () => link,
    serverNow: () => NOW,
    aheadMs: () => 0,
  }
  return { source, asked }
}
const listOf = async (rows: Row[][], changes: Partial<ListQuery> = {}) =>
  (
    await listInbox(
      rows.map((one, index) => profile(`p${index + 1}`, one).source),
      { ...query, ...changes },
    )
  ).rows

describe('F11 a row', () => {
  it.each<[string, Row, string | null]>([
    ['a reply that was not sent', { jobState: 'failed', draft: draft({ text: 'More' }) }, 'not-sent'],
    ['one that waits for her word', { jobState: 'held' }, 'held'],
    ['one that can be undone', { jobState: 'resting' }, 'kept'],
    ['one that waits for the line', { jobState: 'queued', draft: draft({ text: 'More' }) }, 'kept'],
    ['words that were begun', { draft: draft({ text: 'More' }) }, 'draft'],
    ['nothing of hers', {}, null],
  ])('F11 is marked for what matters most: %s', async (_what, row, mark) => {
    expect((await listOf([[row]]))[0]).toMatchObject({ mark, profileId: 'p1' })
  })

  it.each<[string, Draft | null, string | null]>([
    ['the words', draft({ text: 'Dear Ana', template }), 'Dear Ana'],
    ['the name of the template', draft({ template }), 'order_shipped'],
    ['nothing, where only a file was laid down', draft(), ''],
    ['none', null, null],
  ])('F11 shows what was begun: %s', async (_what, begun, text) => {
    expect((await listOf([[{ draft: begun }]]))[0]?.draftText).toBe(text)
  })
})

describe('F11 the order over profiles is the one that each database has', () => {
  it('F11 oldest first', async () => {
    const rows = await listOf([[{ lastActivityAt: 1 }, { lastActivityAt: 4 }], [{ lastActivityAt: 2 }]], { sort: 'oldest' })
    expect(rows.map(({ lastActivityAt }) => lastActivityAt)).toEqual([1, 2, 4])
  })

  it('F11 urgent ones first, of equals who waits longest, of those the newest', async () => {
    const one: Row[] = [
      { priority: 'urgent', waitingSinceAt: 9, lastActivityAt: 1 },
      { priority: 'low', waitingSinceAt: 3, lastActivityAt: 2 },
      { priority: null, waitingSinceAt: null, lastActivityAt: 3 },
    ]
    const other: Row[] = [
      { priority: 'urgent', waitingSinceAt: 5, lastActivityAt: 4 },
      { priority: 'low', waitingSinceAt: 3, lastActivityAt: 5 },
      { priority: null, waitingSinceAt: null, lastActivityAt: 6 },
    ]
    const rows = await listOf([one, other], { sort: 'priority' })
    expect(rows.map(({ lastActivityAt }) => lastActivityAt)).toEqual([4, 1, 5, 2, 6, 3])
  })

  it('F11 those for whom nobody waits come after all who wait', async () => {
    const rows = await listOf(
      [
        [{ waitingSinceAt: null, lastActivityAt: 9 }],
        [
          { waitingSinceAt: 7, lastActivityAt: 1 },
          { waitingSinceAt: null, lastActivityAt: 2 },
        ],
      ],
      { sort: 'waiting' },
    )
    expect(rows.map(({ lastActivityAt }) => lastActivityAt)).toEqual([1, 9, 2])
  })
})

describe('F11 of one profile alone', () => {
  it('F11 its database turns the pages itself, and the others are not asked', async () => {
    const [one, other] = [profile('p1', [{}, {}, {}]), profile('p2', [{}])]
    const page = await listInbox([one.source, other.source], { ...query, profileId: 'p1' as never, offset: 1, limit: 1 })
    expect(page).toMatchObject({ total: 3, rows: [{ id: keyOf(1).conversationId }] })
    expect(one.asked).toMatchObject([{ offset: 1, limit: 1 }])
    expect(other.asked).toEqual([])
  })

  it('F10 a condition is asked of each in its own words', async () => {
    const [one, other] = [profile('p1'), profile('p2')]
    const where = [{ kind: 'account' as const, profileId: 'p1' as never, accountId: 1 as never }]
    await listInbox([one.source, other.source], { ...query, where })
    expect([one.asked[0]?.where, other.asked[0]?.where]).toEqual([{ accounts: [1] }, { accounts: [] }])
  })

  it('F4 what was never caught up with is not complete, and nobody says how old it is', async () => {
    const away = { state: 'connecting', sinceAt: 0, nextTryAt: null, lastGoodAt: null, reason: null } as const
    const page = await listInbox([{ ...profile('p1').source, link: () => away }], query)
    expect(page).toMatchObject({ complete: false, asOfAt: null })
  })
})

describe('F11 which of these are in the list still', () => {
  const ref = (name: string, key: ConversationKey): ConversationRef => ({ profileId: name as never, ...key })

  it('F11 each profile is asked for its own, and one without any is left alone', async () => {
    const { asked, source } = profile('p1')
    const others = [profile('p2', [], { listed: () => Promise.resolve([]) }), profile('p3')]
    const refs = [ref('p1', keyOf(0)), ref('p2', keyOf(0)), ref('p1', keyOf(4))]
    const here = await stillListed([source, ...others.map((one) => one.source)], query, refs)
    expect(here).toEqual([ref('p1', keyOf(0)), ref('p1', keyOf(4))])
    expect(asked).toMatchObject([{ offset: 0, limit: 2 }])
    expect(others[1]?.asked).toEqual([])
  })

  it('F11 in the list of one profile there are none of another', async () => {
    const [one, other] = [profile('p1'), profile('p2')]
    const list = { ...query, profileId: 'p2' as never }
    const refs = [ref('p1', keyOf(0)), ref('p2', keyOf(0))]
    expect(await stillListed([one.source, other.source], list, refs)).toEqual([ref('p2', keyOf(0))])
    expect(one.asked).toEqual([])
  })
})

describe('F3 what has not left', () => {
  it('F3 replies and changes are counted, not what only rests and not that something was read', async () => {
    const action = (changes: Partial<Action>) =>
      ({ state: 'queued', reason: null, change: { kind: 'unread' }, ...changes }) as Action
    const { source } = profile('p1', [], {
      jobs: () => Promise.resolve([job(), job({ state: 'held', reason: REVIEW })]),
      actions: () =>
        Promise.resolve([
          action({}),
          action({ state: 'resting' }),
          action({ change: { kind: 'seen' } }),
          action({ state: 'held', reason: REVIEW }),
        ]),
    })
    expect(await countInbox([source, profile('p2').source])).toMatchObject({
      outbox: 4,
      review: 2,
      longestWaitingSinceAt: null,
    })
  })
})
