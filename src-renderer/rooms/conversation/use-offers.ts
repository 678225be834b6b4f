import { type KeyboardEvent, useState } from 'react'
import { useMentionable } from '../../bridge/mentionable'
import { type CannedOffer, useCanned } from '../../bridge/use-canned'
import { useVariables } from '../../bridge/variables'
import type { Writing } from '../../bridge/writing'
import type { WritingState } from '../../bridge/writing-state'
import { chordOf } from '../../keys'
import { colonAt, findEmoji, type FoundEmoji } from '../../parts/emoji'
import { atSignAt, findMentions, type FoundMention, spoken } from '../../parts/mentions'
import { putIn, putSign } from '../../parts/put-in'
import { type Offer, useOffer } from '../../parts/use-offer'
import type { Piece, Variables } from '../../parts/variables'
import { OFFER_LIST } from './offer-words'
import { useTalk } from './talk-context'

type Field = { current: HTMLTextAreaElement | null }

/** So many are shown at once; arrows go through them, letters find the rest. */
const MOST = 8
/** A colon with fewer letters behind it may be a colon. */
const LEAST_OF_EMOJI = 2

/** What is offered over the field while somebody writes. */
export interface Offers {
  canned: CannedOffer
  mentions: Offer<FoundMention>
  emoji: Offer<FoundEmoji>
  variables: Variables
  /** The text that was put in last, for as long as it is there. */
  put: Piece[] | null
  /** Whether the key was meant for what is offered, or asked for it. */
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean
  /** Nothing is offered while the field does not have the keyboard. */
  onFocus: () => void
  onBlur: () => void
  /** As by the key. */
  askEmoji: () => void
  /** The field leads through the list. HTML allows a text area no other role than its own, so it is no `combobox` by name. */
  attributes: Record<string, string>
}

const wordsOf = (pieces: Piece[]): string => pieces.map(({ text }) => text).join('')

interface Around {
  writing: Writing
  state: WritingState
  field: Field
  isWriting: boolean
}

/** Puts words in the place of the one at the cursor. */
function putWord(field: Field, from: number, words: string): void {
  if (field.current) putIn(field.current, [from, field.current.selectionStart], words)
}

/** After an at sign, in notes only: a mention reaches nobody from a reply. */
function useMentions({ writing, state, field, isWriting }: Around): Offer<FoundMention> {
  const people = useMentionable(useTalk(), writing)
  const word = isWriting && state.kind === 'note' ? atSignAt(state.text, state.cursor) : null
  const asked = word && { ...word, lines: findMentions(people, word.query).slice(0, MOST) }
  return useOffer(asked, ({ who }: FoundMention, from) => putWord(field, from, `${spoken(who)} `))
}

/** After a colon and two letters, or after the key that asks for them. */
function useEmoji({ state, field, isWriting }: Around) {
  const [askedAt, setAskedAt] = useState(-1)
  const word = isWriting ? colonAt(state.text, state.cursor) : null
  const isAsked = word !== null && (word.query.length >= LEAST_OF_EMOJI || word.from === askedAt)
  const lines = isAsked ? findEmoji(word.query, document.documentElement.lang).slice(0, MOST) : []
  const offer = useOffer(isAsked ? { ...word, lines } : null, ({ sign }: FoundEmoji, from) => putWord(field, from, sign))
  const ask = () => {
    if (!field.current) return
    putSign(field.current, ':')
    setAskedAt(field.current.selectionStart - 1)
  }
  return { offer, ask }
}

/** The responses, and the one that was put in. */
function useResponses({ writing, state, field, isWriting }: Around) {
  const talk = useTalk()
  const variables = useVariables(talk, writing)
  const [last, setLast] = useState<Piece[]>([])
  const put = (from: number, pieces: Piece[]) => {
    setLast(pieces)
    putWord(field, from, wordsOf(pieces))
  }
  const canned = useCanned({ subject: talk, state, variables, isWriting, most: MOST, put })
  const isThere = last.length > 0 && state.text.includes(wordsOf(last))
  return { canned, variables, put: isThere ? last : null }
}

/** The lists over the composer: canned responses after a slash, colleagues after an at sign, emoji after a colon. */
export function useOffers(writing: Writing, state: WritingState, field: Field): Offers {
  const [isWriting, setWriting] = useState(false)
  const around = { writing, state, field, isWriting }
  const responses = useResponses(around)
  const mentions = useMentions(around)
  const { offer: emoji, ask: askEmoji } = useEmoji(around)
  const all = [responses.canned, mentions, emoji]
  const open = all.find(({ isOpen, lines }) => isOpen && lines.length > 0)
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
    if (all.some((offer) => offer.onKeyDown(event))) return true
    const chord = chordOf(event.nativeEvent)
    if (chord === 'Ctrl+/') putSign(event.currentTarget, '/')
    else if (chord === 'Ctrl+E') askEmoji()
    else return false
    return true
  }
  return {
    ...{ ...responses, mentions, emoji, askEmoji, onKeyDown },
    onFocus: () => setWriting(true),
    onBlur: () => setWriting(false),
    attributes: {
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
      ...(open && { 'aria-controls': OFFER_LIST, 'aria-activedescendant': `${OFFER_LIST}-${open.lit}` }),
    },
  }
}
