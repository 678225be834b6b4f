/**
 * What an agent types into search → what is asked of the index: words, "exact words", -without, and filters such as
 * `from:me in:sales has:file before:2026-11-01 after:yesterday label:vip`, in English or Russian whatever the language of
 * the window. What looks like a filter and is none stays a word.
 */

/** Kinds of messages that `has:` knows. */
export type Has = 'file' | 'image' | 'audio' | 'video' | 'link' | 'note'

export interface AskedWord {
  text: string
  /** Exactly these words in a row, not their beginnings. */
  exact: boolean
  not: boolean
}

type FilterName = 'from' | 'in' | 'has' | 'label' | 'before' | 'after'

/** A filter as it was typed, for the window to show; `ok` is false when its value means nothing. */
export interface AskedFilter {
  name: FilterName
  value: string
  ok: boolean
}

/** `before` and `after` in ms of this computer's calendar; `after` includes its day. */
export interface Query {
  words: AskedWord[]
  from: string[]
  in: string[]
  labels: string[]
  has: Has[]
  before: number | null
  after: number | null
  filters: AskedFilter[]
}

const NAMES: Record<string, FilterName> = {
  ...{ from: 'from', in: 'in', has: 'has', label: 'label', before: 'before', after: 'after' },
  ...{ от: 'from', в: 'in', есть: 'has', метка: 'label', до: 'before', после: 'after' },
}

const KINDS: Record<string, Has> = {
  ...{ file: 'file', attachment: 'file', image: 'image', picture: 'image', audio: 'audio', voice: 'audio', video: 'video' },
  ...{ link: 'link', note: 'note' },
  ...{ файл: 'file', вложение: 'file', картинка: 'image', фото: 'image', голос: 'audio', аудио: 'audio', видео: 'video' },
  ...{ ссылка: 'link', заметка: 'note' },
}

/** `name:"some words"`, `name:word`, `-word`, `"some words"`, `word`. */
const PART = /(?:(-)?(\p{L}+):("[^"]*"?|[^\s"]+))|(-)?("[^"]*"?|\S+)/gu

/** Never fails: whatever is typed asks for something. `now` in ms. */
export function parseQuery(typed: string, now: number): Query {
  const query: Query = { words: [], from: [], in: [], labels: [], has: [], before: null, after: null, filters: [] }
  for (const [whole, , name, value, minus, plain] of typed.matchAll(PART)) {
    const filter = name === undefined ? undefined : NAMES[name.toLowerCase()]
    if (filter !== undefined && value !== undefined) take(query, filter, { value: unquoted(value), now })
    else addWord(query, plain ?? whole, minus !== undefined)
  }
  return query
}

function addWord(query: Query, plain: string, not: boolean): void {
  const exact = plain.startsWith('"')
  const text = unquoted(plain)
  if (/[\p{L}\p{N}]/u.test(text)) query.words.push({ text, exact, not })
}

function take(query: Query, name: FilterName, { value, now }: { value: string; now: number }): void {
  const ok = understand(query, name, { value, now })
  query.filters.push({ name, value, ok })
}

function understand(query: Query, name: FilterName, { value, now }: { value: string; now: number }): boolean {
  switch (name) {
    case 'from':
      query.from.push(value)
      return true
    case 'in':
      query.in.push(value)
      return true
    case 'label':
      query.labels.push(value)
      return true
    case 'has': {
      const kind = KINDS[value.toLowerCase()]
      if (kind !== undefined) query.has.push(kind)
      return kind !== undefined
    }
    case 'before':
    case 'after': {
      const at = dayOf(value.toLowerCase(), now)
      if (at === null) return false
      if (name === 'before') query.before = Math.min(at, query.before ?? Infinity)
      else query.after = Math.max(at, query.after ?? -Infinity)
      return true
    }
  }
}

function unquoted(value: string): string {
  return value.replace(/^"|"$/g, '').trim()
}

const AGO: Record<string, number> = { today: 0, сегодня: 0, yesterday: 1, вчера: 1 }
const UNITS: Record<string, (date: Date, count: number) => void> = {
  d: (date, count) => date.setDate(date.getDate() - count),
  w: (date, count) => date.setDate(date.getDate() - 7 * count),
  m: (date, count) => date.setMonth(date.getMonth() - count),
  y: (date, count) => date.setFullYear(date.getFullYear() - count),
}
const RUSSIAN: Record<string, string> = { д: 'd', н: 'w', м: 'm', г: 'y' }

/** Start of a day: `2026-11-01`, `2026-11`, `2026`, `01.11.2026`, `yesterday`, `7d` ago. Null: no day. */
function dayOf(value: string, now: number): number | null {
  const ago = /^(\d{1,3})([dwmyднмг])$/u.exec(value)
  const today = new Date(now)
  today.setHours(0, 0, 0, 0)
  if (ago) {
    const unit = ago[2] ?? 'd'
    UNITS[RUSSIAN[unit] ?? unit]?.(today, Number(ago[1]))
    return today.getTime()
  }
  const days = AGO[value]
  if (days !== undefined) return today.setDate(today.getDate() - days)
  const iso = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(value)
  if (iso) return dateOf(iso[1], iso[2], iso[3])
  const european = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(value)
  return european ? dateOf(european[3], european[2], european[1]) : null
}

/** Null for a day that no calendar has. */
function dateOf(year = '', month = '1', day = '1'): number | null {
  const date = new Date(Number(year), Number(month) - 1, Number(day))
  date.setFullYear(Number(year))
  return date.getMonth() === Number(month) - 1 && date.getDate() === Number(day) ? date.getTime() : null
}
