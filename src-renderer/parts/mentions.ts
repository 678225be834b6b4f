/**
 * Mentions in notes. In the composer they are read as `@Mira Olsen`; to the server they go as
 * `[@Mira Olsen](mention://user/1/Mira%20Olsen)`, which is what tells the colleague (FACTS §3.9). Pure.
 */
import { fuzzy, type Hit } from './fuzzy'

/** Somebody who can be mentioned. */
export interface Mentionable {
  kind: 'user' | 'team'
  id: number
  name: string
}

/** `hits`: which letters of the name were typed. */
export interface FoundMention {
  who: Mentionable
  hits: Hit[]
}

const atWord = /(?:^|[\s([{"'«])@(\S{0,40})$/
const WRITTEN = String.raw`\[@[^\]]*\]\(mention:[^)]*\)`

/** The word with an at sign that the cursor stands at the end of; null when there is none. */
export function atSignAt(text: string, cursor: number): { from: number; query: string } | null {
  const match = atWord.exec(text.slice(Math.max(0, cursor - 50), cursor))
  if (!match) return null
  const query = match[1] ?? ''
  return { from: cursor - query.length - 1, query }
}

/** Best first, then by name. */
export function findMentions(all: readonly Mentionable[], query: string): FoundMention[] {
  return all
    .flatMap((who) => {
      const fit = fuzzy(query, who.name)
      return fit === null ? [] : [{ who, ...fit }]
    })
    .sort((a, b) => b.score - a.score || a.who.name.localeCompare(b.who.name))
}

/** How it is read in the composer. */
export const spoken = ({ name }: Mentionable): string => `@${plainName(name)}`

/** A name that cannot break out of the link it stands in. */
const plainName = (name: string): string => name.replace(/[[\]()\\\s]+/g, ' ').trim()

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

function written(who: Mentionable): string {
  const name = plainName(who.name)
  return `[@${name}](mention://${who.kind}/${who.id}/${encodeURIComponent(name).replace(/[!'()*]/g, '')})`
}

/** A note as the server takes it: every `@name` of these people is a mention. Those that are written so already stay. */
export function withMentions(text: string, all: readonly Mentionable[]): string {
  if (!text.includes('@')) return text
  const byName = new Map([...all].reverse().map((who) => [spoken(who), who]))
  byName.delete('@')
  // The longer name first: Mira Olsen before Mira.
  const names = [...byName.keys()].sort((a, b) => b.length - a.length).map(escaped)
  if (names.length === 0) return text
  const pattern = new RegExp(String.raw`${WRITTEN}|(?<![\p{L}\p{N}_])(?:${names.join('|')})(?![\p{L}\p{N}_])`, 'gu')
  return text.replace(pattern, (found) => {
    const who = byName.get(found)
    return who ? written(who) : found
  })
}

/** The other way round, for a text that comes back from the outbox. */
export function withoutMentions(text: string): string {
  return text.replace(/\[(@[^\]]+)\]\(mention:[^)]*\)/g, '$1')
}
