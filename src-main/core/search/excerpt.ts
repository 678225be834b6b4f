/** The part of a text where it was found, with the words that were asked for marked. */
import { foldWithPlaces, isSign, stemOf, wordsOf } from './words'

/** A piece of a text; `hit`: these are the words. */
export interface Piece {
  text: string
  hit: boolean
}

/** What is marked: whole words that begin so, or exactly these. */
export interface Wanted {
  text: string
  exact: boolean
}

interface Range {
  from: number
  to: number
}

/** So much is shown, and so much of it before the first word that was found. */
const LENGTH = 180
const BEFORE = 50
const LETTER = /[\p{L}\p{N}\p{M}]/u
/** A mail of a megabyte is not gone through for its sixth word. */
const LOOKED_AT = 50_000

/** Short, in one line. Without any of the words it is the beginning of the text, and nothing is marked. */
export function excerpt(text: string, wanted: readonly Wanted[]): Piece[] {
  const line = text.slice(0, LOOKED_AT).replace(/\s+/gu, ' ').trim()
  const ranges = rangesOf(line, wanted)
  const start = startOf(line, ranges[0]?.from ?? 0)
  const end = Math.min(line.length, start + LENGTH)
  const pieces: Piece[] = start > 0 ? [{ text: '… ', hit: false }] : []
  let at = start
  for (const { from, to } of ranges) {
    if (from < at || from >= end) continue
    pieces.push({ text: line.slice(at, from), hit: false }, { text: line.slice(from, Math.min(to, end)), hit: true })
    at = Math.min(to, end)
  }
  pieces.push({ text: line.slice(at, end) + (end < line.length ? ' …' : ''), hit: false })
  return pieces.filter((piece) => piece.text !== '')
}

/** Whether any of the words is in a text. */
export function holds(text: string, wanted: readonly Wanted[]): boolean {
  return rangesOf(text.slice(0, LOOKED_AT), wanted).length > 0
}

/** Where words stand, in order, none over another. */
function rangesOf(line: string, wanted: readonly Wanted[]): Range[] {
  const folded = foldWithPlaces(line)
  const ranges: Range[] = []
  for (const find of findersOf(wanted)) {
    for (const place of find(folded.text)) {
      const from = folded.at(place.from)
      const to = folded.at(place.to)
      if (from !== undefined && to !== undefined && to > from) ranges.push({ from, to })
    }
  }
  if (ranges.length < 2) return ranges
  ranges.sort((a, b) => a.from - b.from || b.to - a.to)
  return ranges.filter((range, index) => ranges.slice(0, index).every((one) => one.to <= range.from))
}

/** Where something stands in a folded text, in order. */
type Find = (text: string) => Iterable<Range>

/** The same words mark fifty texts. */
const made = new WeakMap<readonly Wanted[], Find[]>()

function findersOf(wanted: readonly Wanted[]): Find[] {
  const known = made.get(wanted)
  if (known) return known
  const finders = wanted.flatMap(finderOf)
  made.set(wanted, finders)
  return finders
}

function finderOf({ text, exact }: Wanted): Find[] {
  const words = wordsOf(text)
  const [only] = words
  if (only === undefined) return []
  if (words.length === 1) return [(line) => wordIn(line, exact ? only : stemOf(only), exact)]
  const pattern = patternOf(words, exact)
  return [(line) => phraseIn(line, pattern)]
}

/** One word, as nearly all are: looked for letter by letter, which no pattern of all the world's letters does as fast. */
function* wordIn(line: string, word: string, exact: boolean): Generator<Range> {
  const isFree = isSign(word)
  for (let from = line.indexOf(word); from >= 0; from = line.indexOf(word, from + 1)) {
    if (!isFree && isLetterBefore(line, from)) continue
    const to = from + word.length
    const end = isFree ? to : endOfWord(line, to)
    if (!exact || end === to) yield { from, to: end }
  }
}

function endOfWord(line: string, at: number): number {
  let end = at
  for (let letter = letterAt(line, end); LETTER.test(letter); letter = letterAt(line, end)) end += letter.length
  return end
}

function isLetterBefore(line: string, at: number): boolean {
  const isHalf = /[\udc00-\udfff]/.test(line[at - 1] ?? '')
  return at > 0 && LETTER.test(line.slice(isHalf ? at - 2 : at - 1, at))
}

function letterAt(line: string, at: number): string {
  const code = line.codePointAt(at)
  return code === undefined ? '' : String.fromCodePoint(code)
}

function* phraseIn(line: string, pattern: RegExp): Generator<Range> {
  for (const match of line.matchAll(pattern)) yield { from: match.index, to: match.index + match[0].length }
}

function patternOf(words: string[], exact: boolean): RegExp {
  const before = isSign(words[0] ?? '') ? '' : '(?<![\\p{L}\\p{N}\\p{M}])'
  const rest = exact ? '(?![\\p{L}\\p{N}\\p{M}])' : '[\\p{L}\\p{N}\\p{M}]*'
  const after = isSign(words.at(-1) ?? '') ? '' : rest
  return new RegExp(`${before}${words.join('[^\\p{L}\\p{N}]*')}${after}`, 'gu')
}

/** At the beginning of a word. */
function startOf(line: string, found: number): number {
  if (found <= BEFORE || line.length <= LENGTH) return 0
  let start = Math.min(found - BEFORE, line.length - LENGTH)
  while (start < found && LETTER.test(line[start - 1] ?? ' ')) start += 1
  return start
}
