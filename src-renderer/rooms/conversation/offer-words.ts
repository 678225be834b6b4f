import type { Piece } from '../../parts/variables'

/** The list over the composer, for the field that leads through it. */
export const OFFER_LIST = 'composer-offer'

const once = (words: string[]): string[] => [...new Set(words)]

/** Variables without a value, each once. */
export const blankNames = (pieces: Piece[]): string[] =>
  once(pieces.flatMap(({ name, isFilled }) => (name === null || isFilled ? [] : [name])))

/** What was put in for variables, in order. */
export const filledValues = (pieces: Piece[]): string[] => pieces.flatMap(({ text, isFilled }) => (isFilled ? [text] : []))
