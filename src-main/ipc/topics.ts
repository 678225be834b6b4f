import type { ConversationKey } from '../../src-preload/contract/ids'
import type { Fact } from '../core/facts'
import { assertNever } from '../core/must'

/** Of an action, and of a job or a message that a reply became. */
function outboxTopics(key: ConversationKey): string[] {
  return ['inbox', 'outbox', one(key)]
}

function one({ accountId, conversationId }: ConversationKey): string {
  return `conversation:${accountId}:${conversationId}`
}

/** Facts with a topic of their own. */
const OWN = { ProfileChanged: 'profiles', StorageChanged: 'storage', HealthChanged: 'health' }

/** What the window must read again after a fact; topics as at `store.changed` of the treaty. */
export function topicsOf(fact: Fact): string[] {
  switch (fact.kind) {
    case 'MessageArrived':
    case 'MessageChanged':
      return ['inbox', one(fact.message)]
    case 'ConversationChanged':
      return ['inbox', one({ accountId: fact.conversation.accountId, conversationId: fact.conversation.id })]
    case 'ConversationRemoved':
    case 'OutboxChanged':
    case 'ReplyWithdrawn':
      return outboxTopics(fact.conversation)
    case 'ReplyQueued':
    case 'ReplyFailed':
    case 'ReplyHeld':
      return outboxTopics(fact.job)
    case 'ReplySent':
    case 'ActionRefused':
      return outboxTopics(fact.kind === 'ReplySent' ? fact.message : fact.action)
    case 'DraftChanged':
    case 'CaughtUp':
      return ['inbox']
    case 'TypingChanged':
      return [one(fact.conversation)]
    case 'DirectoryChanged':
      return [`directory:${fact.accountId}`, 'inbox']
    case 'ProfileChanged':
    case 'StorageChanged':
    case 'HealthChanged':
      return [OWN[fact.kind]]
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
