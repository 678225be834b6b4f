/** What a mistyped word may have meant, by the words that are really there. */
import { distance, fold } from '../core/search/words'
import type { Connection } from './connection'
import { raw } from './sound'

interface Term {
  term: string
  doc: number
}

/** Shorter words differ from too many others. */
const SHORTEST = 4
/** From this length on two slips are forgiven. */
const LONG = 8
const MOST = 5

const terms = raw<Term>(
  "SELECT term, doc FROM message_terms WHERE term >= ? AND term < ? AND col IN ('text', 'people', 'files')",
)

/**
 * Words that begin with the same two letters, in either order, and differ by one slip, or two in a long word: to go through the
 * vocabulary of a single letter would take ten times as long.
 */
export function nearWords(tx: Connection, typed: string): string[] {
  const word = fold(typed)
  if (word.length < SHORTEST) return []
  const most = word.length >= LONG ? 2 : 1
  const found = new Map<string, { slips: number; uses: number }>()
  const [first = '', second = ''] = word
  for (const beginning of new Set([first + second, second + first])) {
    for (const { term, doc } of tx.all(terms, [beginning, after(beginning)])) {
      const slips = slipsOf(word, term, most)
      if (slips <= most) found.set(term, { slips, uses: doc + (found.get(term)?.uses ?? 0) })
    }
  }
  return [...found]
    .filter(([term]) => term !== word)
    .sort(([, a], [, b]) => a.slips - b.slips || b.uses - a.uses)
    .slice(0, MOST)
    .map(([term]) => term)
}

/** A beginning that fits is as good as the whole: a word is asked for by its beginning. */
function slipsOf(word: string, term: string, most: number): number {
  return Math.min(distance(word, term, most), distance(word, term.slice(0, word.length), most))
}

/** The first word that no longer begins so. */
function after(beginning: string): string {
  return `${beginning}\u{10ffff}`
}
