import { describe, expect, it } from 'vitest'
import type { Link } from '../../src-preload/contract/entities'
import type { ListQuery } from '../../src-preload/contract/schemas/conversation'
import type { StoredQuery } from '../../src-main/core/ports'
import { countInbox, type InboxSource, listInbox } from '../../src-main/core/merged-inbox'
import { conversation } from '../fakes/outbox-world'
import { MemoryDisk, openMemoryStore } from '../fakes/store-memory'

const NOW = Date.UTC(2026, 0, 5, 12)
const query: ListQuery = {
  ...{ view: 'all', profileId: null, accountId: null, inboxId: null, status: 'open', sort: 'latest', offset: 0, limit: 10 },
}

interface Some {
  state?: Link['state']
  lastGoodAt?: number | null
  cursorAt?: number | null
  times?: number[]
}

function source(name: string, { state = 'live', lastGoodAt = null, cursorAt = NOW, times = [] }: Some): InboxSource {
  const rows = times.map((lastActivityAt, lane) => ({
    ...{ conversation: conversation(lane, { lastActivityAt, waitingSinceAt: lastActivityAt }), draft: null, jobState: null },
  }))
  const store = {
    ...openMemoryStore(new MemoryDisk()),
    list: ({ offset, limit }: StoredQuery) => Promise.resolve({ rows: rows.slice(offset, offset + limit), total: rows.length }),
    cursors: () => Promise.resolve([{ accountId: 1 as never, lastGoodAt: cursorAt, filled: true }]),
    counts: () =>
      Promise.resolve({
        views: { all: rows.length },
        inboxes: [],
        labels: [],
        teams: [],
        longestWaitingSinceAt: times[0] ?? null,
      }),
  }
  const link: Link = { state, sinceAt: 0, nextTryAt: null, lastGoodAt, reason: null }
  return { id: name as never, me: 7 as never, store, link: () => link, serverNow: () => NOW, aheadMs: () => 0 }
}

describe('F11 one list over all profiles', () => {
  it('F11 pages run over the profiles in one order', async () => {
    const sources = [source('p1', { times: [9, 7, 5, 3] }), source('p2', { times: [8, 6, 4] })]
    const pages = await Promise.all([0, 3, 6].map((offset) => listInbox(sources, { ...query, offset, limit: 3 })))
    expect(pages.flatMap((page) => page.rows.map((row) => row.lastActivityAt))).toEqual([9, 8, 7, 6, 5, 4, 3])
    expect(pages[0]?.total).toBe(7)
  })

  it('F10 those who wait are in the order of waiting, whatever sort is asked for', async () => {
    const sources = [source('p1', { times: [3, 5] }), source('p2', { times: [4, 6] })]
    const page = await listInbox(sources, { ...query, view: 'waiting', sort: 'latest' })
    expect(page.rows.map((row) => row.waitingSinceAt)).toEqual([3, 4, 5, 6])
  })

  it('F4 the age of the list is that of its most out-of-touch profile; polling keeps it young', async () => {
    const age = async (...some: Some[]) =>
      (
        await listInbox(
          some.map((one, index) => source(`p${index}`, one)),
          query,
        )
      ).asOfAt
    expect(await age({}, {})).toBeNull()
    expect(await age({ cursorAt: NOW - 90_000 }, { state: 'waiting', lastGoodAt: NOW - 5_000, cursorAt: NOW - 60_000 })).toBe(
      NOW - 5_000,
    )
    expect(await age({ state: 'polling', lastGoodAt: NOW - 3_600_000, cursorAt: NOW - 20_000 })).toBe(NOW - 20_000)
    expect(await age({ state: 'connecting', lastGoodAt: null, cursorAt: null })).toBeNull()
  })

  it('F3 the numbers are sums, the longest waiting is the longest of all', async () => {
    const counts = await countInbox([source('p1', { times: [9, 7] }), source('p2', { times: [3] }), source('p3', {})])
    expect(counts).toMatchObject({ views: { all: 3 }, longestWaitingSinceAt: 3, outbox: 0 })
  })
})
