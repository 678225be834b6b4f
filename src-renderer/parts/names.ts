import type { Account, Profile } from '../../src-preload/contract/entities'
import type { GlyphName } from './glyph'

const channels: [RegExp, GlyphName, string][] = [
  [/whatsapp/i, 'ch-whatsapp', 'whatsapp'],
  [/telegram/i, 'ch-telegram', 'telegram'],
  [/email/i, 'ch-email', 'email'],
  [/webwidget/i, 'ch-website', 'website'],
  [/instagram/i, 'ch-instagram', 'instagram'],
  [/sms/i, 'ch-sms', 'sms'],
  [/facebook/i, 'ch-sms', 'facebook'],
  [/line/i, 'ch-sms', 'line'],
  [/api/i, 'ch-api', 'api'],
]

const channelWords = [
  'whatsapp',
  'telegram',
  'email',
  'website',
  'instagram',
  'sms',
  'facebook',
  'line',
  'api',
  'vk',
  'other',
] as const

/** A channel in the words of the catalogs. */
export type ChannelWord = (typeof channelWords)[number]

function isChannelWord(word: string): word is ChannelWord {
  return channelWords.some((known) => known === word)
}

/** Sign and word of a channel. An API inbox with VK in its name is the connector's. */
export function channelLook(channel: string, inboxName = ''): { glyph: GlyphName; word: ChannelWord } {
  if (/api/i.test(channel) && /\bvk\b|вконтакте/i.test(inboxName)) return { glyph: 'ch-vk', word: 'vk' }
  const found = channels.find(([pattern]) => pattern.test(channel))
  return found && isChannelWord(found[2]) ? { glyph: found[1], word: found[2] } : { glyph: 'ch-sms', word: 'other' }
}

/** So much of a name without letters is looked at. */
const LONGEST_LOOK = 100

function words(name: string): string[] {
  return name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}

/** What stands for a name without letters: its first emoji, whole, with its skin and its family. */
function emojiOf(name: string): string | undefined {
  const signs = [...new Intl.Segmenter().segment(name.slice(0, LONGEST_LOOK))]
  return signs.find(({ segment }) => /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(segment))?.segment
}

/** Two letters for an avatar. */
export function initials(name: string): string {
  const [first, second = ''] = words(name)
  if (first === undefined) return emojiOf(name) ?? '?'
  return (firstLetter(first) + firstLetter(second)).toUpperCase()
}

/** The two-letter code of an account; it goes with its colour everywhere. */
export function accountCode(name: string): string {
  return [...words(name).join('')].slice(0, 2).join('').toUpperCase() || (emojiOf(name) ?? '?')
}

function firstLetter(word: string): string {
  return [...word][0] ?? ''
}

/** Nobody is without a name on the screen: one of blanks and signs that cannot be seen is none. */
export function shownName({ name, id }: { name: string; id: number }): string {
  return /[^\p{C}\p{Z}]/u.test(name) ? name : `#${id}`
}

/** The same person has the same hue everywhere. */
export function hueOf(name: string): number {
  let sum = 7
  for (const letter of name) sum = (sum * 131 + (letter.codePointAt(0) ?? 0)) % 99_991
  return ((sum ^ (sum >> 5)) % 6) + 1
}

/** The name to say in passing. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name
}

/** How an account looks: class of its colour, its code, its name. */
export interface AccountLook {
  tone: string
  code: string
  name: string
}

/** Accounts of one profile take the colours after the profile's own. */
export function accountLook(profile: Profile, account: Account): AccountLook {
  const place = profile.accounts.indexOf(account)
  const colour = ((profile.colour - 1 + Math.max(0, place)) % 6) + 1
  return { tone: `acct-${colour}`, code: accountCode(account.name), name: account.name }
}

/** What to call a server. */
export function hostOf(baseUrl: string): string {
  return baseUrl.replace(/^https?:\/\//, '').replace(/\/+$/, '')
}
