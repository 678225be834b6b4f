import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backoffMs, nextMinuteAt } from '../../src-main/core/outbox/backoff'
import { nextInLane } from '../../src-main/core/outbox/lane'
import { makeMarker, sameMarker } from '../../src-main/core/outbox/marker'
import { afterAbsentLook, afterFailedLook, afterSend } from '../../src-main/core/outbox/next-step'
import { nextLookAt } from '../../src-main/core/outbox/reconcile'
import type { MessageNews } from '../../src-main/core/news'
import type { Outcome } from '../../src-main/core/outcome'
import { uuidOf } from '../fakes/chance'
import { job, now } from '../fakes/jobs'

const MINUTE = 60_000
const moment = { now, random: 0.5 }

describe('F2 the marker', () => {
  const free = () => Promise.resolve(false)

  test('F2 is a sane compose time, unique by its last digits, and survives text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1_500_000_000_000, max: 2_500_000_000_000 }), fc.uuid(), async (at, id) => {
        const marker = await makeMarker(at, id as never, free)
        expect(Math.abs(marker * 1000 - at)).toBeLessThan(1.001)
        expect(sameMarker(marker, Number(String(marker)))).toBe(true)
        expect(sameMarker(marker, Number(marker.toFixed(6)))).toBe(true)
        expect(sameMarker(marker, (Math.round(marker * 1e6) + 1) / 1e6)).toBe(false)
      }),
    )
  })

  test('F2 a taken one moves on by a microsecond', async () => {
    const first = await makeMarker(now, uuidOf(1) as never, free)
    const second = await makeMarker(now, uuidOf(1) as never, (marker) => Promise.resolve(sameMarker(marker, first)))
    expect(Math.round(second * 1e6) - Math.round(first * 1e6)).toBe(1)
    expect(sameMarker(null, null)).toBe(false)
  })
})

describe('F2 pauses', () => {
  test('F2 back-off grows from 2 to 60 s', () => {
    expect([1, 2, 3, 4, 5, 6, 50].map((failures) => backoffMs(failures, 1))).toEqual([
      2_000,
      4_000,
      8_000,
      16_000,
      32_000,
      MINUTE,
      MINUTE,
    ])
    expect([1, 6].map((failures) => backoffMs(failures, 0))).toEqual([2_000, 30_000])
  })

  test('F2 after a 429 the next wall-clock minute', () => {
    expect(nextMinuteAt(now + 59_999, 0)).toBe(now + MINUTE + 250)
    expect(nextMinuteAt(now, 0.5)).toBe(now + MINUTE + 2_750)
  })
})

const unsure = (reason: 'timeout' | 'reset' | 'server-error' | 'unreadable' | 'unprocessable', words: string | null = null) =>
  ({ kind: 'unsure', reason, status: null, words }) as const

describe('M1 outcome and next state', () => {
  const sending = job({ state: 'sending', failures: 2 })
  const rows: [string, Outcome<MessageNews>, object][] = [
    [
      'no connection',
      { kind: 'never-sent', reason: 'dns', detail: '' },
      { state: 'queued', failures: 3, notBeforeAt: now + 6_000, reason: { key: 'offline' } },
    ],
    [
      'body not read',
      { kind: 'never-sent', reason: 'body-unread', detail: '' },
      { state: 'queued', reason: { key: 'offline' } },
    ],
    ['no privacy', { kind: 'never-sent', reason: 'tls', detail: '' }, { state: 'queued', reason: { key: 'tls' } }],
    [
      'too large to leave',
      { kind: 'never-sent', reason: 'too-large', detail: '' },
      { state: 'failed', reason: { key: 'too-large' } },
    ],
    ['time-out', unsure('timeout'), { state: 'unsure', unsureSinceAt: now, looks: 0, rounds: 1, reason: { key: 'no-answer' } }],
    ['reset', unsure('reset'), { state: 'unsure', reason: { key: 'no-answer' } }],
    ['500', unsure('server-error'), { state: 'unsure', reason: { key: 'server-error' } }],
    ['HTML', unsure('unreadable'), { state: 'unsure', reason: { key: 'server-error' } }],
    [
      '422',
      unsure('unprocessable', 'Too many messages'),
      { state: 'unsure', reason: { key: 'refused', words: 'Too many messages' } },
    ],
    [
      '404',
      { kind: 'refused', reason: 'not-found', status: 404, words: 'x' },
      { state: 'failed', reason: { key: 'conversation-gone', words: 'x' } },
    ],
    [
      '401 of a policy',
      { kind: 'refused', reason: 'not-allowed', status: 401, words: 'x' },
      { state: 'failed', reason: { key: 'not-allowed' } },
    ],
    [
      '413',
      { kind: 'refused', reason: 'too-large', status: 413, words: 'x' },
      { state: 'failed', reason: { key: 'too-large' } },
    ],
    ['400', { kind: 'refused', reason: 'other', status: 400, words: 'x' }, { state: 'failed', reason: { key: 'refused' } }],
  ]
  test.each(rows)('M1 %s', (_name, outcome, next) => {
    expect(afterSend(sending, outcome, moment)).toMatchObject({ kind: 'put', job: next })
  })

  test('M1 429 stops every lane, a dead token asks /profile', () => {
    expect(afterSend(sending, { kind: 'throttled' }, moment)).toMatchObject({
      kind: 'pause',
      untilAt: now + MINUTE + 2_750,
      job: { state: 'queued' },
    })
    expect(afterSend(sending, { kind: 'signed-out', cause: 'bad-token' }, moment)).toMatchObject({
      kind: 'ask-profile',
      job: { state: 'queued' },
    })
  })

  test('M1 a look that fails changes nothing but the pause', () => {
    const waiting = job({ state: 'unsure', unsureSinceAt: now - 5_000, looks: 1, rounds: 1 })
    for (const outcome of [unsure('timeout'), { kind: 'never-sent', reason: 'dns', detail: '' } as const]) {
      expect(afterFailedLook(waiting, outcome, moment)).toMatchObject({
        job: { state: 'unsure', looks: 1, unsureSinceAt: now - 5_000, failures: 1 },
      })
    }
    expect(afterFailedLook(waiting, { kind: 'refused', reason: 'not-found', status: 404, words: '' }, moment)).toMatchObject({
      job: { state: 'failed' },
    })
    expect(afterFailedLook(waiting, { kind: 'refused', reason: 'not-allowed', status: 401, words: '' }, moment)).toMatchObject({
      job: { state: 'held' },
    })
  })

  test('F2 only a look 30 s after may say absent', () => {
    const waiting = job({ state: 'unsure', unsureSinceAt: now, rounds: 1 })
    expect(afterAbsentLook(waiting, now + 29_999)).toMatchObject({ state: 'unsure', looks: 1 })
    expect(afterAbsentLook(waiting, now + 30_000)).toMatchObject({ state: 'queued', unsureSinceAt: null })
    expect(afterAbsentLook({ ...waiting, rounds: 5 }, now + 30_000)).toMatchObject({
      state: 'held',
      reason: { key: 'gave-up' },
    })
    expect(afterAbsentLook({ ...waiting, reason: { key: 'refused', words: 'No' } }, now + 30_000)).toMatchObject({
      state: 'failed',
      reason: { words: 'No' },
    })
    expect([0, 1, 2, 7].map((looks) => nextLookAt({ ...waiting, looks }) - now)).toEqual([2_000, 10_000, 30_000, 30_000])
  })
})

describe('F2 the lane', () => {
  const view = {
    now,
    undoMs: 0,
    canSend: true,
    lineCameAt: 0,
    reviews: false,
    pausedUntilAt: 0,
    bornAt: 1,
    clearedAt: () => null,
  }
  test.each([
    ['empty', [], view, { kind: 'idle' }],
    ['ring', [job({ state: 'resting', notBeforeAt: now + 1 })], view, { kind: 'wait', untilAt: now + 1 }],
    ['ring over', [job({ state: 'resting', notBeforeAt: now })], { ...view, canSend: false }, { kind: 'ring-over' }],
    ['clock set back in the ring', [job({ state: 'resting', notBeforeAt: now + 3_600_000 })], view, { kind: 'ring-over' }],
    ['left behind', [job({ state: 'sending' })], { ...view, canSend: false }, { kind: 'lost' }],
    ['attempt in the future', [job({ state: 'unsure', unsureSinceAt: now + 1 })], view, { kind: 'lost' }],
    ['no link', [job()], { ...view, canSend: false }, { kind: 'idle' }],
    ['M15 no link in the field', [job()], { ...view, canSend: false, reviews: true }, { kind: 'review' }],
    [
      'M15 unsure in the field',
      [job({ state: 'unsure', unsureSinceAt: now })],
      { ...view, canSend: false, reviews: true },
      { kind: 'idle' },
    ],
    ['everybody waits', [job()], { ...view, pausedUntilAt: now + 9 }, { kind: 'wait', untilAt: now + 9 }],
    ['go', [job()], view, { kind: 'send', lookFirst: false }],
    ['of an older process', [job({ bornAt: 0 })], view, { kind: 'send', lookFirst: true, guarded: false }],
    [
      'looked up',
      [job({ bornAt: 0 })],
      { ...view, clearedAt: () => Number.NEGATIVE_INFINITY },
      { kind: 'send', lookFirst: false },
    ],
    ['blind', [job({ writtenBlind: true })], view, { kind: 'send', lookFirst: true, guarded: true }],
    [
      'held and failed let pass',
      [job({ state: 'failed' }), job({ state: 'held' }), job()],
      view,
      { kind: 'send', guarded: true },
    ],
    ['all wait for the agent', [job({ state: 'held' }), job({ state: 'failed' })], view, { kind: 'idle' }],
    ['unsure blocks', [job({ state: 'unsure', unsureSinceAt: now }), job()], view, { kind: 'wait', untilAt: now + 2_000 }],
  ])('F2 %s', (...[, jobs, around, step]) => {
    expect(nextInLane(jobs, around)).toMatchObject(step)
  })
})
