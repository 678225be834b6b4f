/** Reading and making conversations (FACTS §3.1–3.3); what is done to them is `conversation-actions`. The id in every address is the number per account. */
import type { z } from 'zod'
import type { AccountId, ConversationKey } from '../../src-preload/contract/ids'
import type { ConversationNews, ConversationPage } from '../core/news'
import type { Outcome } from '../core/outcome'
import type { ConversationsQuery } from '../core/ports'
import { accountPath, nothing, type Call, type QueryValue, type Reader } from './call'
import { conversationList, conversationOne, conversationPath } from './conversation-parts'
import { filterPayload, type Condition } from './filter'
import { metaNumber, one } from './readers'
import { countsWire } from './wire/conversation'

/** Everything the list can be asked (FACTS §3.1); core's query is a part of it. */
export interface ConversationsAsk extends Omit<ConversationsQuery, 'conversationType' | 'inboxId'> {
  inboxId?: number
  teamId?: number
  conversationType?: 'mention' | 'participating' | 'unattended'
  text?: string
  sourceId?: string
}

function page(account: AccountId): Reader<ConversationPage> {
  const read = conversationList(account)
  return (body, seen) => {
    const conversations = read(body, seen)
    return conversations && { conversations, allCount: metaNumber(body, 'all_count') }
  }
}

function queryOf(ask: ConversationsAsk): Record<string, QueryValue> {
  return {
    status: ask.status,
    assignee_type: ask.assignee,
    page: ask.page,
    updated_within: ask.updatedWithinS === undefined ? undefined : Math.ceil(ask.updatedWithinS),
    sort_by: ask.sort,
    inbox_id: ask.inboxId,
    team_id: ask.teamId,
    labels: ask.labels,
    conversation_type: ask.conversationType,
    q: ask.text,
    source_id: ask.sourceId,
  }
}

/** `GET conversations`: 25 a page, or all of them with `updatedWithinS` (FACTS §3.1). */
export function listConversations(call: Call, account: AccountId, ask: ConversationsAsk): Promise<Outcome<ConversationPage>> {
  return call({ method: 'GET', path: accountPath(account, 'conversations'), query: queryOf(ask), read: page(account) })
}

/** The four counts of a list (FACTS §3.1). */
export interface ConversationCounts {
  mine: number
  assigned: number | null
  unassigned: number
  all: number
}

/** `GET conversations/meta`; newer servers allow 30 a minute (contract/VERSIONS). */
export function countConversations(
  call: Call,
  account: AccountId,
  ask: ConversationsAsk,
): Promise<Outcome<ConversationCounts>> {
  const read = one(countsWire, countsOf, [['meta'], ['data', 'meta']])
  return call({ method: 'GET', path: accountPath(account, 'conversations', 'meta'), query: queryOf(ask), read })
}

function countsOf(wire: z.infer<typeof countsWire>): ConversationCounts | null {
  if (typeof wire.all_count !== 'number') return null
  return {
    mine: wire.mine_count ?? 0,
    assigned: wire.assigned_count ?? null,
    unassigned: wire.unassigned_count ?? 0,
    all: wire.all_count,
  }
}

/** `POST conversations/filter`: all statuses, newest activity first, 25 a page (FACTS §3.1). */
export function filterConversations(
  call: Call,
  account: AccountId,
  ask: { conditions: readonly Condition[]; page?: number },
): Promise<Outcome<ConversationPage>> {
  const path = accountPath(account, 'conversations', 'filter')
  return call({ method: 'POST', path, query: { page: ask.page }, json: filterPayload(ask.conditions), read: page(account) })
}

/** `GET conversations/:id` (FACTS §3.3). */
export function readConversation(call: Call, key: ConversationKey): Promise<Outcome<ConversationNews>> {
  return call({ method: 'GET', path: conversationPath(key), read: conversationOne(key.accountId) })
}

/** The server knows no other; null takes it away (FACTS §3.2). */
export type Priority = 'low' | 'medium' | 'high' | 'urgent' | null

/**
 * `PATCH conversations/:id`, the guide's way to change one: of everything it might be given, the server takes the priority
 * and ignores the rest without a word (FACTS §2 G20). Since 3.7.
 */
export function updateConversation(
  call: Call,
  key: ConversationKey,
  to: { priority: Priority },
): Promise<Outcome<ConversationNews>> {
  return call({
    method: 'PATCH',
    path: conversationPath(key),
    json: { priority: to.priority },
    read: conversationOne(key.accountId),
  })
}

/** `DELETE conversations/:id`, for administrators, a moment later; since 4.10, a 404 before (FACTS §6.3). */
export function deleteConversation(call: Call, key: ConversationKey): Promise<Outcome<null>> {
  return call({ method: 'DELETE', path: conversationPath(key), read: nothing })
}

/** A new conversation. Without the sourceId of a contact's inbox each call makes one more of those (FACTS §2 G19). */
export interface NewConversation {
  inboxId: number
  contactId: number
  sourceId: string
  status?: string
  assigneeId?: number
  teamId?: number
  customAttributes?: Record<string, unknown>
  /** The first message, sent with it. */
  text?: string
}

/** `POST conversations` (FACTS §2 G19). With a text it sends a message, so it is treated as one. */
export function createConversation(call: Call, account: AccountId, made: NewConversation): Promise<Outcome<ConversationNews>> {
  const json = {
    inbox_id: made.inboxId,
    contact_id: made.contactId,
    source_id: made.sourceId,
    status: made.status,
    assignee_id: made.assigneeId,
    team_id: made.teamId,
    custom_attributes: made.customAttributes,
    message: made.text === undefined ? undefined : { content: made.text },
  }
  return call({
    method: 'POST',
    path: accountPath(account, 'conversations'),
    json,
    read: conversationOne(account),
    isMessage: true,
  })
}
