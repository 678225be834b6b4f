/** Canned responses after a slash: which fit what was typed, and what they say to this customer (F8). Pure. */
import type { CannedResponse } from '../../../src-preload/contract/entities'

/** So many are shown. */
const SHOWN = 5

/** A response that fits. `hit`: which letters of its code were typed. */
export interface Found {
  response: CannedResponse
  hit: [from: number, to: number] | null
}

/** The word with a slash that the cursor stands at the end of; null when there is none. */
export function slashAt(text: string, cursor: number): { from: number; query: string } | null {
  const match = /(?:^|\s)\/(\S{0,40})$/.exec(text.slice(0, cursor))
  if (!match) return null
  const query = match[1] ?? ''
  return { from: cursor - query.length - 1, query }
}

/** Best first: codes that begin with it, codes that hold it, codes with its letters in order, then words of the text. */
export function findCanned(all: readonly CannedResponse[], query: string): Found[] {
  const wanted = query.toLowerCase()
  const found = all.flatMap((response) => {
    const code = response.shortCode.toLowerCase()
    const at = code.indexOf(wanted)
    const rank = at === 0 ? 0 : at > 0 ? 1 : isInOrder(wanted, code) ? 2 : holds(response, wanted) ? 3 : null
    if (rank === null) return []
    return [{ response, rank, hit: at >= 0 && wanted !== '' ? ([at, at + wanted.length] as [number, number]) : null }]
  })
  return found.sort((a, b) => a.rank - b.rank || a.response.shortCode.localeCompare(b.response.shortCode)).slice(0, SHOWN)
}

function isInOrder(wanted: string, code: string): boolean {
  let at = -1
  return [...wanted].every((letter) => (at = code.indexOf(letter, at + 1)) >= 0)
}

function holds({ content }: CannedResponse, wanted: string): boolean {
  return wanted.length > 1 && content.toLowerCase().includes(wanted)
}

/** What `{{contact.name}}` and its like stand for. */
export type Variables = Record<string, string | null | undefined>

/**
 * Says it to this customer. What is not known here stays as it is: the server fills it in when the reply is sent (FACTS §3.4).
 */
export function fill(content: string, variables: Variables): string {
  return content.replace(/\{\{\s*([a-z_.]+)\s*\}\}/g, (whole, name: string) => variables[name] || whole)
}
