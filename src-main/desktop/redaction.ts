/**
 * What may not stand in a log (HOUSE §8.12): text, names, addresses, tokens. Three nets, because each has holes: by the name
 * of a fact, by values known to be secret, by the look of a word.
 */
import { homedir } from 'node:os'

/** Facts whose names promise something private are dropped whole, whatever they hold. */
const PRIVATE_NAME =
  /token|secret|password|credential|authori[sz]ation|cookie|header|api.?key|database.?key|e-?mail|phone|name$|^name|text|content|body|subject|url|address|host|draft/i

const LOOKS: [RegExp, string][] = [
  [/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '<mail>'],
  // Our own addresses and file positions in a stack are harmless and needed.
  [/\b(?!app:|node:|file:)[a-z][a-z0-9+.-]*:\/\/[^\s'")\]]+/gi, '<url>'],
  [/\bfile:\/\/\S*?\/(?=(?:out|src-\w+|node_modules|resources)\/)/g, ''],
  [/\b\d{1,3}(\.\d{1,3}){3}\b/g, '<ip>'],
  [/\+?\d[\d ()-]{8,}\d/g, '<number>'],
  [/\b(?=\w*\d)(?=\w*[a-z])[\w-]{20,}\b/gi, '<token>'],
]
const SHORTEST_SECRET = 6
const LONGEST_VALUE = 4_000

export type Facts = Record<string, string | number | boolean | null>

/** Cleans facts and free text. `addSecret` values never come out again, in any encoding we use. */
export interface Redaction {
  addSecret(value: string): void
  facts(facts: Facts): Facts
  text(text: string): string
  error(error: unknown): string
}

/** A redaction that knows no secret yet. */
export function makeRedaction(home: string = homedir()): Redaction {
  const secrets = new Set<string>()

  function text(raw: string): string {
    let clean = raw.slice(0, LONGEST_VALUE)
    for (const secret of secrets) clean = clean.replaceAll(secret, '<secret>')
    if (home.length > 1) clean = clean.replaceAll(home, '~')
    for (const [look, word] of LOOKS) clean = clean.replace(look, word)
    // One fact, one line: nobody can write log lines of his own.
    return clean.replace(/[\r\n]+/g, ' | ')
  }

  function addSecret(value: string): void {
    if (value.length < SHORTEST_SECRET) return
    for (const form of [value, encodeURIComponent(value), Buffer.from(value).toString('base64')]) secrets.add(form)
  }

  return {
    addSecret,
    text,
    facts: (facts) =>
      Object.fromEntries(
        Object.entries(facts).map(([name, value]) => {
          if (PRIVATE_NAME.test(name)) return [name, '<private>']
          return [name, typeof value === 'string' ? text(value) : value]
        }),
      ),
    error: (error) => text(describe(error)),
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return `thrown ${typeof error}`
  const shown = error.stack ?? `${error.name}: ${error.message}`
  // Network errors carry the server's name beside the message that repeats it.
  const places = ['hostname', 'host', 'address'].map((key): unknown => Reflect.get(error, key))
  const named = places.filter((place): place is string => typeof place === 'string' && place.length > 2)
  const clean = named.reduce((rest, place) => rest.replaceAll(place, '<host>'), shown)
  const cause =
    error.cause instanceof Error ? ` caused by ${error.cause.name} ${String(Reflect.get(error.cause, 'code') ?? '')}` : ''
  return clean + cause
}
