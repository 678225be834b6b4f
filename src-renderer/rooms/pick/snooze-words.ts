/**
 * A time as people type it, in English and Russian at once, whatever language Perch speaks: "tomorrow 14:30", "mon 9", "2 h",
 * "завтра 9", "через 2 часа", "28 nov 10:00". In the computer's time zone. Without a time of day it is nine in the morning.
 */
import { MORNING } from './snooze-times'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** `isOver`: it was understood, and lies in the past. */
export interface Understood {
  at: number
  isOver: boolean
}

/** Beginnings of words are enough, as long as they name one thing. */
const spans: [RegExp, number][] = [
  [/^(m|min|mins|minutes?|м|мин|минут[аыу]?)$/, MINUTE],
  [/^(h|hr|hrs|hours?|ч|час|часа|часов)$/, HOUR],
  [/^(d|days?|д|дн|день|дня|дней)$/, 24 * HOUR],
  [/^(w|wk|weeks?|нед|недел[яиюь]|недель)$/, 7 * 24 * HOUR],
]
const daysAhead: [RegExp, number][] = [
  [/^(today|сегодня)$/, 0],
  [/^(tomorrow|tmr|завтра)$/, 1],
  [/^послезавтра$/, 2],
]
/** Sunday is 0, as `getDay` counts. */
const weekdays = [
  /^(sun(day)?|вс|воскресенье)$/,
  /^(mon(day)?|пн|понедельник)$/,
  /^(tue(s|sday)?|вт|вторник)$/,
  /^(wed(nesday)?|ср|сред[ау])$/,
  /^(thu(r|rs|rsday)?|чт|четверг)$/,
  /^(fri(day)?|пт|пятниц[ау])$/,
  /^(sat(urday)?|сб|суббот[ау])$/,
]
const months = [
  /^(jan|янв)/,
  /^(feb|фев)/,
  /^(mar|мар)/,
  /^(apr|апр)/,
  /^(may|ма[йя]$)/,
  /^(jun|июн)/,
  /^(jul|июл)/,
  /^(aug|авг)/,
  /^(sep|сен)/,
  /^(oct|окт)/,
  /^(nov|ноя)/,
  /^(dec|дек)/,
]
/** Say nothing. */
const fillers = /^(in|at|on|next|until|till|через|в|во|до|на|к)$/

interface Day {
  year: number
  month: number
  date: number
  /** Over already: the same day of next week is meant. */
  weekly: boolean
}

/** What was typed, or null when it names no time. */
export function understand(text: string, now: number): Understood | null {
  const words = wordsOf(text)
  if (words.length === 0) return null
  const at = spanEnd(words, now) ?? momentOf(words, now)
  return at === null || Number.isNaN(at) ? null : { at, isOver: at <= now }
}

/** "2h" and "9pm" are two words; so is "28.11" one. */
function wordsOf(text: string): string[] {
  const spaced = text
    .toLowerCase()
    .replace(/ё/g, 'е')
    .replace(/,/g, ' ')
    .replace(/(\d)(\p{L})/gu, '$1 $2')
  return spaced.split(/\s+/).filter((word) => word !== '' && !fillers.test(word))
}

function spanEnd(words: string[], now: number): number | null {
  let ms = 0
  for (let index = 0; index < words.length; index += 2) {
    const count = /^\d{1,3}([.]\d)?$/.test(words[index] ?? '') ? Number(words[index]) : null
    const unit = spans.find(([name]) => name.test(words[index + 1] ?? ''))?.[1]
    if (count === null || unit === undefined) return null
    ms += count * unit
  }
  return now + ms
}

function momentOf(words: string[], now: number): number | null {
  const day = takeDay(words, now)
  const rest = day?.rest ?? words
  const time = timeOf(rest, day !== null)
  if (time === null) return null
  if (day === null) {
    const today = new Date(now).setHours(time.hours, time.minutes, 0, 0)
    return today > now ? today : addDays(now, 1, time)
  }
  const { year, month, date, weekly } = day.day
  const at = new Date(year, month, date, time.hours, time.minutes).getTime()
  // The calendar turns the 31st of a short month into the next one: that was not meant.
  if (new Date(at).getDate() !== date) return null
  return weekly && at <= now ? addDays(at, 7, time) : at
}

interface Time {
  hours: number
  minutes: number
}

function addDays(from: number, days: number, { hours, minutes }: Time): number {
  const day = new Date(from)
  day.setDate(day.getDate() + days)
  return day.setHours(hours, minutes, 0, 0)
}

/** A bare hour is a time only beside a day: "9" alone may be anything. */
function timeOf(words: string[], besideDay: boolean): Time | null {
  if (words.length === 0) return besideDay ? { hours: MORNING, minutes: 0 } : null
  const [first = '', half, ...more] = words
  const found = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(first)
  if (found === null || more.length > 0) return null
  if (half !== undefined && half !== 'am' && half !== 'pm') return null
  if (found[2] === undefined && half === undefined && !besideDay) return null
  const [hour, minutes] = [Number(found[1]), Number(found[2] ?? 0)]
  if (half !== undefined && (hour < 1 || hour > 12)) return null
  const hours = half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0)
  return hours < 24 && minutes < 60 ? { hours, minutes } : null
}

/** The day among the words, before or after the time, and what is left. */
function takeDay(words: string[], now: number): { day: Day; rest: string[] } | null {
  for (let index = 0; index < words.length; index += 1) {
    for (const length of [3, 2, 1]) {
      const day = dayOf(words.slice(index, index + length), now)
      if (day !== null && index + length <= words.length)
        return { day, rest: [...words.slice(0, index), ...words.slice(index + length)] }
    }
  }
  return null
}

function dayOf(words: string[], now: number): Day | null {
  const [first = '', second] = words
  if (words.length === 1) return namedDay(first, now) ?? writtenDate(first, now)
  const month = months.findIndex((name) => name.test(second ?? ''))
  if (month < 0 || !/^\d{1,2}$/.test(first)) return null
  if (words.length === 3 && !/^20\d{2}$/.test(words[2] ?? '')) return null
  const year = words.length === 3 ? Number(words[2]) : new Date(now).getFullYear()
  return { year, month, date: Number(first), weekly: false }
}

function namedDay(word: string, now: number): Day | null {
  const today = new Date(now)
  const weekday = weekdays.findIndex((name) => name.test(word))
  const ahead = weekday < 0 ? daysAhead.find(([name]) => name.test(word))?.[1] : (weekday - today.getDay() + 7) % 7
  if (ahead === undefined) return null
  const day = new Date(today.getFullYear(), today.getMonth(), today.getDate() + ahead)
  return { year: day.getFullYear(), month: day.getMonth(), date: day.getDate(), weekly: weekday >= 0 }
}

/** 28.11, 28.11.2026 and 2026-11-28. A time such as 14.30 has no month 30. */
function writtenDate(word: string, now: number): Day | null {
  const dotted = /^(\d{1,2})\.(\d{1,2})(?:\.(20\d{2}))?\.?$/.exec(word)
  const iso = /^(20\d{2})-(\d{2})-(\d{2})$/.exec(word)
  if (!dotted && !iso) return null
  const year = iso ? Number(iso[1]) : dotted?.[3] ? Number(dotted[3]) : new Date(now).getFullYear()
  const month = Number((iso ?? dotted)?.[2]) - 1
  const date = Number(iso ? iso[3] : dotted?.[1])
  return month >= 0 && month < 12 && date >= 1 && date <= 31 ? { year, month, date, weekly: false } : null
}
