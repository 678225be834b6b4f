/**
 * Letters as search sees them. What is stored and what is asked for are folded by the same rules, so that Ёлка is found by
 * елка, Café by cafe and Łódź by lodz; the tokenizer of SQLite alone does not know the first and the last.
 */

/** Letters that no decomposition takes apart. */
const PLAIN: Record<string, string> = { ł: 'l', ø: 'o', đ: 'd', ħ: 'h', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe' }
const MARKS = /[\u0300-\u036f]/g
const ODD = /[łøđħıßæœ]/g
/** Scripts that write no spaces between words: each sign is a word. */
const SIGNS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu
const IS_SIGN = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
const WORD = /[\p{L}\p{N}\p{M}]+/gu

/** Each letter of these folds into exactly one: most texts are written in nothing else, and folded at once. */
const ONE_FOR_ONE = /^[\u0020-\u007e\u0400-\u045f]*$/
/** Among those, small, the ones with a mark. */
const MARKED = /[ёйѐѓїќѝў]/g
const UNMARKED: Record<string, string> = { ё: 'е', й: 'и', ѐ: 'е', ѓ: 'г', ї: 'і', ќ: 'к', ѝ: 'и', ў: 'у' }

/** Small letters without accents. */
export function fold(text: string): string {
  // What the steps below would come to: they take five times as long.
  if (ONE_FOR_ONE.test(text)) return text.toLowerCase().replace(MARKED, (letter) => UNMARKED[letter] ?? letter)
  return foldAny(text)
}

function foldAny(text: string): string {
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(ODD, (letter) => PLAIN[letter] ?? letter)
}

/** Folded, with a space around each sign of a script that has none: what the index is given, and what it is asked. */
export function indexed(text: string): string {
  const folded = fold(text)
  return folded.replace(SIGNS, ' $& ')
}

/** A text with the place of each folded letter in it. */
export interface Folded {
  text: string
  /** Where the letter that folded into letter `index` begins; also for the end. */
  at: (index: number) => number | undefined
}

/** Texts are written in few letters, and to fold one alone takes longer than to look it up. */
const folded = new Map<string, string>()
const MOST_LETTERS = 4_000

function foldLetter(letter: string): string {
  const known = folded.get(letter)
  if (known !== undefined) return known
  if (folded.size >= MOST_LETTERS) folded.clear()
  const small = fold(letter)
  folded.set(letter, small)
  return small
}

/** As `fold`, letter by letter, so that what was found can be shown where it stands. */
export function foldWithPlaces(text: string): Folded {
  if (ONE_FOR_ONE.test(text)) return { text: fold(text), at: (index) => index }
  let whole = ''
  const at: number[] = []
  let place = 0
  for (const letter of text) {
    const small = foldLetter(letter)
    for (let index = 0; index < small.length; index += 1) at.push(place)
    whole += small
    place += letter.length
  }
  at.push(place)
  return { text: whole, at: (index) => at[index] }
}

/** The words of a text, folded. */
export function wordsOf(text: string): string[] {
  return indexed(text).match(WORD) ?? []
}

/** Whether a word is one sign of a script without spaces. */
export function isSign(word: string): boolean {
  return IS_SIGN.test(word)
}

/** Endings that a word loses before it is asked for as a beginning: заказы finds заказ and заказа, orders finds order. */
const ENDINGS = [/[аеиоуыэюяьй]$/u, /s$/]
const LONG_ENOUGH = 5

/** The beginning of a word that its other forms share. */
export function stemOf(word: string): string {
  if (word.length < LONG_ENOUGH) return word
  for (const ending of ENDINGS) if (ending.test(word)) return word.replace(ending, '')
  return word
}

/** How many letters must change to make one word the other, swaps counted as one; more than `most` is told as `most + 1`. */
export function distance(from: string, to: string, most: number): number {
  if (Math.abs(from.length - to.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let row = 1; row <= from.length; row += 1) {
    const next = [row]
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1]
      const isSwap = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      const kept = (last[column - 1] ?? 0) + (isSame ? 0 : 1)
      const swapped = isSwap ? (before[column - 2] ?? 0) + 1 : Infinity
      next.push(Math.min(kept, swapped, (last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1))
    }
    if (Math.min(...next) > most) return most + 1
    ;[before, last] = [last, next]
  }
  return Math.min(last[to.length] ?? most + 1, most + 1)
}
