/** What an agent does to a conversation (FACTS §3.3). Sets are replaced as a whole: read them first. */
import type { Agent, Attachment } from '../../src-preload/contract/entities'
import type { ConversationKey, UserId } from '../../src-preload/contract/ids'
import type { ConversationNews } from '../core/news'
import type { Outcome } from '../core/outcome'
import { nothing, type Call } from './call'
import { conversationOne, conversationPath } from './conversation-parts'
import type { Priority } from './conversations'
import { list, titles } from './readers'
import { toAttachment } from './translate/message'
import { toAgent } from './translate/people'
import { attachmentWire } from './wire/message'
import { agentWire } from './wire/people'

/**
 * `POST toggle_status`, always with a status: the bare call toggles (FACTS §3.3). `snoozed` without a time means until the
 * next reply. An agent who opens an open conversation takes it from its assignee.
 */
export function setStatus(
  call: Call,
  key: ConversationKey,
  to: { status: string; snoozedUntilAt?: number | null },
): Promise<Outcome<null>> {
  const until = to.snoozedUntilAt ? { snoozed_until: Math.floor(to.snoozedUntilAt / 1000) } : {}
  return call({
    method: 'POST',
    path: conversationPath(key, 'toggle_status'),
    json: { status: to.status, ...until },
    read: nothing,
  })
}

/** `POST toggle_priority`; unknown words are a 500 (FACTS §3.3). Every version has it, unlike `updateConversation`. */
export function setPriority(call: Call, key: ConversationKey, priority: Priority): Promise<Outcome<null>> {
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

/** `POST …/participants`: answers with the new ones only, and names people it did not store (FACTS §3.3): read them again. */
export function addParticipants(call: Call, key: ConversationKey, users: readonly UserId[]): Promise<Outcome<Agent[]>> {
  return call({ method: 'POST', path: conversationPath(key, 'participants'), json: { user_ids: users }, read: people })
}

/** `PATCH …/participants` replaces the set; ids must be numbers, and who cannot be assigned is left out silently (FACTS §3.3). */
export function setParticipants(call: Call, key: ConversationKey, users: readonly UserId[]): Promise<Outcome<Agent[]>> {
  return call({ method: 'PATCH', path: conversationPath(key, 'participants'), json: { user_ids: users }, read: people })
}

/** `DELETE …/participants` takes these away (FACTS §3.3). */
export function removeParticipants(call: Call, key: ConversationKey, users: readonly UserId[]): Promise<Outcome<null>> {
  return call({ method: 'DELETE', path: conversationPath(key, 'participants'), json: { user_ids: users }, read: nothing })
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
export function setCustomAttributes(
  call: Call,
  key: ConversationKey,
  attributes: Record<string, unknown>,
): Promise<Outcome<null>> {
  return call({
    method: 'POST',
    path: conversationPath(key, 'custom_attributes'),
    json: { custom_attributes: attributes },
    read: nothing,
  })
}

/** `GET …/attachments`: 100 a page, oldest first (FACTS §3.3). */
export function listAttachments(call: Call, key: ConversationKey, pageNumber: number): Promise<Outcome<Attachment[]>> {
  const read = list({ noun: 'attachment', wire: attachmentWire, to: toAttachment })
  return call({ method: 'GET', path: conversationPath(key, 'attachments'), query: { page: pageNumber }, read })
}
