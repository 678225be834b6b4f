/** The examples in docs/connect-a-channel: read out of the page and run as a reader would, but against the demo server. */
import { readFileSync } from 'node:fs'

export interface Block {
  /** `sh`, `js`, `json`. */
  language: string
  /** What stands behind the language: the status that a request is expected to end with. */
  more: string
  text: string
}

/** Every fenced block of a page of docs/. */
export function blocksOf(page: string): Block[] {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8')
  return [...text.matchAll(/^```(\w+) ?(.*)\n([^]*?)^```$/gm)].map(([, language = '', more = '', body = '']) => {
    return { language, more, text: body }
  })
}

/** A block without the words for people: two languages may differ in nothing else. */
export function withoutWords({ language, text }: Block): string {
  return language === 'js' ? text.replace(/^( *)\/\/.*$/gm, '$1//') : text
}

/** Commands of a `sh` block: lines that end in a backslash go on. */
export function commandsOf({ text }: Block): string[] {
  return text
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
}

/** A command as a shell reads it: words without their quotes, variables filled in, what follows ` # ` apart. */
export function wordsOf(command: string, env: Record<string, string>): { words: string[]; comment: string } {
  const [, body = '', comment = ''] = /^(.*?)(?:\s#\s*(.*))?$/.exec(command) ?? []
  const fill = (text: string): string => text.replace(/\$(\w+)/g, (_, name: string) => env[name] ?? '')
  const words: string[] = []
  for (const [, one = ''] of body.matchAll(/\s*((?:'[^']*'|"(?:\\.|[^"])*"|[^\s'"])+)/g)) {
    const parts = [...one.matchAll(/'([^']*)'|"((?:\\.|[^"])*)"|([^'"]+)/g)]
    words.push(parts.map(([, plain, quoted, bare]) => plain ?? fill((quoted ?? bare ?? '').replace(/\\"/g, '"'))).join(''))
  }
  return { words, comment }
}

/** What a path like `.payload.contact.id` leads to. */
export function lookUp(value: unknown, path: string): unknown {
  return path
    .split('.')
    .filter((name) => name !== '')
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | null)?.[name], value)
}

/** The same keys with values of the same kinds, whatever else there is. */
export function shapeOf(shown: unknown): unknown {
  if (Array.isArray(shown)) return shown.map(shapeOf)
  if (typeof shown !== 'object' || shown === null) return typeof shown
  return Object.fromEntries(Object.entries(shown).map(([key, value]) => [key, shapeOf(value)]))
}
