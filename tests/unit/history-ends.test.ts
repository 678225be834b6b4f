/** Reading what is old, where the server or the disk does not give what was asked for. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { MessageNews } from '../../src-main/core/news'
import type { Outcome } from '../../src-main/core/outcome'
import type { MessageWindow, Server, Store } from '../../src-main/core/ports'
import { HistoryList } from '../../src-main/core/sync/history-list'
import { fillHistory } from '../../src-main/core/sync/history-pages'
import { HISTORY } from '../../src-main/core/sync/origin'
import { readBack, readBetween, refreshDirectory } from '../../src-main/core/sync/pages'
import type { AccountId, MessageId } from '../../src-preload/contract/ids'
import { ApplyWorld, conversation, key, listed, message } from '../fakes/apply-world'
import { fakeServer } from '../fakes/server'

const account: AccountId = key.accountId
const off = { kind: 'never-sent', reason: 'connect', detail: 'ECONNREFUSED' } as const
const no = (reason: 'not-found' | 'not-allowed') => ({ kind: 'refused', reason, status: 404, words: '' }) as const
const accepted = <T>(value: T) => ({ kind: 'accepted', value }) as const
const says =
  <T>(outcome: Outcome<T>) =>
  () =>
    Promise.resolve(outcome)
const page = (from: number, count: number) => Array.from({ length: count }, (_, n) => message(from + n))

let world: ApplyWorld
beforeEach(async () => {
  world = new ApplyWorld()
  await world.keep(listed(conversation()))
})

/** `disk` false: nothing can be kept any more. */
function reading(calls: Partial<Server>, { disk = true, store = {} }: { disk?: boolean; store?: Partial<Store> } = {}) {
  if (!disk) world.queue.stop()
  return { server: fakeServer(calls), store: { ...world.store, ...store }, queue: world.queue, isOver: () => false }
}

describe('M6 a conversation whose history cannot be read', () => {
  const fill = (calls: Partial<Server>, disk?: boolean) => fillHistory(reading(calls, { disk: disk ?? true }), key, 0)

  it.each<[string, Server['conversation'], string]>([
    ['is there all the same', says(accepted(conversation())), 'unreadable'],
    ['is not ours to see', says(no('not-allowed')), 'unreadable'],
    ['cannot be asked for', says<never>(off), 'never-sent'],
  ])('M6 its messages are refused, and it %s: it stays here', async (_, read, end) => {
    expect(await fill({ messages: says(no('not-found')), conversation: read })).toBe(end)
    expect(await world.stored()).toBeDefined()
  })

  it('F4 one that was deleted on the server goes here too', async () => {
    expect(await fill({ messages: says(no('not-found')), conversation: says(no('not-found')) })).toBe('done')
    expect(await world.stored()).toBeUndefined()
  })

  it('F4 one that was deleted is not done with while that cannot be kept', async () => {
    expect(await fill({ messages: says(no('not-found')), conversation: says(no('not-found')) }, false)).toBe('store')
  })

  it('M6 a server that gives the same page again and again is not asked for ever', async () => {
    const asked: MessageWindow[] = []
    const messages: Server['messages'] = (_key, window) => {
      asked.push(window)
      return Promise.resolve(accepted(page(100, 20)))
    }
    expect(await fill({ messages })).toBe('unreadable')
    expect(asked.length).toBeLessThan(6)
  })
})

describe('F5 pages that do not come or cannot be kept', () => {
  const between = { key, from: 1 as MessageId, to: null, origin: HISTORY }

  it('F4 paging back: the newest first, then before a message, and false when nothing comes', async () => {
    const asked: MessageWindow[] = []
    const answers: Outcome<MessageNews[]>[] = [accepted(page(30, 20)), accepted(page(10, 20)), off]
    const messages: Server['messages'] = (_key, window) => (asked.push(window), Promise.resolve(answers.shift() ?? off))
    const at = reading({ messages })
    const back = (before: number | null) => readBack(at, { key, before: before as MessageId | null, origin: HISTORY })
    expect([await back(null), await back(30), await back(10)]).toEqual([true, true, false])
    expect(asked).toEqual([{}, { before: 30 }, { before: 10 }])
    expect(await world.store.messageBounds(key)).toMatchObject({ first: 10, last: 49 })
  })

  it('F5 up to a message in one piece; more than five thousand are not read, and nothing of them is kept', async () => {
    const messages: Server['messages'] = (_key, { after }) => Promise.resolve(accepted(page(after ?? 0, 1000)))
    expect(await readBetween(reading({ messages }), between)).toBe('over')
    expect(await world.store.messageBounds(key)).toBeNull()
    const few = reading({ messages: says(accepted(page(5, 3))) })
    expect(await readBetween(few, { ...between, to: 8 as MessageId })).toBeNull()
    expect(await world.store.messageBounds(key)).toMatchObject({ first: 5, last: 7 })
  })

  it('F5 without a line or a disk it says so', async () => {
    expect(await readBetween(reading({ messages: says<never>(off) }), between)).toBe('never-sent')
    expect(await refreshDirectory(reading({ directory: says<never>(off) }), account)).toBe('never-sent')
    const full = reading({ messages: says(accepted(page(5, 3))) }, { disk: false })
    expect(await readBetween(full, between)).toBe('store')
    expect(await readBack(full, { key, before: null, origin: HISTORY })).toBe(false)
  })
})

describe('M6 the list of what is old', () => {
  const moved = (id: number, lastActivityAt = 1_000) => ({ ...conversation({ lastActivityAt }), id: id as never })
  const list = (ids: number[], allCount: number | null = null) =>
    Promise.resolve(accepted({ conversations: ids.map((id) => moved(id)), allCount }))
  /** Of an account listed back to `known`, with so many conversations here that are newer. */
  const listing = (conversations: Server['conversations'], { known = null as number | null, newer = 0, disk = true } = {}) => {
    const historyCount = () => Promise.resolve({ known: newer, full: 0 })
    const store = { listedSince: () => Promise.resolve(known), historyCount: historyCount as never }
    return reading({ conversations }, { disk, store })
  }

  it.each<[string, Server['conversations'], boolean, string]>([
    ['refused', says(no('not-allowed')), true, 'unreadable'],
    ['not reached', says<never>(off), true, 'never-sent'],
    ['not kept', () => list([1, 2]), false, 'store'],
  ])('M6 a page that is %s ends the step, and is asked for again', async (...[, answer, disk, end]) => {
    const pages: (number | undefined)[] = []
    const conversations: Server['conversations'] = (one, query) => (pages.push(query.page), answer(one, query))
    const at = listing(conversations, { disk })
    const history = new HistoryList(account)
    expect([await history.step(at), await history.step(at)]).toEqual([end, end])
    expect(pages).toEqual([1, 1])
  })

  it('M6 the same page twice is a server that cannot be read', async () => {
    const at = listing(() => list([1, 2]))
    const history = new HistoryList(account)
    expect([await history.step(at), await history.step(at)]).toEqual(['done', 'unreadable'])
  })

  it('M6 a place that was guessed too far back, and conversations that moved up, are looked for further to the front', async () => {
    const pages: (number | undefined)[] = []
    const counts = [200, 200, 200, 199, 199]
    const conversations: Server['conversations'] = (_account, { page: at }) => {
      pages.push(at)
      return list([1000 + pages.length], counts[pages.length - 1] ?? 199)
    }
    const at = listing(conversations, { known: 5_000, newer: 100 })
    const history = new HistoryList(account)
    for (let step = 0; step < 6; step += 1) expect(await history.step(at)).toBe('done')
    expect(pages).toEqual([4, 2, 1, 2, 1, 2])
  })
})
