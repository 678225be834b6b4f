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
  [/(?<![\w:])(?:[\da-f]{0,4}:){3,7}[\da-f]{0,4}(?![\w:])/gi, '<ip>'],
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
  /** Longest first: one may be the beginning of another. */
  let secrets: string[] = []

  function text(raw: string): string {
    // Cut after looking, with room to spare: half a secret is a secret too.
    let clean = raw.slice(0, 2 * LONGEST_VALUE)
    for (const secret of secrets) clean = clean.replaceAll(secret, '<secret>')
    clean = clean.slice(0, LONGEST_VALUE)
    if (home.length > 1) clean = clean.replaceAll(home, '~')
    for (const [look, word] of LOOKS) clean = clean.replace(look, word)
    // One fact, one line: nobody can write log lines of his own.
    return clean.replace(/[\r\n]+/g, ' | ')
  }

  function addSecret(value: string): void {
    if (value.length < SHORTEST_SECRET) return
    const bytes = Buffer.from(value)
    const forms = [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)]
    const encoded = [bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex')]
    secrets = [...new Set([...secrets, ...forms, ...encoded])].sort((one, other) => other.length - one.length)
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
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const cause =
    error.cause instanceof Error ? ` caused by ${error.cause.name} ${String(Reflect.get(error.cause, 'code') ?? '')}` : ''
  return [`${error.name}: ${wordsOf(error)}`, ...frames].join('\n') + cause
}

/** Messages of errors quote what they failed on: the text that was no JSON, the value that did not fit, the server's name. */
function wordsOf(error: Error): string {
  if (error instanceof SyntaxError) return '<private>'
  const issues: unknown = Reflect.get(error, 'issues')
  if (Array.isArray(issues)) return issues.map(placeOf).join(', ')
  const isOfSystem = typeof Reflect.get(error, 'code') === 'string'
  const words = error.message.replace(/"[^"]*"/g, '"…"')
  return isOfSystem ? words.replace(/(?:[\w*-]+\.)+[a-z]{2,}\b/gi, '<host>') : words
}

/** An issue of zod: what kind and where, never the value. */
function placeOf(issue: unknown): string {
  const { code, path } = issue as { code?: unknown; path?: unknown }
  return `${String(code)} at ${Array.isArray(path) ? path.map(String).join('.') : ''}`
}
