/** Reading conversations and acting on them (FACTS §3.1–3.3). The id in every address is the number per account. */
import type { z } from 'zod'
import type { Agent, Attachment } from '../../src-preload/contract/entities'
import type { AccountId, ConversationKey, UserId } from '../../src-preload/contract/ids'
import type { ConversationNews, ConversationPage } from '../core/news'
import type { Outcome } from '../core/outcome'
import type { ConversationsQuery } from '../core/ports'
import { accountPath, nothing, type Call, type QueryValue, type Reader, type Seen } from './call'
import { filterPayload, type Condition } from './filter'
import { list, metaNumber, one } from './readers'
import { toConversationNews } from './translate/conversation'
import { toAttachment } from './translate/message'
import { toAgent } from './translate/people'
import { conversationWire, countsWire } from './wire/conversation'
import { attachmentWire } from './wire/message'
import { at } from './wire/parts'
import { agentWire } from './wire/people'

/** Everything the list can be asked (FACTS §3.1); core's query is a part of it. */
export interface ConversationsAsk extends ConversationsQuery {
  inboxId?: number
  teamId?: number
  labels?: readonly string[]
  /** `mention`, `participating` or `unattended`. */
  conversationType?: string
  text?: string
  sourceId?: string
}

/** The list reader, for all calls that answer with conversations. */
export function conversationList(account: AccountId): Reader<ConversationNews[]> {
  const to = (wire: Parameters<typeof toConversationNews>[0], seen: Seen) =>
    toConversationNews(wire, { accountId: account, from: 'rest', at: seen.at })
  return list({ noun: 'conversation', wire: conversationWire, to })
}

function conversationOne(account: AccountId): Reader<ConversationNews> {
  return one(conversationWire, (wire, seen) => toConversationNews(wire, { accountId: account, from: 'rest', at: seen.at }))
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

/** The address of a conversation, or of something of it. */
export function conversationPath(key: ConversationKey, ...pieces: readonly (string | number)[]): string {
  return accountPath(key.accountId, 'conversations', key.conversationId, ...pieces)
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
export function countConversations(call: Call, account: AccountId, ask: ConversationsAsk): Promise<Outcome<ConversationCounts>> {
  const read = one(countsWire, countsOf, [['meta'], ['data', 'meta']])
  return call({ method: 'GET', path: accountPath(account, 'conversations', 'meta'), query: queryOf(ask), read })
}

function countsOf(wire: z.infer<typeof countsWire>): ConversationCounts | null {
  if (typeof wire.all_count !== 'number') return null
  return { mine: wire.mine_count ?? 0, assigned: wire.assigned_count ?? null, unassigned: wire.unassigned_count ?? 0, all: wire.all_count }
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
  return call({ method: 'POST', path: accountPath(account, 'conversations'), json, read: conversationOne(account), isMessage: true })
}

/**
 * `POST toggle_status`, always with a status: the bare call toggles (FACTS §3.3). `snoozed` without a time means until the
 * next reply. An agent who opens an open conversation takes it from its assignee.
 */
export function setStatus(call: Call, key: ConversationKey, to: { status: string; snoozedUntilAt?: number | null }): Promise<Outcome<null>> {
  const until = to.snoozedUntilAt ? { snoozed_until: Math.floor(to.snoozedUntilAt / 1000) } : {}
  return call({ method: 'POST', path: conversationPath(key, 'toggle_status'), json: { status: to.status, ...until }, read: nothing })
}

/** `POST toggle_priority`; unknown words are a 500 (FACTS §3.3). */
export function setPriority(call: Call, key: ConversationKey, priority: 'low' | 'medium' | 'high' | 'urgent' | null): Promise<Outcome<null>> {
  return call({ method: 'POST', path: conversationPath(key, 'toggle_priority'), json: { priority }, read: nothing })
}

/** `POST toggle_typing_status` (FACTS §3.3). */
export function setTyping(call: Call, key: ConversationKey, to: { on: boolean; private: boolean }): Promise<Outcome<null>> {
  const json = { typing_status: to.on ? 'on' : 'off', is_private: to.private }
  return call({ method: 'POST', path: conversationPath(key, 'toggle_typing_status'), json, read: nothing })
}

/** `POST update_last_seen`: clears the number for the whole team (FACTS §3.2, §3.3). */
export function markSeen(call: Call, key: ConversationKey): Promise<Outcome<ConversationNews>> {
  return call({ method: 'POST', path: conversationPath(key, 'update_last_seen'), read: conversationOne(key.accountId) })
}

/** `POST unread`: back to before the last customer message (FACTS §3.3). */
export function markUnread(call: Call, key: ConversationKey): Promise<Outcome<ConversationNews>> {
  return call({ method: 'POST', path: conversationPath(key, 'unread'), read: conversationOne(key.accountId) })
}

/** `POST assignments` with a person; null takes the assignee away (FACTS §3.3). */
export function assignAgent(call: Call, key: ConversationKey, user: UserId | null): Promise<Outcome<null>> {
  return call({ method: 'POST', path: conversationPath(key, 'assignments'), json: { assignee_id: user }, read: nothing })
}

/** `POST assignments` with a team, which may drop or choose the assignee (FACTS §3.3). */
export function assignTeam(call: Call, key: ConversationKey, team: number | null): Promise<Outcome<null>> {
  return call({ method: 'POST', path: conversationPath(key, 'assignments'), json: { team_id: team }, read: nothing })
}

const titles: Reader<string[]> = (body) => {
  const found = at(body, 'payload')
  return Array.isArray(found) ? found.filter((title): title is string => typeof title === 'string') : undefined
}

/** `GET …/labels` (FACTS §3.3). */
export function readLabels(call: Call, key: ConversationKey): Promise<Outcome<string[]>> {
  return call({ method: 'GET', path: conversationPath(key, 'labels'), read: titles })
}

/** `POST …/labels` replaces the set: read it first. A comma inside a title makes two labels (FACTS §3.3). */
export function setLabels(call: Call, key: ConversationKey, labels: readonly string[]): Promise<Outcome<string[]>> {
  return call({ method: 'POST', path: conversationPath(key, 'labels'), json: { labels }, read: titles })
}

const people = list({ noun: 'participant', wire: agentWire, to: toAgent })

/** `GET …/participants` (FACTS §3.3). */
export function readParticipants(call: Call, key: ConversationKey): Promise<Outcome<Agent[]>> {
  return call({ method: 'GET', path: conversationPath(key, 'participants'), read: people })
}

/** `PATCH …/participants` replaces the set; ids must be numbers, and who cannot be assigned is left out silently (FACTS §3.3). */
export function setParticipants(call: Call, key: ConversationKey, users: readonly UserId[]): Promise<Outcome<Agent[]>> {
  return call({ method: 'PATCH', path: conversationPath(key, 'participants'), json: { user_ids: users }, read: people })
}

/** `POST mute`: resolves, and blocks the customer everywhere (FACTS §3.3). */
export function mute(call: Call, key: ConversationKey): Promise<Outcome<null>> {
  return call({ method: 'POST', path: conversationPath(key, 'mute'), read: nothing })
}

/** `POST unmute` (FACTS §3.3). */
export function unmute(call: Call, key: ConversationKey): Promise<Outcome<null>> {
  return call({ method: 'POST', path: conversationPath(key, 'unmute'), read: nothing })
}

/** `POST transcript`: 30 an hour for the whole account (FACTS §3.3). */
export function sendTranscript(call: Call, key: ConversationKey, email: string): Promise<Outcome<null>> {
  return call({ method: 'POST', path: conversationPath(key, 'transcript'), json: { email }, read: nothing })
}

/** `POST custom_attributes` replaces the whole of them (FACTS §3.3). */
export function setCustomAttributes(call: Call, key: ConversationKey, attributes: Record<string, unknown>): Promise<Outcome<null>> {
  return call({ method: 'POST', path: conversationPath(key, 'custom_attributes'), json: { custom_attributes: attributes }, read: nothing })
}

/** `GET …/attachments`: 100 a page, oldest first (FACTS §3.3). */
export function listAttachments(call: Call, key: ConversationKey, pageNumber: number): Promise<Outcome<Attachment[]>> {
  const read = list({ noun: 'attachment', wire: attachmentWire, to: toAttachment })
  return call({ method: 'GET', path: conversationPath(key, 'attachments'), query: { page: pageNumber }, read })
}
