/** What is asked of a server for a conversation and done at once. Never throws for anything the network does. */
import type { Agent } from '../../src-preload/contract/entities'
import type { AccountId, ConversationKey, MessageId, UserId } from '../../src-preload/contract/ids'
import type { Macro } from '../../src-preload/contract/macro'
import type { MessageNews } from './news'
import type { Outcome } from './outcome'

export interface ErrandServer {
  /** Delivers a failed message again (FACTS §3.4): look how it stands before. */
  retryMessage(key: ConversationKey, id: MessageId): Promise<Outcome<MessageNews>>
  /** Null: nothing here translates; empty: it lies with the message already (FACTS §3.4). */
  translate(key: ConversationKey, id: MessageId, language: string): Promise<Outcome<string | null>>
  participants(key: ConversationKey): Promise<Outcome<Agent[]>>
  /** The answer names people it did not store (FACTS §3.3): read them again. */
  addParticipant(key: ConversationKey, user: UserId): Promise<Outcome<unknown>>
  removeParticipant(key: ConversationKey, user: UserId): Promise<Outcome<unknown>>
  macros(account: AccountId): Promise<Outcome<Macro[]>>
  /** Done later. It may send messages, so it is never repeated blindly (FACTS §3.6). */
  runMacro(key: ConversationKey, macro: number): Promise<Outcome<unknown>>
}
