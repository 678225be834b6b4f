import { describe, expect, test } from 'vitest'
import { guard, needsGuard } from '../../src-main/core/outbox/guard'
import { lookFor } from '../../src-main/core/outbox/reconcile'
import { FakeClock } from '../fakes/clock'
import { job, now } from '../fakes/jobs'
import { me, ModelChatwoot, type Row } from '../fakes/model-chatwoot'
import { conversation, keyOf } from '../fakes/outbox-world'

const MINUTE = 60_000

describe('M3 the guard', () => {
  const view = { now: now + MINUTE, undoMs: 0, lineCameAt: 0, heldBefore: false }
  test.each([
    ['fresh', job(), view, false],
    ['waited', job(), { ...view, now: now + MINUTE + 1 }, true],
    ['waited in the ring', job(), { ...view, now: now + MINUTE + 1, undoMs: 5_000 }, false],
    ['written blind', job({ writtenBlind: true }), view, true],
    ['the line was down since', job(), { ...view, now: now + 1_000, lineCameAt: now + 500 }, true],
    ['fresh, by a clock set back', job(), { ...view, now: now + 1_000, lineCameAt: now + 9_000 }, false],
    ['second half of a held one', job(), { ...view, heldBefore: true }, true],
    ['a note', job({ private: true, writtenBlind: true }), view, false],
    ['released', job({ released: true, writtenBlind: true }), view, false],
  ])('M3 looks when %s', (...[, one, seen, expected]) => {
    expect(needsGuard(one, seen)).toBe(expected)
  })

  const chatwoot = new ModelChatwoot(new FakeClock())
  const news = (row: Partial<Row>) => chatwoot.news({ ...chatwoot.write(keyOf(0)), ...row }, null)
  const colleague = { type: 'outgoing', senderId: 9 } as const
  const resolved = conversation(0, { status: 'resolved' })
  test.each([
    ['nothing newer', [], conversation(0), null],
    ['an older one', [news({ id: 100 })], conversation(0), null],
    ['a customer', [news({})], conversation(0), 'customer-wrote'],
    ['a colleague', [news(colleague)], conversation(0), 'colleague-answered'],
    ['a colleague’s note', [news({ ...colleague, private: true })], conversation(0), null],
    ['my own, from elsewhere', [news({ ...colleague, senderId: me.id })], conversation(0), null],
    [
      'resolved by a colleague',
      [news({ type: 'activity', content: 'Resolved by Jonas', senderId: null })],
      resolved,
      'resolved-elsewhere',
    ],
    ['resolved by me', [news({ type: 'activity', content: `Resolved by ${me.name}`, senderId: null })], resolved, null],
    ['resolved before', [], resolved, null],
  ])('M3 %s', (...[, newer, around, key]) => {
    expect(guard(job(), { newer, conversation: around, me, now })?.key ?? null).toBe(key)
  })

  test('M3 a day old is always held', () => {
    expect(guard(job(), { newer: [], conversation: null, me, now: now + 24 * 60 * MINUTE + 1 })?.key).toBe('too-old')
  })
})

describe('F2 looking a reply up', () => {
  const world = (rows: number) => {
    const clock = new FakeClock()
    const chatwoot = new ModelChatwoot(clock)
    for (let count = 0; count < rows; count += 1) chatwoot.write(keyOf(0))
    const asked: object[] = []
    const server = {
      messages: (key: never, window: object) => {
        asked.push(window)
        return Promise.resolve({ kind: 'accepted', value: chatwoot.page(key, window) } as const)
      },
    }
    return { clock, chatwoot, server, asked }
  }
  const mine = { type: 'outgoing', senderId: me.id, marker: job().marker } as const

  test.each([0, 99, 100, 250])('F2 reads on while pages are full: %i rows before it', async (rows) => {
    const { chatwoot, server } = world(rows)
    chatwoot.write(keyOf(0), mine)
    expect(await lookFor(job(), server, me.id as never)).toMatchObject({ kind: 'found' })
  })

  test('F2 starts at the smaller of anchor and seen', async () => {
    const { server, asked } = world(0)
    await lookFor(job({ anchorId: 90 as never, seenId: 80 as never }), server, me.id as never)
    await lookFor(job({ anchorId: 90 as never, seenId: null }), server, me.id as never)
    await lookFor(job({ anchorId: null, seenId: null }), server, me.id as never)
    expect(asked).toEqual([{ after: 80 }, { after: 90 }, {}])
  })

  test('F2 with nothing stored it reads back from the newest page', async () => {
    const { chatwoot, server, asked } = world(0)
    chatwoot.write(keyOf(0), mine)
    for (let count = 0; count < 45; count += 1) chatwoot.write(keyOf(0))
    expect(await lookFor(job({ anchorId: null, seenId: null }), server, me.id as never)).toMatchObject({ kind: 'found' })
    expect(asked).toHaveLength(3)
  })

  test.each([
    ['somebody else’s with my marker', { ...mine, senderId: 9 }],
    ['an incoming one', { ...mine, type: 'incoming' as const }],
    ['another marker', { ...mine, marker: job().marker + 1e-6 }],
    ['the same words only', { ...mine, marker: null, content: 'Hello' }],
  ])('F2 does not take %s for it', async (_name, row) => {
    const { chatwoot, server } = world(0)
    chatwoot.write(keyOf(0), row)
    expect(await lookFor(job(), server, me.id as never)).toMatchObject({ kind: 'absent' })
  })
})
