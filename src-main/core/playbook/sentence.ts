import type { Message } from '../../../src-preload/contract/entities'
import { isSign, stemOf, wordsOf } from '../search/words'

/** A sentence has a few dozen words; of a novel the beginning is enough. */
const [MOST_LETTERS, MOST_STEMS] = [4_000, 60]
/** A customer writes one thought in several messages. */
const MOST_MESSAGES = 3
/** Shorter words say nothing of what a sentence is about; the forms of a longer one begin alike: заказ, заказы, заказом. */
const [LEAST_LETTERS, STEM_LETTERS] = [3, 5]

/** A word as it was said, and the beginning that its other forms share. */
export interface SaidWord {
  word: string
  stem: string
}

/** What a sentence is about: each stem once, in the order they were said. Folded as search folds. */
export function saidWords(text: string): SaidWord[] {
  const words = wordsOf(text.slice(0, MOST_LETTERS)).filter((word) => isSign(word) || word.length >= LEAST_LETTERS)
  const byStem = new Map<string, SaidWord>()
  for (const word of words) {
    const stem = stemOf(word).slice(0, STEM_LETTERS)
    if (!byStem.has(stem)) byStem.set(stem, { word, stem })
  }
  return [...byStem.values()].slice(0, MOST_STEMS)
}

/** What the customer said last: the newest messages up to our own answer before them. Messages come oldest first. */
export function lastSaid(messages: readonly Pick<Message, 'type' | 'private' | 'content' | 'deleted'>[]): string {
  const talk = messages.filter((one) => !one.private && !one.deleted && one.type !== 'activity')
  const end = talk.findLastIndex((one) => one.type === 'incoming')
  const start = talk.slice(0, end + 1).findLastIndex((one) => one.type !== 'incoming') + 1
  return talk
    .slice(Math.max(start, end + 1 - MOST_MESSAGES), end + 1)
    .map((one) => one.content)
    .join('\n')
}
