import type { AccountId } from '../../../src-preload/contract/ids'
import type { ConversationFields, ConversationNews, MessageNews } from '../../core/news'
import type { ConversationWire } from '../wire/conversation'
import { messageWire, type MessageWire } from '../wire/message'
import { rows } from '../wire/parts'
import { evidenceOf, toMessageNews } from './message'
import { toAssignee, toContact } from './people'
import { id, timeField, told, toMs } from './plain'

/** Where an object comes from decides what an absent key means: REST leaves "nobody" out, the socket writes null (FACTS §3.2, §5.3). */
export interface ConversationContext {
  accountId: AccountId
  from: 'rest' | 'socket'
  /** REST: server time when the request started. Socket: used only if the object has no `updated_at`. */
  at: number
}

/** A conversation of either form → news, with the messages that came inside it. */
export function toConversationNews(wire: ConversationWire, context: ConversationContext): ConversationNews {
  const inside = messagesInside(wire)
  const evidenceAt = context.from === 'rest' ? context.at : evidenceOf(wire, context.at)
  return {
    accountId: context.accountId,
    id: id(wire.id),
    evidenceAt,
    fields: { ...plainFields(wire), ...metaFields(wire, context.from), ...waiting(wire, inside) },
    messages: inside
      .map((message) => toMessageNews(message, messageContext(message, wire, context)))
      .filter((news): news is MessageNews => news !== null),
  }
}

function messageContext(message: MessageWire, wire: ConversationWire, context: ConversationContext) {
  const evidenceAt = context.from === 'rest' ? context.at : evidenceOf(message, context.at)
  return { accountId: context.accountId, conversationId: id<ConversationNews['id']>(wire.id), evidenceAt }
}

/** `messages` has the very last one (REST) or the last public one (socket); `last_non_activity_message` is REST only. */
function messagesInside(wire: ConversationWire): MessageWire[] {
  const list: unknown[] = Array.isArray(wire.messages) ? wire.messages : []
  const all = rows(
    messageWire,
    [...list, wire.last_non_activity_message ?? null].filter((row) => row !== null),
  ).rows
  return all
    .filter((message, index) => all.findIndex((other) => other.id === message.id) === index)
    .sort((one, other) => one.id - other.id)
}

function plainFields(wire: ConversationWire): ConversationFields {
  const lastActivityAt = toMs(wire.last_activity_at) ?? toMs(wire.timestamp)
  return told<ConversationFields>({
    inboxId: wire.inbox_id ? id(wire.inbox_id) : undefined,
    status: wire.status ?? undefined,
    priority: wire.priority,
    labels: wire.labels ?? undefined,
    muted: wire.muted ?? undefined,
    canReply: wire.can_reply ?? undefined,
    unreadCount: wire.unread_count ?? undefined,
    lastActivityAt: lastActivityAt ?? undefined,
    createdAt: toMs(wire.created_at) ?? undefined,
    snoozedUntilAt: timeField(wire.snoozed_until),
    agentLastSeenAt: timeField(wire.agent_last_seen_at),
    assigneeLastSeenAt: timeField(wire.assignee_last_seen_at),
    contactLastSeenAt: timeField(wire.contact_last_seen_at),
    firstReplyAt: timeField(wire.first_reply_created_at),
    customAttributes: wire.custom_attributes ?? undefined,
    additionalAttributes: wire.additional_attributes ?? undefined,
  })
}

function metaFields(wire: ConversationWire, from: 'rest' | 'socket'): ConversationFields {
  const { meta } = wire
  if (!meta) return told<ConversationFields>({ channel: wire.channel ?? undefined })
  const nobody = from === 'rest' ? null : undefined
  const assignee = meta.assignee === undefined ? nobody : meta.assignee
  const team = meta.team === undefined ? nobody : meta.team
  return told<ConversationFields>({
    channel: wire.channel ?? meta.channel ?? undefined,
    contact: meta.sender ? toContact(meta.sender) : undefined,
    assignee: assignee ? toAssignee(assignee, meta.assignee_type) : assignee,
    team: team ? { id: team.id, name: team.name ?? '' } : team,
  })
}

/**
 * Since when the customer waits. 4.2.0 leaves the old time standing after "resolved", and every version starts the clock at
 * creation, also when the agent wrote first (contract/VERSIONS): nobody waits then.
 */
function waiting(wire: ConversationWire, inside: readonly MessageWire[]): ConversationFields {
  if (wire.waiting_since === undefined) return {}
  const last = inside.findLast((message) => message.private !== true && message.message_type !== 2)
  const isAnswered = last?.message_type === 1 && (last.sender?.type ?? last.sender_type?.toLowerCase()) === 'user'
  return { waitingSinceAt: wire.status === 'resolved' || isAnswered ? null : toMs(wire.waiting_since) }
}
