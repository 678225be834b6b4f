/** Letters that were typed, found in order in a word: `rpm` finds `replace-mug`. Pure, and blind to accents and capitals. */

/** From and behind, in the word as it is written. */
export type Hit = [from: number, to: number]

/** How well it fits, greater is better, and which letters were meant. */
export interface Fit {
  score: number
  hits: Hit[]
}

/** Places in `WHOLE` are those of a beginning, of the beginning of a word, and of anything else. */
const [WHOLE, AT_START, AT_WORD, INSIDE, SCATTERED] = [100, 90, 80, 70, 50]
const MARKS = /\p{M}/gu

/** Small letters without accents, one for each letter of the text, so that places stay what they are. */
export function plainLetters(text: string): string {
  return [...text]
    .map((letter) => {
      const plain = letter.normalize('NFD').replace(MARKS, '').toLowerCase()
      return plain.length === letter.length ? plain : letter
    })
    .join('')
}

/** Null: it does not fit. Nothing typed fits everything equally. */
export function fuzzy(typed: string, word: string): Fit | null {
  const query = plainLetters(typed)
  const text = plainLetters(word)
  if (query === '') return { score: 0, hits: [] }
  const at = wholeAt(query, text)
  if (at === null) return scattered(query, text)
  const score = text === query ? WHOLE : at === 0 ? AT_START : isStart(text, at) ? AT_WORD : INSIDE
  return { score, hits: [[at, at + query.length]] }
}

/** Where it stands in one piece; the beginning of a word before the middle of one. */
function wholeAt(query: string, text: string): number | null {
  const first = text.indexOf(query)
  if (first < 0) return null
  for (let at = first; at >= 0; at = text.indexOf(query, at + 1)) if (isStart(text, at)) return at
  return first
}

function isStart(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')
}

/** Each letter after the one before; the fewer pieces, the better. */
function scattered(query: string, text: string): Fit | null {
  const hits: Hit[] = []
  let behind = 0
  for (const letter of query) {
    const at = nextAt(text, letter, behind)
    if (at < 0) return null
    const last = hits.at(-1)
    if (last?.[1] === at) last[1] = at + letter.length
    else hits.push([at, at + letter.length])
    behind = at + letter.length
  }
  return { score: Math.max(1, SCATTERED - hits.length), hits }
}

function nextAt(text: string, letter: string, behind: number): number {
  return text.startsWith(letter, behind) ? behind : text.indexOf(letter, behind)
}
