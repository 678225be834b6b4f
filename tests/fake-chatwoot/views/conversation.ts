import { toEpoch, toEpochFraction, toIso } from '../model/clock'
import { mustGet } from '../model/database'
import type { JsonObject } from '../model/json'
import type { Team } from '../model/directory-rows'
import type { ContactInbox, Conversation, Message, User } from '../model/rows'
import type { World } from '../model/world'
import { contactView, pushContactView } from './contact'
import { pushMessageView, unreadCount } from './message'
import { canReply } from './reply-window'
import { agentView, pushUserView } from './user'

/** A conversation as REST tells it to this user. */
export function conversationView(world: World, conversation: Conversation, viewer: User | null): JsonObject {
  const last = conversation.messages.at(-1)
  const lastSaid = lastWhere(conversation, (message) => message.type !== 'activity')
  return {
    meta: metaView(world, conversation, viewer),
    id: conversation.displayId,
    messages: last ? [pushMessageView(world, last)] : [],
    account_id: conversation.accountId,
    uuid: conversation.uuid,
    additional_attributes: conversation.additionalAttributes,
    ...timesView(conversation),
    assignee_last_seen_at: toEpoch(conversation.assigneeLastSeenAt),
    can_reply: canReply(world, conversation),
    custom_attributes: conversation.customAttributes,
    inbox_id: conversation.inboxId,
    labels: conversation.labels,
    muted: mustGet(world.db.contacts, conversation.contactId).blocked,
    snoozed_until: toIso(conversation.snoozedUntil),
    status: conversation.status,
    first_reply_created_at: toEpoch(conversation.firstReplyAt),
    unread_count: unreadCount(conversation),
    last_non_activity_message: lastSaid ? pushMessageView(world, lastSaid) : null,
    priority: conversation.priority,
    sla_policy_id: null,
  }
}

function metaView(world: World, conversation: Conversation, viewer: User | null): JsonObject {
  const { db, features } = world
  const assignee = db.users.get(conversation.assigneeId)
  const team = db.teams.get(conversation.teamId)
  return {
    sender: contactView(world, mustGet(db.contacts, conversation.contactId)),
    channel: mustGet(db.inboxes, conversation.inboxId).channelType,
    assignee: assignee && agentView(world, assignee, conversation.accountId),
    assignee_type: features.tellsAssigneeType && assignee ? 'User' : undefined,
    team: team && teamView(team, viewer),
    hmac_verified: false,
  }
}

/** A conversation as events tell it: other keys, and the time of the first reply as a text. */
export function pushConversationView(world: World, conversation: Conversation): JsonObject {
  const { db, features } = world
  const assignee = db.users.get(conversation.assigneeId)
  const team = db.teams.get(conversation.teamId)
  const lastSaid = lastWhere(conversation, ({ type, isPrivate }) => type !== 'activity' && !isPrivate)
  return {
    additional_attributes: conversation.additionalAttributes,
    can_reply: canReply(world, conversation),
    channel: mustGet(db.inboxes, conversation.inboxId).channelType,
    contact_inbox: rawContactInboxView(mustGet(db.contactInboxes, conversation.contactInboxId)),
    id: conversation.displayId,
    inbox_id: conversation.inboxId,
    messages: lastSaid ? [pushMessageView(world, lastSaid)] : [],
    labels: conversation.labels,
    meta: {
      sender: pushContactView(world, mustGet(db.contacts, conversation.contactId)),
      assignee: assignee ? pushUserView(world, assignee, conversation.accountId) : null,
      assignee_type: features.tellsAssigneeType ? (assignee ? 'User' : null) : undefined,
      team: team ? { id: team.id, name: team.name } : null,
      hmac_verified: false,
    },
    status: conversation.status,
    custom_attributes: conversation.customAttributes,
    snoozed_until: toIso(conversation.snoozedUntil),
    unread_count: unreadCount(conversation),
    first_reply_created_at: toIso(conversation.firstReplyAt),
    priority: conversation.priority,
    ...timesView(conversation),
  }
}

function timesView(conversation: Conversation): JsonObject {
  const lastActivity = toEpoch(conversation.lastActivityAt)
  return {
    agent_last_seen_at: toEpoch(conversation.agentLastSeenAt),
    contact_last_seen_at: toEpoch(conversation.contactLastSeenAt),
    created_at: toEpoch(conversation.createdAt),
    updated_at: toEpochFraction(conversation.updatedAt),
    timestamp: lastActivity,
    last_activity_at: lastActivity,
    waiting_since: toEpoch(conversation.waitingSince),
  }
}

function rawContactInboxView(one: ContactInbox): JsonObject {
  return {
    id: one.id,
    contact_id: one.contactId,
    inbox_id: one.inboxId,
    source_id: one.sourceId,
    created_at: toIso(one.createdAt),
    updated_at: toIso(one.createdAt),
    hmac_verified: false,
    pubsub_token: one.pubsubToken,
  }
}

/** A team as this user sees it. */
export function teamView(team: Team, viewer: User | null): JsonObject {
  return {
    id: team.id,
    name: team.name,
    description: team.description,
    allow_auto_assign: team.allowAutoAssign,
    account_id: team.accountId,
    is_member: viewer !== null && team.memberIds.includes(viewer.id),
  }
}

/** What stands above a list of messages: here times are texts, not numbers. */
export function messagesMetaView(world: World, conversation: Conversation): JsonObject {
  const assignee = world.db.users.get(conversation.assigneeId)
  return {
    labels: conversation.labels,
    additional_attributes: conversation.additionalAttributes,
    contact: pushContactView(world, mustGet(world.db.contacts, conversation.contactId)),
    assignee: assignee && pushUserView(world, assignee, conversation.accountId),
    agent_last_seen_at: toIso(conversation.agentLastSeenAt),
    assignee_last_seen_at: toIso(conversation.assigneeLastSeenAt),
  }
}

/** The last message of a kind. */
export function lastWhere({ messages }: Conversation, isWanted: (message: Message) => boolean): Message | undefined {
  return messages.findLast(isWanted)
}
