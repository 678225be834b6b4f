import { describe, expect, it } from 'vitest'
import { understand } from '../../src-renderer/rooms/pick/snooze-words'

/** Thursday, 26 November 2026, 11:00. */
const now = new Date(2026, 10, 26, 11).getTime()
const on = (month: number, day: number, [hours, minutes, year]: [number, number, number?] = [9, 0]) =>
  new Date(year ?? 2026, month - 1, day, hours, minutes).getTime()
const IN_AN_HOUR = now + 3_600_000

describe('a snooze that is typed', () => {
  it.each<[string, number]>([
    ['tomorrow 14:30', on(11, 27, [14, 30])],
    ['14:30 tomorrow', on(11, 27, [14, 30])],
    ['Tomorrow, 14.30', on(11, 27, [14, 30])],
    ['tomorrow at 9', on(11, 27)],
    ['tomorrow', on(11, 27)],
    ['today 18', on(11, 26, [18, 0])],
    ['14:30', on(11, 26, [14, 30])],
    ['9:15', on(11, 27, [9, 15])],
    ['2pm', on(11, 26, [14, 0])],
    ['12 am', on(11, 27, [0, 0])],
    ['12:30 pm', on(11, 26, [12, 30])],
    ['mon 9', on(11, 30)],
    ['next monday', on(11, 30)],
    ['thu 9', on(12, 3)],
    ['thu 12', on(11, 26, [12, 0])],
    ['2 h', now + 2 * 3_600_000],
    ['2h', now + 2 * 3_600_000],
    ['in 90 min', now + 90 * 60_000],
    ['1h 30m', now + 90 * 60_000],
    ['3 d', now + 3 * 86_400_000],
    ['28 nov 10:00', on(11, 28, [10, 0])],
    ['28.11. 10:00', on(11, 28, [10, 0])],
    ['28.11.2027', on(11, 28, [9, 0, 2027])],
    ['2026-12-01 8', on(12, 1, [8, 0])],
    ['завтра 9', on(11, 27)],
    ['завтра в 14:30', on(11, 27, [14, 30])],
    ['послезавтра', on(11, 28)],
    ['сегодня 18:00', on(11, 26, [18, 0])],
    ['через 2 часа', now + 2 * 3_600_000],
    ['через 1 час', IN_AN_HOUR],
    ['30 мин', now + 30 * 60_000],
    ['пн 9', on(11, 30)],
    ['в среду 10', on(12, 2, [10, 0])],
    ['во вторник', on(12, 1)],
    ['28 ноября в 15', on(11, 28, [15, 0])],
    ['2 мая 2027', on(5, 2, [9, 0, 2027])],
  ])('F9 %s is understood', (text, at) => {
    expect(understand(text, now)).toEqual({ at, isOver: false })
  })

  it.each(['today 9', 'сегодня в 10:59', '25.11', '26 nov 11:00', '2025-12-31', '0 h'])(
    'F9 %s is understood, and over',
    (text) => {
      expect(understand(text, now)).toMatchObject({ isOver: true })
    },
  )

  it.each([
    '',
    '9',
    'soon',
    'tomorrow soon',
    '25:00',
    '9:60',
    '13pm',
    '31.02',
    '31 nov',
    '2 x',
    'h',
    'tomorrow 9 10',
    'mon tue',
    '32.12',
    'marmalade',
  ])('F9 "%s" is no time', (text) => {
    expect(understand(text, now)).toBeNull()
  })

  it('F9 a day is a day also where the clocks are changed', () => {
    const before = new Date(2026, 9, 24, 20).getTime()
    expect(understand('tomorrow 9', before)?.at).toBe(new Date(2026, 9, 25, 9).getTime())
  })
})
