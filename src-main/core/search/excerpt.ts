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
  for (const pattern of patternsOf(wanted)) {
    for (const match of folded.text.matchAll(pattern)) {
      const from = folded.at(match.index)
      const to = folded.at(match.index + match[0].length)
      if (from !== undefined && to !== undefined && to > from) ranges.push({ from, to })
    }
  }
  ranges.sort((a, b) => a.from - b.from || b.to - a.to)
  return ranges.filter((range, index) => ranges.slice(0, index).every((one) => one.to <= range.from))
}

/** The same words mark fifty texts. */
const made = new WeakMap<readonly Wanted[], RegExp[]>()

function patternsOf(wanted: readonly Wanted[]): RegExp[] {
  const known = made.get(wanted)
  if (known) return known
  const patterns = wanted.flatMap(patternOf)
  made.set(wanted, patterns)
  return patterns
}

function patternOf({ text, exact }: Wanted): RegExp[] {
  const words = wordsOf(text)
  const last = words.at(-1)
  if (last === undefined) return []
  const asked = exact ? words : [...words.slice(0, -1), words.length === 1 ? stemOf(last) : last]
  const before = isSign(asked[0] ?? '') ? '' : '(?<![\\p{L}\\p{N}\\p{M}])'
  const rest = exact ? '(?![\\p{L}\\p{N}\\p{M}])' : '[\\p{L}\\p{N}\\p{M}]*'
  const after = isSign(last) ? '' : rest
  return [new RegExp(`${before}${asked.join('[^\\p{L}\\p{N}]*')}${after}`, 'gu')]
}

/** At the beginning of a word. */
function startOf(line: string, found: number): number {
  if (found <= BEFORE || line.length <= LENGTH) return 0
  let start = Math.min(found - BEFORE, line.length - LENGTH)
  while (start < found && LETTER.test(line[start - 1] ?? ' ')) start += 1
  return start
}
