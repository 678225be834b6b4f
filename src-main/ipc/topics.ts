import type { ConversationKey } from '../../src-preload/contract/ids'
import type { Fact, FactOf } from '../core/facts'
import { assertNever } from '../core/must'
import { isSame } from '../core/sync/same'

/** Of an action, and of a job or a message that a reply became. */
function outboxTopics(key: ConversationKey): string[] {
  return ['inbox', 'outbox', one(key)]
}

function one({ accountId, conversationId }: ConversationKey): string {
  return `conversation:${accountId}:${conversationId}`
}

/** Facts with a topic of their own. */
const OWN = {
  ProfileChanged: 'profiles',
  StorageChanged: 'storage',
  HealthChanged: 'health',
  PacksChanged: 'packs',
  VerdictsChanged: 'verdicts',
}

/** Nothing that the window reads changes by these; what does change comes with them as a fact of its own. */
const SILENT = [
  'LinkChanged',
  'SignedOut',
  'SeenHere',
  'NotificationGone',
  'UploadMoved',
  'ActionHeld',
  'ActionRefused',
  'FollowingRefused',
] as const

function isSilent(fact: Fact): fact is FactOf<(typeof SILENT)[number]> {
  return SILENT.some((kind) => kind === fact.kind)
}

function conversationTopics({ conversation, before }: FactOf<'ConversationChanged'>): string[] {
  const { accountId, contact } = conversation
  const topics = ['inbox', one({ accountId, conversationId: conversation.id })]
  // Other conversations with the customer show how this one stands.
  if (before?.status !== conversation.status) topics.push(`talks:${accountId}:${contact.id}`)
  return isSame(contact, before?.contact ?? {}) ? topics : [...topics, `contacts:${accountId}`]
}

/** What the window must read again after a fact; topics as at `store.changed` of the treaty. */
export function topicsOf(fact: Fact): string[] {
  if (isSilent(fact)) return []
  switch (fact.kind) {
    case 'MessageArrived':
    case 'MessageChanged':
      return ['inbox', one(fact.message)]
    case 'ConversationChanged':
      return conversationTopics(fact)
    case 'ConversationRemoved':
    case 'OutboxChanged':
    case 'ReplyWithdrawn':
      return outboxTopics(fact.conversation)
    case 'ReplyQueued':
    case 'ReplyFailed':
    case 'ReplyHeld':
      return outboxTopics(fact.job)
    case 'ReplySent':
      return outboxTopics(fact.message)
    case 'DraftChanged':
      return ['inbox', `draft:${fact.conversation.accountId}:${fact.conversation.conversationId}`]
    case 'CaughtUp':
      return ['inbox']
    case 'TypingChanged':
      return [one(fact.conversation), 'typing']
    case 'ContactsChanged':
      return [`contacts:${fact.accountId}`]
    case 'DirectoryChanged':
      return [`directory:${fact.accountId}`, 'inbox']
    case 'ProfileChanged':
    case 'StorageChanged':
    case 'HealthChanged':
    case 'PacksChanged':
    case 'VerdictsChanged':
      return [OWN[fact.kind]]
    default:
      return assertNever(fact)
  }
}
