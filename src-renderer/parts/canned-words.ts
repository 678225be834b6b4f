/** Canned responses after a slash: which fit what was typed (F8). Pure. */
import type { CannedResponse } from '../../src-preload/contract/entities'
import { fuzzy, type Hit, plainLetters } from './fuzzy'

/** A response that fits. `hits`: which letters of its code were typed. */
export interface Found {
  response: CannedResponse
  hits: Hit[]
}

/** The text of a response counts less than any code. One letter is in every text. */
const [IN_TEXT_AT_WORD, IN_TEXT, LEAST_OF_TEXT] = [20, 10, 2]
/** A word longer than this was not meant to find one. */
const wordAt = /(?:^|\s)\/(\S{0,40})$/

/** The word with a slash that the cursor stands at the end of; null when there is none. */
export function slashAt(text: string, cursor: number): { from: number; query: string } | null {
  const match = wordAt.exec(text.slice(Math.max(0, cursor - 50), cursor))
  if (!match) return null
  const query = match[1] ?? ''
  return { from: cursor - query.length - 1, query }
}

/** Best first: by the code, then by the text; among equals what `usual` names first (M13), then in order of the codes. */
export function findCanned(all: readonly CannedResponse[], query: string, usual: readonly number[] = []): Found[] {
  const place = (id: number) => (usual.includes(id) ? usual.indexOf(id) : usual.length)
  const found = all.flatMap((response) => {
    const fit = fuzzy(query, response.shortCode)
    const score = fit?.score ?? inText(response, query)
    return score === null ? [] : [{ response, score, hits: fit?.hits ?? [] }]
  })
  return found.sort(
    (a, b) =>
      b.score - a.score ||
      place(a.response.id) - place(b.response.id) ||
      a.response.shortCode.localeCompare(b.response.shortCode),
  )
}

function inText({ content }: CannedResponse, query: string): number | null {
  if (query.length < LEAST_OF_TEXT) return null
  const at = plainLetters(content).indexOf(plainLetters(query))
  if (at < 0) return null
  return /[\p{L}\p{N}]/u.test(content[at - 1] ?? '') ? IN_TEXT : IN_TEXT_AT_WORD
}
