/** What an agent may have meant where nothing was found: the other keyboard layout, or a word that differs by a slip. */
import type { AskedWord } from './query'
import type { Scoped } from './source'

export interface Correction {
  from: string
  to: string
}

const LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
const RUSSIAN = 'йцукенгшщзхъфывапролджэячсмитьбюё'

/** Only words that are nowhere are corrected, and only to words that are somewhere. */
export async function correct(scoped: Scoped[], words: readonly AskedWord[]): Promise<Correction[]> {
  const corrections: Correction[] = []
  for (const { text, exact, not } of words) {
    if (exact || not || /\s/.test(text) || (await isThere(scoped, text))) continue
    const to = await firstThere(scoped, text)
    if (to === null) return []
    corrections.push({ from: text, to })
  }
  return corrections
}

async function firstThere(scoped: Scoped[], word: string): Promise<string | null> {
  const swapped = otherLayout(word)
  if (swapped !== null && (await isThere(scoped, swapped))) return swapped
  for (const { source } of scoped) {
    const [near] = await source.store.nearWords(word)
    if (near !== undefined) return near
  }
  return null
}

async function isThere(scoped: Scoped[], text: string): Promise<boolean> {
  for (const { source, ask } of scoped) {
    const words = [{ text, exact: false, not: false }]
    if ((await source.store.search({ ...nowhere(ask), words, limit: 1 })).length > 0) return true
    if ((await source.store.searchCustomers({ accounts: ask.accounts, words, labels: [], limit: 1 })).length > 0) return true
  }
  return false
}

/** The word alone, without the filters. */
function nowhere(ask: Scoped['ask']): Scoped['ask'] {
  return { ...ask, from: [], inboxes: [], has: [], labels: [], conversation: null, before: null, after: null }
}

/** As it would be with the other of the two layouts; null when a letter is on neither. */
function otherLayout(word: string): string | null {
  const small = word.toLowerCase()
  for (const [from, to] of [
    [LATIN, RUSSIAN],
    [RUSSIAN, LATIN],
  ] as const) {
    const typed = [...small].map((letter) => to[from.indexOf(letter)])
    if ([...small].every((letter) => from.includes(letter))) return typed.join('')
  }
  return null
}
