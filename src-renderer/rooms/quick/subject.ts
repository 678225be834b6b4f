import type { Subject } from '../../bridge/variables'

/** The customer on screen, with what is known of account and inbox. */
export type QuickSubject = Subject & {
  /** Until then the channel takes a free reply; null: no end is known. */
  replyUntilAt: number | null
  /** Names of those who write there at this moment. */
  colleagues: readonly string[]
}
