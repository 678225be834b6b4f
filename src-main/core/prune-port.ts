/** What the database takes, and what of it may go. */
import type { ConversationKey, UserId } from '../../src-preload/contract/ids'

/** How much the database takes. `messageBytes`: what one message takes, as far as a sample tells. */
export interface StorageUse {
  bytes: number
  /** Of them free, to be used again or given back. */
  freeBytes: number
  messages: number
  messageBytes: number
}

/** Whose old history may go: messages from before a time (server ms), conversations after a key. */
export interface PruneAsk {
  me: UserId
  before: number
  after: ConversationKey | null
}

/** `after`: where the next step goes on; null when all were looked at. */
export interface PruneStep {
  deleted: number
  after: ConversationKey | null
}
