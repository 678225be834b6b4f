import { describe, expect, it } from 'vitest'
import { whereOf } from '../../src-main/core/list-where'
import type { ListCondition } from '../../src-preload/contract/list-filter'
import { listCondition, listConditions } from '../../src-preload/contract/list-filter'

const here = { profileId: 'p1' as never, serverNow: 1_000_000 }
const inbox = (profileId: string, inboxId: number): ListCondition =>
  listCondition.parse({ kind: 'inbox', profileId, accountId: 1, inboxId })

describe('F10 what a filter means in one database', () => {
  it('F10 conditions of one kind are gathered, kinds stand beside each other', () => {
    const where = whereOf(
      [
        { kind: 'label', title: 'vip' },
        { kind: 'label', title: 'mugs' },
        { kind: 'priority', priority: null },
        { kind: 'priority', priority: 'urgent' },
        { kind: 'assignee', who: 'nobody' },
        { kind: 'unread' },
      ],
      here,
    )
    expect(where).toEqual({
      labels: ['vip', 'mugs'],
      priorities: [0, 4],
      assignees: { some: [], who: ['nobody'] },
      unread: true,
    })
  })

  it('F11 what is in another profile is not here: alone it leaves nothing, beside one of ours it changes nothing', () => {
    const account = (profileId: string) => listCondition.parse({ kind: 'account', profileId, accountId: 2 })
    expect(whereOf([account('p2')], here)).toEqual({ accounts: [] })
    expect(whereOf([account('p2'), account('p1')], here)).toEqual({ accounts: [2] })
    expect(whereOf([inbox('p2', 3)], here)).toEqual({ inboxes: [] })
    expect(whereOf([inbox('p2', 3), inbox('p1', 4)], here)).toEqual({ inboxes: [[1, 4]] })
  })

  it('F10 how long somebody waits is measured by the clock of the server; of two times the shorter counts', () => {
    const waits = (longerMs: number): ListCondition => ({ kind: 'waiting', longerMs })
    expect(whereOf([waits(5_000), waits(60_000)], here)).toEqual({ waitingBefore: 995_000 })
  })

  it.each([
    [[{ kind: 'label', title: '' }]],
    [[{ kind: 'label', title: 'x'.repeat(201) }]],
    [[{ kind: 'waiting', longerMs: -1 }]],
    [[{ kind: 'nothing we know' }]],
    [[{ kind: 'unread', more: 1 }]],
    [Array.from({ length: 51 }, () => ({ kind: 'unread' }))],
  ])('HOUSE8 a filter that is none is refused: %j', (conditions) => {
    expect(listConditions.safeParse(conditions).success).toBe(false)
  })
})
