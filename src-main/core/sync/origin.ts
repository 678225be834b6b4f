import type { NewsSource } from '../facts'

/** How news came. */
export interface Origin {
  source: NewsSource
  /** Length of the gap that a catch-up closes; 0 otherwise. */
  gapMs: number
  /** Messages written before this (server ms) were here to be seen already: history, not news. */
  newsSinceAt: number
}

export const LIVE: Origin = { source: 'socket', gapMs: 0, newsSinceAt: -Infinity }
/** What the agent reads on purpose she need not be told of. */
export const LOOK: Origin = { source: 'look', gapMs: 0, newsSinceAt: Infinity }
export const HISTORY: Origin = { source: 'history', gapMs: 0, newsSinceAt: Infinity }
export const ANSWER: Origin = { source: 'answer', gapMs: 0, newsSinceAt: Infinity }
