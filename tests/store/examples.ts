import { conversationSchema, messageSchema } from '../../src-preload/contract/entities'
import type { Conversation, Message } from '../../src-preload/contract/entities'
import { accountId, clientId, conversationId, messageId, userId } from '../../src-preload/contract/ids'
import type { ClientId, ConversationKey } from '../../src-preload/contract/ids'
import type { Action } from '../../src-main/core/outbox/action'
import type { Job } from '../../src-main/core/outbox/jobs'
import type { Log, StoredQuery, WaitingAsk } from '../../src-main/core/ports'

/** 2026-01-05 09:00 UTC. */
export const NOON = 1_767_603_600_000
export const KEY = '0123456789abcdef'.repeat(4)
export const OTHER_KEY = 'fedcba9876543210'.repeat(4)
export const ME = userId.parse(7)

/** A Log that remembers what it was told. */
export function keepingLog(): Log & { lines: { what: string; facts: object | undefined }[] } {
  const lines: { what: string; facts: object | undefined }[] = []
  const keep = (what: string, facts?: object) => void lines.push({ what, facts })
  return { lines, info: keep, warn: keep, bug: (where) => (keep(where), 'incident') }
}

/** Account and number → key. */
export function keyOf(account: number, conversation: number): ConversationKey {
  return { accountId: accountId.parse(account), conversationId: conversationId.parse(conversation) }
}

/** The n-th clientId: always the same one for the same n. */
export function clientIdOf(n: number): ClientId {
  return clientId.parse(`00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`)
}

/** A conversation of account 1 with plausible fields; `over` says what matters to the test. */
export function aConversation(id: number, over: Record<string, unknown> = {}): Conversation {
  return conversationSchema.parse({
    accountId: 1,
    id,
    inboxId: 3,
    channel: 'Channel::WebWidget',
    status: 'open',
    priority: null,
    contact: {
      id: 1000 + id,
      name: `Customer ${id}`,
      email: `customer${id}@example.com`,
      phoneNumber: null,
      identifier: null,
      avatarUrl: null,
      blocked: false,
      customAttributes: { plan: 'gold' },
      additionalAttributes: {},
    },
    assignee: null,
    team: null,
    labels: ['billing'],
    muted: false,
    canReply: true,
    unreadCount: 0,
    waitingSinceAt: null,
    lastActivityAt: NOON + id,
    createdAt: NOON - 86_400_000,
    snoozedUntilAt: null,
    agentLastSeenAt: null,
    assigneeLastSeenAt: null,
    contactLastSeenAt: null,
    firstReplyAt: null,
    preview: null,
    customAttributes: {},
    additionalAttributes: {},
    ...over,
  })
}

/** A message of conversation 1/`conversation`; `id` null makes a local one, which needs a clientId in `over`. */
export function aMessage(conversation: number, id: number | null, over: Record<string, unknown> = {}): Message {
  return messageSchema.parse({
    accountId: 1,
    conversationId: conversation,
    inboxId: 3,
    id: id === null ? null : messageId.parse(id),
    clientId: null,
    marker: null,
    type: id === null ? 'outgoing' : 'incoming',
    contentType: 'text',
    content: `Text ${id ?? 'unsent'}`,
    html: null,
    mail: null,
    private: false,
    status: 'sent',
    error: null,
    deleted: false,
    inReplyTo: null,
    sender: { type: 'contact', id: 1000 + conversation, name: `Customer ${conversation}`, avatarUrl: null },
    attachments: [],
    createdAt: NOON + (id ?? 0) * 1000,
    ...over,
  })
}

/** An unsent reply in conversation 1/1. */
export function aJob(n: number, over: Partial<Job> = {}): Job {
  return {
    kind: 'reply',
    clientId: clientIdOf(n),
    ...keyOf(1, 1),
    state: 'queued',
    marker: (NOON * 1000 + n) / 1e6,
    text: `Reply ${n}`,
    private: false,
    inReplyTo: null,
    template: null,
    recipients: null,
    anchorId: null,
    seenId: null,
    createdAt: NOON + n,
    notBeforeAt: null,
    writtenBlind: false,
    unsureSinceAt: null,
    looks: 0,
    rounds: 0,
    failures: 0,
    bornAt: NOON,
    reason: null,
    released: false,
    reviewedAt: null,
    leaveAt: null,
    ...over,
  }
}

/** A change of conversation 1/1: resolved, and still resting. */
export function anAction(n: number, over: Partial<Action> = {}): Action {
  return {
    id: clientIdOf(n),
    ...keyOf(1, 1),
    change: { kind: 'status', status: 'resolved', snoozedUntilAt: null },
    after: { status: 'resolved', snoozedUntilAt: null },
    before: { status: 'open', snoozedUntilAt: null },
    state: 'resting',
    seenId: null,
    seenAssignees: [],
    answers: null,
    madeBlind: false,
    createdAt: NOON + n,
    notBeforeAt: NOON + n + 5_000,
    failures: 0,
    reason: null,
    released: false,
    ...over,
  }
}

/** All open conversations, longest waiting first, unless `over` asks for something else. */
export function aQuery(over: Partial<StoredQuery> = {}): StoredQuery {
  return {
    view: 'all',
    profileId: null,
    accountId: null,
    inboxId: null,
    status: 'open',
    sort: 'waiting',
    offset: 0,
    limit: 50,
    ...over,
  }
}

/** Everybody who waits in the first three accounts. */
export function aWaitingAsk(over: Partial<WaitingAsk> = {}): WaitingAsk {
  return { me: ME, scope: 'all', accounts: [1, 2, 3].map((id) => accountId.parse(id)), limit: 50, ...over }
}
