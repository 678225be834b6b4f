import type { Conversation, Inbox } from '../../../src-preload/contract/entities'
import type { ConversationRef } from '../../../src-preload/contract/ids'
import type { AccountEntry } from '../../bridge/accounts'

/** The customer on screen, with what is known of account and inbox. */
export interface QuickSubject {
  ref: ConversationRef
  conversation: Conversation
  account: AccountEntry | undefined
  inbox: Inbox | undefined
}
