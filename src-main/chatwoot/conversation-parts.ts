/** What the calls about conversations have in common: their addresses, and how their answers are read. */
import type { AccountId, ConversationKey } from '../../src-preload/contract/ids'
import type { ConversationNews, MessageNews } from '../core/news'
import { accountPath, type Reader, type Seen } from './call'
import { list, one } from './readers'
import { toConversationNews } from './translate/conversation'
import { toMessageNews } from './translate/message'
import { conversationWire, type ConversationWire } from './wire/conversation'
import { messageWire, type MessageWire } from './wire/message'

/** The address of a conversation, or of something of it. */
export function conversationPath(key: ConversationKey, ...pieces: readonly (string | number)[]): string {
  return accountPath(key.accountId, 'conversations', key.conversationId, ...pieces)
}

function conversationIn(account: AccountId) {
  return (wire: ConversationWire, seen: Seen) => toConversationNews(wire, { accountId: account, from: 'rest', at: seen.at })
}

/** A list of conversations, however it is wrapped. */
export function conversationList(account: AccountId): Reader<ConversationNews[]> {
  return list({ noun: 'conversation', wire: conversationWire, to: conversationIn(account) })
}

/** One conversation. */
export function conversationOne(account: AccountId): Reader<ConversationNews> {
  return one(conversationWire, conversationIn(account))
}

function messageIn(key: ConversationKey) {
  return (wire: MessageWire, seen: Seen) => toMessageNews(wire, { ...key, evidenceAt: seen.at })
}

/** Messages of a conversation that we know from the address. */
export function messageList(key: ConversationKey): Reader<MessageNews[]> {
  return list({ noun: 'message', wire: messageWire, to: messageIn(key) })
}

/** One message of a conversation that we know from the address. */
export function messageOne(key: ConversationKey): Reader<MessageNews> {
  return one(messageWire, messageIn(key))
}
