import { localeTag, say } from './t'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const makers = new Map<string, Intl.DateTimeFormat>()

/** As far as a date goes, in ms on each side of 1970 (ECMA-262 §21.4.1.1). */
const LAST = 8.64e15

function format(at: number, options: Intl.DateTimeFormatOptions): string {
  // A time that is none must not take the whole column with it.
  if (!(Math.abs(at) <= LAST)) return say('day.none')
  const key = localeTag() + JSON.stringify(options)
  let maker = makers.get(key)
  if (!maker) {
    maker = new Intl.DateTimeFormat(localeTag(), options)
    makers.set(key, maker)
  }
  return maker.format(at)
}

/** "14:02", as the computer writes hours. */
export function clock(at: number): string {
  return format(at, { hour: 'numeric', minute: '2-digit' })
}

/** Midnight at the start of the day, to compare days. */
export function dayStart(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}

function daysAgo(at: number, now: number): number {
  return Math.round((dayStart(now) - dayStart(at)) / DAY)
}

/** For a row: the time today, the weekday this week, else the date. */
export function shortTime(at: number, now: number): string {
  const ago = daysAgo(at, now)
  if (ago <= 0) return clock(at)
  if (ago < 7) return format(at, { weekday: 'short' })
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return format(at, sameYear ? { day: 'numeric', month: 'short' } : { day: 'numeric', month: 'short', year: 'numeric' })
}

/** For the line between days: "Today", "Yesterday", or the date. */
export function dayName(at: number, now: number): string {
  const ago = daysAgo(at, now)
  if (ago === 0) return say('day.today')
  if (ago === 1) return say('day.yesterday')
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  const base: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' }
  return format(at, sameYear ? base : { ...base, year: 'numeric' })
}

/** Time today, else date and time: for "as of" and "offline since". */
export function moment(at: number, now: number): string {
  if (daysAgo(at, now) === 0) return clock(at)
  return format(at, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' })
}

/** Weekday, date and time: for what lies ahead. */
export function dayAndTime(at: number): string {
  return format(at, { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' })
}

/** "12 March", with the year where it is another one. */
export function date(at: number, now = Date.now()): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return format(at, sameYear ? { day: 'numeric', month: 'long' } : { day: 'numeric', month: 'long', year: 'numeric' })
}

/** How long somebody waits: short for the clock, whole for a screen reader. */
export function waited(sinceAt: number, now: number): { short: string; whole: string } {
  const span = Math.max(0, now - sinceAt)
  const [unit, count] = unitOf(span)
  const short = unit === 'minutes' && count === 0 ? say('wait.now') : say(`wait.${unit}`, { count })
  return { short, whole: say(`wait.full.${unit}`, { count }) }
}

function unitOf(span: number): ['minutes' | 'hours' | 'days', number] {
  if (span >= 2 * DAY) return ['days', Math.floor(span / DAY)]
  if (span >= 2 * HOUR) return ['hours', Math.floor(span / HOUR)]
  return ['minutes', Math.floor(span / MINUTE)]
}

/** "96 KB": figures as the language writes them. */
export function fileSize(bytes: number): string {
  const figure = (n: number, digits: number) => new Intl.NumberFormat(localeTag(), { maximumFractionDigits: digits }).format(n)
  if (bytes < 1024) return say('file.b', { count: figure(bytes, 0) })
  if (bytes < 1024 * 1024) return say('file.kb', { count: figure(bytes / 1024, 0) })
  const mb = bytes / 1024 / 1024
  return mb < 1024 ? say('file.mb', { count: figure(mb, 1) }) : say('file.gb', { count: figure(mb / 1024, 1) })
}
