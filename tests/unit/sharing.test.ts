import { describe, expect, it } from 'vitest'
import { sharedByName, sharedMessages, sharedRows } from '../../src-renderer/bridge/sharing'

const one = (id: number, text = `m${id}`) => ({ id, clientId: null, text })
const nameOf = ({ id }: { id: number }) => String(id)
const page = (ids: number[], reachedStart = false) => ({ messages: ids.map((id) => one(id)), reachedStart })
const pages = (...list: ReturnType<typeof page>[]) => ({ pages: list, pageParams: list.map(() => null) })

describe('P5 what did not change keeps its identity', () => {
  it('P5 one that comes at the end moves all others and changes none', () => {
    const before = [one(1), one(2), one(3)]
    const now = sharedByName(before, [one(2), one(3), one(4)], nameOf)
    expect([now[0] === before[1], now[1] === before[2], now[2]]).toEqual([true, true, one(4)])
  })

  it('P5 one that was changed is new; nothing changed is the very same list', () => {
    const before = [one(1), one(2)]
    const now = sharedByName(before, [one(1), one(2, 'edited')], nameOf)
    expect([now[0] === before[0], now[1]]).toEqual([true, one(2, 'edited')])
    expect(sharedByName(before, [one(1), one(2)], nameOf)).toBe(before)
    expect(sharedByName(before, [one(2), one(1)], nameOf)).toEqual([one(2), one(1)])
  })

  it('P5 a message that went to another page is the one it was', () => {
    const before = pages(page([3, 4]), page([1, 2], true))
    const now = sharedMessages(before, pages(page([4, 5]), page([2, 3]))) as typeof before
    expect(now.pages[0]?.messages[0]).toBe(before.pages[0]?.messages[1])
    expect(now.pages[1]?.messages[1]).toBe(before.pages[0]?.messages[0])
    expect(now.pages[1]?.reachedStart).toBe(false)
  })

  it('P5 pages as they were are the answer as it was', () => {
    const before = pages(page([3, 4]), page([1, 2], true))
    expect(sharedMessages(before, pages(page([3, 4]), page([1, 2], true)))).toBe(before)
    expect(sharedMessages(before, pages(page([3, 4]), page([1, 2])))).not.toBe(before)
    expect(sharedMessages(undefined, before)).toBe(before)
  })

  it('P5 rows of the list likewise, with what stands beside them', () => {
    const row = (id: number) => ({ profileId: 'p', accountId: 1, id, name: `c${id}` })
    const before = { rows: [row(1), row(2)], total: 2 }
    const moved = sharedRows(before, { rows: [row(2), row(1)], total: 2 }) as typeof before
    expect([moved.rows[0] === before.rows[1], moved.rows[1] === before.rows[0]]).toEqual([true, true])
    expect(sharedRows(before, { rows: [row(1), row(2)], total: 2 })).toBe(before)
    expect(sharedRows(before, { rows: [row(1), row(2)], total: 3 })).toEqual({ ...before, total: 3 })
  })
})
