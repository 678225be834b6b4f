/** Conversations of the outbox world: one lane each. */
import type { Conversation } from '../../src-preload/contract/entities'
import type { AccountId, ConversationId, ConversationKey } from '../../src-preload/contract/ids'

export function keyOf(lane: number): ConversationKey {
  return { accountId: 1 as AccountId, conversationId: (lane + 1) as ConversationId }
}

export function conversation(lane: number, changes: Partial<Conversation> = {}): Conversation {
  const { accountId, conversationId } = keyOf(lane)
  return {
    accountId,
    id: conversationId,
    inboxId: 3 as never,
    channel: 'Channel::Api',
    status: 'open',
    priority: null,
    contact: {
      id: 5 as never,
      name: 'Ana Ferreira',
      email: null,
      phoneNumber: null,
      identifier: null,
      avatarUrl: null,
      blocked: false,
      customAttributes: {},
      additionalAttributes: {},
    },
    assignee: null,
    team: null,
    labels: [],
    muted: false,
    canReply: true,
    unreadCount: 0,
    waitingSinceAt: null,
    lastActivityAt: 0,
    createdAt: 0,
    snoozedUntilAt: null,
    agentLastSeenAt: null,
    assigneeLastSeenAt: null,
    contactLastSeenAt: null,
    firstReplyAt: null,
    preview: null,
    customAttributes: {},
    additionalAttributes: {},
    ...changes,
  }
}
