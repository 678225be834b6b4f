import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isQuietHour } from '../../src-main/core/alerts/quiet-hours'
import type { QuietHours, QuietSpan } from '../../src-preload/contract/schemas/alert'

const hour = 60
const everyDay = [0, 1, 2, 3, 4, 5, 6]
const quiet = (span: Partial<QuietSpan>, zone = 'UTC'): QuietHours => ({
  on: true,
  zone,
  spans: [{ days: everyDay, from: 18 * hour, to: 8 * hour + 30, ...span }],
})
const utc = (text: string): number => Date.parse(`${text}Z`)

// 2026-03-29: Berlin's clocks go from 2:00 to 3:00. 2026-10-25: from 3:00 back to 2:00. 2026-01-05 is a Monday.
describe('F17 quiet hours', () => {
  test.each<[string, QuietHours, string, boolean]>([
    ['before they begin', quiet({}), '2026-01-05T17:59:59', false],
    ['as they begin', quiet({}), '2026-01-05T18:00:00', true],
    ['after midnight', quiet({}), '2026-01-06T00:00:00', true],
    ['a minute before they end', quiet({}), '2026-01-06T08:29:59', true],
    ['as they end', quiet({}), '2026-01-06T08:30:00', false],
    ['switched off', { ...quiet({}), on: false }, '2026-01-05T20:00:00', false],
    ['without spans', { ...quiet({}), spans: [] }, '2026-01-05T20:00:00', false],
    ['the night of a Monday goes into Tuesday', quiet({ days: [1] }), '2026-01-06T03:00:00', true],
    ['and Monday’s early morning is Sunday’s', quiet({ days: [1] }), '2026-01-05T03:00:00', false],
    ['Saturday’s night goes into Sunday', quiet({ days: [6] }), '2026-01-11T03:00:00', true],
    ['within a day', quiet({ from: 12 * hour, to: 13 * hour }), '2026-01-05T12:30:00', true],
    ['within a day, after it', quiet({ from: 12 * hour, to: 13 * hour }), '2026-01-05T13:00:00', false],
    ['a whole day', quiet({ days: [1], from: 0, to: 0 }), '2026-01-05T23:59:00', true],
    ['a whole day, and the next', quiet({ days: [1], from: 0, to: 0 }), '2026-01-06T00:00:00', false],
    ['from noon to noon', quiet({ days: [1], from: 12 * hour, to: 12 * hour }), '2026-01-06T11:59:00', true],
    ['on no day', quiet({ days: [] }), '2026-01-05T20:00:00', false],
    ['Moscow is three hours ahead', quiet({}, 'Europe/Moscow'), '2026-01-05T15:00:00', true],
    ['Kathmandu by a quarter', quiet({}, 'Asia/Kathmandu'), '2026-01-05T12:14:59', false],
    ['and a minute later', quiet({}, 'Asia/Kathmandu'), '2026-01-05T12:15:00', true],
    ['Berlin in winter ends at 8:30 there', quiet({}, 'Europe/Berlin'), '2026-03-28T07:29:00', true],
    ['after the clocks went forward still at 8:30 there', quiet({}, 'Europe/Berlin'), '2026-03-29T06:29:00', true],
    ['and not an hour later', quiet({}, 'Europe/Berlin'), '2026-03-29T06:30:00', false],
    ['after they went back at 8:30 again', quiet({}, 'Europe/Berlin'), '2026-10-25T07:29:00', true],
    ['and no longer', quiet({}, 'Europe/Berlin'), '2026-10-25T07:30:00', false],
    [
      'the hour that comes twice is quiet twice',
      quiet({ from: 2 * hour, to: 3 * hour }, 'Europe/Berlin'),
      '2026-10-25T00:30:00',
      true,
    ],
    ['the second time too', quiet({ from: 2 * hour, to: 3 * hour }, 'Europe/Berlin'), '2026-10-25T01:30:00', true],
    ['one that is skipped is not', quiet({ from: 2 * hour, to: 3 * hour }, 'Europe/Berlin'), '2026-03-29T01:00:00', false],
  ])('F17 %s', (...[, hours, at, expected]) => {
    expect(isQuietHour(hours, utc(at))).toBe(expected)
  })

  test('F17 several spans: any of them', () => {
    const lunch = { days: [1], from: 12 * hour, to: 13 * hour }
    const hours = { ...quiet({}), spans: [...quiet({}).spans, lunch] }
    expect(
      ['2026-01-05T12:30:00', '2026-01-06T12:30:00', '2026-01-06T19:00:00'].map((at) => isQuietHour(hours, utc(at))),
    ).toEqual([true, false, true])
  })

  test('F17 a zone that nobody knows is this computer’s, not an error', () => {
    const at = utc('2026-01-05T20:00:00')
    expect(isQuietHour(quiet({}, 'Mars/Olympus'), at)).toBe(isQuietHour(quiet({}, ''), at))
  })

  test('F17 in every week each span holds as long as it is, whatever its ends', () => {
    const minute = fc.integer({ min: 0, max: 1439 })
    fc.assert(
      fc.property(minute, minute, fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 1 }), (from, to, days) => {
        const length = (to - from + 1440) % 1440 || 1440
        const start = utc('2026-01-04T00:00:00')
        let held = 0
        for (let at = 0; at < 7 * 1440; at++) held += isQuietHour(quiet({ from, to, days }), start + at * 60_000) ? 1 : 0
        expect(held).toBe(days.length * length)
      }),
      { numRuns: 8 },
    )
  })
})
