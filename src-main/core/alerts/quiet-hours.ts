/** Quiet hours by the clock on the wall of a time zone: whatever daylight saving does to a night, "until eight" ends at eight. */
import type { QuietHours, QuietSpan } from '../../../src-preload/contract/schemas/alert'

const MINUTES_A_DAY = 1_440
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

interface WallTime {
  /** 0 is Sunday. */
  day: number
  minute: number
}

/** Whether `at` (epoch ms) lies in one of the spans. A zone that nobody knows is this computer's. */
export function isQuietHour({ on, zone, spans }: QuietHours, at: number): boolean {
  if (!on || spans.length === 0) return false
  const wall = wallTime(at, zone)
  return spans.some((span) => holds(span, wall))
}

/** One that ends when it begins is a whole day. */
function holds({ days, from, to }: QuietSpan, { day, minute }: WallTime): boolean {
  const length = (to - from + MINUTES_A_DAY) % MINUTES_A_DAY || MINUTES_A_DAY
  const yesterday = (day + 6) % 7
  const isBegunToday = days.includes(day) && minute >= from && minute < from + length
  return isBegunToday || (days.includes(yesterday) && minute + MINUTES_A_DAY < from + length)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function wallTime(at: number, zone: string): WallTime {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  return {
    day: WEEKDAYS.indexOf(parts['weekday'] ?? ''),
    minute: Number(parts['hour']) * 60 + Number(parts['minute']),
  }
}

/** Made once for each zone: making one costs more than all that is asked of it. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const fresh = makeFormat(zone === '' ? undefined : zone)
  formats.set(zone, fresh)
  return fresh
}

function makeFormat(timeZone: string | undefined): Intl.DateTimeFormat {
  const form = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  try {
    return new Intl.DateTimeFormat('en-US', timeZone === undefined ? form : { ...form, timeZone })
  } catch {
    return new Intl.DateTimeFormat('en-US', form)
  }
}
