/** A language that nobody speaks: every text of the catalog, two fifths longer and between brackets. What is not between them came from elsewhere. */
import i18next from 'i18next'
import en from '../../resources/text/en.json'
import '../../src-renderer/text/t'

export const OPENS = '⟦'
export const CLOSES = '⟧'
const ACCENTS: Record<string, string> = { a: 'á', e: 'ë', i: 'ï', o: 'ö', u: 'ü', n: 'ñ', c: 'ç', y: 'ý' }
const LONGER = 0.4

/** What stands in braces is a name of a value, and stays. */
export function pseudo(text: string): string {
  const parts = text.split(/(\{\{[^}]*\}\}|\$t\([^)]*\))/)
  const words = parts.map((part, index) => (index % 2 === 1 ? part : part.replace(/[aeiouncy]/g, (one) => ACCENTS[one] ?? one)))
  const length = parts.filter((_part, index) => index % 2 === 0).join('').length
  const tail = '~'.repeat(Math.ceil(length * LONGER)).replace(/~{6}(?=~)/g, '$& ')
  return `${OPENS}${words.join('')}${tail}${CLOSES}`
}

/** From here on the window speaks it, in place of English. */
export function speakPseudo(): void {
  const texts = Object.fromEntries(Object.entries(en).map(([key, text]) => [key, pseudo(text)]))
  i18next.addResourceBundle('en', 'translation', texts, true, true)
}
