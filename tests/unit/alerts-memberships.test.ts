import { beforeEach, describe, expect, test } from 'vitest'
import { Followed } from '../../src-main/core/alerts/followed'
import { Memberships } from '../../src-main/core/alerts/memberships'
import { makeFacts } from '../../src-main/core/facts'
import type { News } from '../../src-main/core/sync/queue'
import type { AccountId, UserId } from '../../src-preload/contract/ids'
import { FakeClock } from '../fakes/clock'
import { directory } from '../fakes/desk'
import { FakeLog } from '../fakes/log'
import { MemoryDisk, openMemoryStore } from '../fakes/store-memory'

const ACCOUNT = 1 as AccountId
const agent = (id: number) => ({ id: id as UserId, name: 'A', email: null, avatarUrl: null, availability: null, role: null })

let asked: number[]
let members: Record<number, number[]>
let disk: MemoryDisk
const clock = new FakeClock()
const log = new FakeLog()
const facts = makeFacts(log)

beforeEach(() => {
  asked = []
  members = { 1: [7, 9], 2: [9] }
  disk = new MemoryDisk()
})

async function open(role: string, inboxes = [1, 2]): Promise<Memberships> {
  const store = openMemoryStore(disk)
  const list = inboxes.map((id): [number, string, string] => [id, `Inbox ${id}`, 'Channel::Api'])
  await store.commit((tx) => tx.putDirectory(directory(ACCOUNT, list)))
  const memberships = new Memberships({
    ...{ store, facts, clock, log },
    me: { id: 7 as UserId },
    roleOf: () => role,
    server: {
      inboxMembers: (_account, inbox) => {
        asked.push(inbox)
        const ids = members[inbox]
        if (ids === undefined) return Promise.resolve({ kind: 'never-sent', reason: 'offline', detail: '' })
        return Promise.resolve({ kind: 'accepted', value: ids.map(agent) })
      },
    },
  })
  memberships.start()
  await clock.advance(1)
  return memberships
}

const told = async (ms = 1) => {
  facts.tell({ kind: 'DirectoryChanged', accountId: ACCOUNT })
  await clock.advance(ms)
}
const mine = (memberships: Memberships) => [...(memberships.of(ACCOUNT) ?? ['?'])]

describe('F17 the inboxes of an administrator', () => {
  test('F17 are those she is a member of, though the server tells her of all', async () => {
    const memberships = await open('administrator')
    expect(mine(memberships)).toEqual(['?'])
    await told()
    expect(asked).toEqual([1, 2])
    expect(mine(memberships)).toEqual([1])
    memberships.stop()
  })

  test('F17 an agent’s are not asked for: nothing else comes', async () => {
    const memberships = await open('agent')
    await told()
    expect([asked, mine(memberships)]).toEqual([[], ['?']])
    memberships.stop()
  })

  test('F17 are known at the next start before anybody is asked', async () => {
    const first = await open('administrator')
    await told()
    first.stop()
    asked = []
    const second = await open('administrator')
    expect([asked, mine(second)]).toEqual([[], [1]])
    second.stop()
  })

  test('F17 who is a member of none hears of all: a customer whom nobody hears of is worse', async () => {
    members = { 1: [9], 2: [9] }
    const memberships = await open('administrator')
    await told()
    expect(mine(memberships)).toEqual(['?'])
    memberships.stop()
  })

  test('F17 a new inbox, and one that could not be asked for, counts until the server has answered', async () => {
    const memberships = await open('administrator', [1, 2, 3])
    await told()
    expect(mine(memberships)).toEqual([1, 3])
    members[3] = [9]
    await told()
    expect(mine(memberships)).toEqual([1])
    memberships.stop()
  })

  test('F17 lists that come twice in a minute are asked about once, and again when the answer is old', async () => {
    const memberships = await open('administrator')
    await told()
    members[2] = [7]
    await told()
    await told()
    expect(asked).toEqual([1, 2])
    await clock.advance(10 * 60_000)
    expect(mine(memberships)).toEqual([1, 2])
    expect(asked).toEqual([1, 2, 1, 2])
    memberships.stop()
  })
})

describe('F17 conversations that are followed', () => {
  test('F10 F17 are asked for page by page at a catch-up, and kept; what is no longer among them is let go', async () => {
    const pages: number[] = []
    const pushed: News[] = []
    const followed = new Followed({
      ...{ facts, clock, log, accounts: () => [ACCOUNT], serverNow: () => 1_000 },
      store: { followedConversations: () => Promise.resolve([5, 9] as never) },
      queue: { push: (news) => void pushed.push(news) },
      server: {
        conversations: (_account, { page = 0, conversationType }) => {
          expect(conversationType).toBe('participating')
          pages.push(page)
          const list = page > 1 ? [] : [{ accountId: ACCOUNT, id: 5, evidenceAt: 0, fields: {}, messages: [] }]
          return Promise.resolve({ kind: 'accepted', value: { conversations: list as never, allCount: null } })
        },
      },
    })
    const key = { accountId: ACCOUNT, conversationId: 5 as never }
    followed.start()
    expect([pages, followed.has(key)]).toEqual([[], false])
    const catchUp = async () => {
      facts.tell({ kind: 'CaughtUp' } as never)
      await clock.advance(1)
    }
    await catchUp()
    expect([pages, followed.has(key)]).toEqual([[1, 2], true])
    const kept = { kind: 'followed', account: ACCOUNT, on: [5], off: [9], asOfAt: 1_000 }
    expect(pushed).toMatchObject([{ kind: 'conversations', list: [{ id: 5 }] }, kept])
    await catchUp()
    expect(pages).toEqual([1, 2])
    await clock.advance(10 * 60_000)
    expect(pages).toEqual([1, 2, 1, 2])
    followed.stop()
    expect(clock.waiting).toBe(0)
  })
})
