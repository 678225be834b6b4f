import { useMemo } from 'react'
import type { SuggestedResponse } from '../../src-preload/contract/schemas/canned'
import { findCanned, type Found, slashAt } from '../parts/canned-words'
import { type Offer, useOffer } from '../parts/use-offer'
import { piecesOf, type Piece, type Variables } from '../parts/variables'
import { useSuggested } from './playbook'
import { useDirectory } from './queries'
import type { Subject } from './variables'
import type { WritingState } from './writing-state'

/** Canned responses over a field: `total` fit, the first of them are offered. */
export interface CannedOffer extends Offer<Found> {
  query: string
  total: number
  /** The account has no response at all. */
  isNone: boolean
  isFailed: boolean
  /** How a response was used after messages like the customer's last one. */
  used: (found: Found) => SuggestedResponse | undefined
  /** What a response says to this customer. */
  words: (found: Found) => Piece[]
}

interface Around {
  subject: Subject
  state: WritingState
  variables: Variables
  /** The field has the keyboard: what may be asked for is fetched before it is, and nothing is offered without. */
  isWriting: boolean
  /** So many are shown. */
  most: number
  /** Puts the words of a response in the place of the word that begins there and ends at the cursor. */
  put: (from: number, pieces: Piece[]) => void
}

/** What fits the word with a slash at the cursor. */
export function useCanned({ subject: { ref }, state, variables, isWriting, most, put }: Around): CannedOffer {
  const directory = useDirectory(ref)
  const all = directory.data?.cannedResponses
  const suggested = useSuggested(ref, isWriting).data
  const slash = isWriting ? slashAt(state.text, state.cursor) : null
  const query = slash?.query ?? null
  const found = useMemo(
    () =>
      query === null || !all
        ? []
        : findCanned(
            all,
            query,
            suggested?.map(({ id }) => id),
          ),
    [query, all, suggested],
  )
  const words = ({ response }: Found) => piecesOf(response.content, variables)
  const asked = slash && { ...slash, lines: found.slice(0, most) }
  return {
    ...useOffer(asked, (line: Found, from) => put(from, words(line))),
    ...{ query: query ?? '', total: found.length, words },
    used: ({ response }) => suggested?.find(({ id }) => id === response.id),
    isNone: all?.length === 0,
    isFailed: directory.isError,
  }
}
