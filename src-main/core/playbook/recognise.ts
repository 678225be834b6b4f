import type { CannedResponse } from '../../../src-preload/contract/entities'
import { wordsOf } from '../search/words'

/** So much of a response must be there, in pairs of words that follow each other: the rest is what an agent changes. */
const SHARE = 0.6
const VARIABLE = /\{\{[^{}]*\}\}|\{%[^%]*%\}/g

/**
 * The canned responses that a sent text was made of, the longest first, whichever way they came into it. Variables were filled
 * in, so pairs are looked for between them; a response of a single word is only recognised when it is the whole text.
 */
export function sentOf(text: string, responses: readonly CannedResponse[]): number[] {
  const words = wordsOf(text)
  const left = countOf(pairsOf(words))
  const candidates = responses.map(({ id, content }) => ({ id, stretches: content.split(VARIABLE).map(wordsOf) }))
  const long = candidates
    .map(({ id, stretches }) => ({ id, pairs: stretches.flatMap(pairsOf) }))
    .filter(({ pairs }) => pairs.length > 0)
    .sort((a, b) => b.pairs.length - a.pairs.length)
  const found = long.filter(({ pairs }) => take(pairs, left)).map(({ id }) => id)
  if (found.length > 0 || words.length === 0) return found
  return candidates.filter(({ stretches }) => stretches.flat().join(' ') === words.join(' ')).map(({ id }) => id)
}

const pairsOf = (words: string[]): string[] => words.slice(1).map((word, index) => `${words[index]} ${word}`)

function countOf(pairs: string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const pair of pairs) counts.set(pair, (counts.get(pair) ?? 0) + 1)
  return counts
}

/** Takes the pairs out of what is left when enough of them are there: words that one response explains speak for no other. */
function take(pairs: string[], left: Map<string, number>): boolean {
  const wanted = countOf(pairs)
  const there = [...wanted].map(([pair, count]): [string, number] => [pair, Math.min(count, left.get(pair) ?? 0)])
  const found = there.reduce((sum, [, count]) => sum + count, 0)
  if (found < pairs.length * SHARE) return false
  for (const [pair, count] of there) left.set(pair, (left.get(pair) ?? 0) - count)
  return true
}
