import type { ConversationRef } from '../../src-preload/contract/ids'

/** What the window shows and has the keyboard for. */
export interface Screen {
  isSeen(conversation: ConversationRef): boolean
  hasFocus(): boolean
  /** Draws the eye to a conversation, without a sound: somebody writes there. */
  call(conversation: ConversationRef): void
}

/** Where a click, a link or a menu line leads; null is just the window. */
export interface Target {
  conversation: ConversationRef | null
  compose: boolean
  activationToken: string | null
}
