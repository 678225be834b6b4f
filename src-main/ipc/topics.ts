import type { ConversationKey } from '../../src-preload/contract/ids'
import type { Fact } from '../core/facts'
import { assertNever } from '../core/must'

function one({ accountId, conversationId }: ConversationKey): string {
  return `conversation:${accountId}:${conversationId}`
}

/** What the window must read again after a fact; topics as at `store.changed` of the treaty. */
export function topicsOf(fact: Fact): string[] {
  switch (fact.kind) {
    case 'MessageArrived':
    case 'MessageChanged':
      return ['inbox', one({ accountId: fact.message.accountId, conversationId: fact.message.conversationId })]
    case 'ConversationChanged':
      return ['inbox', one({ accountId: fact.conversation.accountId, conversationId: fact.conversation.id })]
    case 'ConversationRemoved':
    case 'OutboxChanged':
    case 'ReplyWithdrawn':
      return ['inbox', 'outbox', one(fact.conversation)]
    case 'ReplyQueued':
    case 'ReplyFailed':
    case 'ReplyHeld':
      return ['inbox', 'outbox', one({ accountId: fact.job.accountId, conversationId: fact.job.conversationId })]
    case 'ReplySent':
      return ['inbox', 'outbox', one({ accountId: fact.message.accountId, conversationId: fact.message.conversationId })]
    case 'DraftChanged':
      return ['inbox']
    case 'TypingChanged':
      return [one(fact.conversation)]
    case 'DirectoryChanged':
      return [`directory:${fact.accountId}`, 'inbox']
    case 'CaughtUp':
      return ['inbox']
    case 'ProfileChanged':
      return ['profiles']
    case 'HealthChanged':
      return ['health']
    case 'LinkChanged':
    case 'SignedOut':
    case 'SeenHere':
    case 'NotificationGone':
    case 'VerdictsChanged':
    case 'UploadMoved':
      return []
    default:
      return assertNever(fact)
  }
}
