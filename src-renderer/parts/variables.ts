/**
 * Variables in a text, such as `{{contact.name}}`. The server fills them in when the message is made, leaves out what it does
 * not know, and lets text in backticks alone (FACTS §3.4). Here they are filled in earlier, where the agent sees it. Pure.
 */

/** What stands for each name; nothing: it is not known. */
export type Variables = Record<string, string | null | undefined>

/** A stretch of a text. `name` is null for plain words; a variable without a value keeps its braces. */
export interface Piece {
  text: string
  name: string | null
  isFilled: boolean
}

const TOKEN = /`[^`]*`|\{\{([^{}]*)\}\}|\{%[^%]*%\}/g
/** What turns a line around, and signs that are no letters: a name must not do that to the words of a reply. */

const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g

/** A value that is only a value: nothing in it turns the line, and no braces in it ask the server for another one. */
export function plainValue(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return null
  const plain = String(value)
    .replace(UNSEEN, '')
    .replace(/\{(?=[{%])/g, '{ ')
    .trim()
  return plain === '' ? null : plain
}

/** The text in stretches: plain words, values, and variables that have none. */
export function piecesOf(text: string, variables: Variables): Piece[] {
  const pieces: Piece[] = []
  const plain = (words: string) => words !== '' && pieces.push({ text: words, name: null, isFilled: false })
  let behind = 0
  for (const match of text.matchAll(TOKEN)) {
    const [whole, inside] = match
    plain(text.slice(behind, match.index))
    behind = match.index + whole.length
    if (whole.startsWith('`')) plain(whole)
    else pieces.push(variable(whole, inside ?? whole, variables))
  }
  plain(text.slice(behind))
  return pieces
}

function variable(whole: string, inside: string, variables: Variables): Piece {
  const name = inside.trim()
  const own = (key: string) => (Object.hasOwn(variables, key) ? variables[key] : undefined)
  const value = own(name) ?? own(name.toLowerCase())
  return value ? { text: value, name, isFilled: true } : { text: whole, name, isFilled: false }
}

/** The text with every value in its place. */
export function fill(text: string, variables: Variables): string {
  return piecesOf(text, variables)
    .map((piece) => piece.text)
    .join('')
}

/** Names without a value, each once, in order. */
export function blanksIn(text: string, variables: Variables): string[] {
  const names = piecesOf(text, variables).flatMap(({ name, isFilled }) => (name === null || isFilled ? [] : [name]))
  return [...new Set(names)]
}
