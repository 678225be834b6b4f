/** Names of accounts, customers and conversations among the settings; that of an inbox is `inboxKey`. */
import type { AccountId, ContactId, ConversationRef, ProfileId } from './ids'

export interface AccountAt {
  profileId: ProfileId
  accountId: AccountId
}

export function accountKey({ profileId, accountId }: AccountAt): string {
  return `${profileId}/${accountId}`
}

export function contactKey({ profileId, accountId }: AccountAt, contactId: ContactId): string {
  return `${profileId}/${accountId}/c${contactId}`
}

export function conversationName({ profileId, accountId, conversationId }: ConversationRef): string {
  return `${profileId}/${accountId}/${conversationId}`
}
