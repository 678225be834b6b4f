/**
 * Whether a link leads where it seems to. It is opened at once only when nothing speaks against it; otherwise the agent is asked
 * and sees where it really goes.
 */
import { fromPunycode } from './punycode'

/**
 * `elsewhere`: its words name another place. `look-alike`: letters of several alphabets, or of another one than the ending.
 * `disguised`: a name before an @ that is no place.
 */
export type LinkDoubt = 'elsewhere' | 'look-alike' | 'disguised'

const NAMED = /^(?:https?:\/\/)?((?:[\p{L}\p{N}-]+\.)+[\p{L}]{2,})(?::\d+)?(?:[/?#]\S*)?$/iu
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** Why the agent should look before it is opened; null: it is what it says. `text`: the words of the link. */
export function linkDoubt(url: string, text: string): LinkDoubt | null {
  if (!URL.canParse(url)) return null
  const target = new URL(url)
  const words = text.trim().replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
  if (target.protocol === 'mailto:') return MAIL.test(words) && !isSameMail(target, words) ? 'elsewhere' : null
  if (!/^https?:$/.test(target.protocol)) return null
  if (target.username !== '' || target.password !== '') return 'disguised'
  if (isLookAlike(target.hostname)) return 'look-alike'
  const named = NAMED.exec(words)?.[1]
  const seen = named && URL.canParse(`https://${named}`) ? new URL(`https://${named}`).hostname : null
  return seen === null || isWithin(target.hostname, seen) || isWithin(seen, target.hostname) ? null : 'elsewhere'
}

function isSameMail(target: URL, words: string): boolean {
  return decoded(target.pathname).toLowerCase().split(',').includes(words.toLowerCase())
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function isWithin(host: string, other: string): boolean {
  return host === other || host.endsWith(`.${other}`)
}

const SCRIPTS = [
  ['latin', /\p{Script=Latin}/u],
  ['cyrillic', /\p{Script=Cyrillic}/u],
  ['greek', /\p{Script=Greek}/u],
  ['armenian', /\p{Script=Armenian}/u],
  ['cherokee', /\p{Script=Cherokee}/u],
  // Chinese, Japanese and Korean names mix these.
  ['east', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u],
  [
    'other',
    /[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Common}\p{Script=Inherited}]/u,
  ],
] as const

/** Letters that are drawn as Latin ones are the danger: Cyrillic, Greek and their like in a name that ends in Latin letters. */
const TWINS = new Set(['cyrillic', 'greek', 'armenian', 'cherokee'])

function isLookAlike(host: string): boolean {
  if (!host.split('.').some((label) => label.startsWith('xn--'))) return false
  const labels = host.split('.').map((label) => (label.startsWith('xn--') ? fromPunycode(label.slice(4)) : label))
  if (labels.some((label) => label === null)) return true
  const scripts = labels.map((label) => SCRIPTS.filter(([, letters]) => letters.test(label ?? '')).map(([name]) => name))
  const isMixed = scripts.some((each) => each.length > 1)
  const ending = scripts.at(-1)?.[0]
  return isMixed || scripts.some(([script]) => script !== undefined && TWINS.has(script) && script !== ending)
}
