import { asIds, asObject, asTexts, isTrue, type Json } from '../model/json'
import { membershipOf } from '../model/membership'
import { audienceOf } from '../model/people'
import { toIso } from '../model/clock'
import { mustGet } from '../model/database'
import type { Conversation, Status, User } from '../model/rows'
import { empty, errors, json, type Answer } from '../http/answer'
import { conversationFor, field, textField, type AccountCall } from '../http/call'
import { member, memberOrBot, type Route } from '../http/routes'
import { announceTyping } from '../rules/announce'
import { assignTeam, changeConversation, setLabels } from '../rules/change-conversation'
import { mute, seen, unmute, unread } from '../rules/reading'
import { conversationView } from '../views/conversation'
import { agentView } from '../views/user'
import { isStatus, priorityOf } from './conversations'
import { rawTeamView } from './teams'

const at = (action: string) => `conversations/:conversation/${action}`

/** What can be done with a conversation. */
export const conversationActionRoutes: Route[] = [
  ...memberOrBot.post(at('toggle_status'), toggleStatus),
  ...memberOrBot.post(at('toggle_priority'), togglePriority),
  ...member.post(at('toggle_typing_status'), toggleTyping),
  ...memberOrBot.post(at('assignments'), assign),
  ...member.get(at('labels'), (call) => json({ payload: conversationFor(call).labels })),
  ...member.post(at('labels'), label),
  ...memberOrBot.post(at('custom_attributes'), setAttributes),
  ...member.post(at('update_last_seen'), (call) => told(call, seen)),
  ...member.post(at('unread'), (call) => told(call, unread)),
  ...member.post(at('mute'), (call) => silently(call, mute)),
  ...member.post(at('unmute'), (call) => silently(call, unmute)),
  ...member.post(at('transcript'), transcript),
  ...member.get(at('draft_messages'), draft),
  ...member.change(at('draft_messages'), setDraft),
  ...member.delete(at('draft_messages'), (call) => {
    conversationFor(call).draft = null
    return empty()
  }),
  ...member.get(at('participants'), (call) => listed(call, conversationFor(call).participantIds)),
  ...member.post(at('participants'), addParticipants),
  ...member.change(at('participants'), replaceParticipants),
  ...member.delete(at('participants'), removeParticipants),
]

type Act = (world: AccountCall['world'], conversation: Conversation, by: User) => void

function told(call: AccountCall, act: Act): Answer {
  const conversation = conversationFor(call)
  act(call.world, conversation, call.user)
  return json(conversationView(call.world, conversation, call.user))
}

function silently(call: AccountCall, act: Act): Answer {
  act(call.world, conversationFor(call), call.user)
  return empty()
}

/** Without a status it turns over; an agent who opens takes the conversation, even from somebody else. */
function toggleStatus(call: AccountCall): Answer {
  const { world, user, account, body } = call
  const conversation = conversationFor(call)
  const status = statusIn(call, conversation)
  const snoozedUntil = snoozeTimeIn(body.fields['snoozed_until'])
  const isKept = snoozedUntil === null && conversation.status === 'snoozed'
  const change = status === 'snoozed' && !isKept ? { status, snoozedUntil } : { status }
  changeConversation(world, conversation, { change, by: user })
  if (status === 'open' && membershipOf(user, account.id)?.role === 'agent') {
    changeConversation(world, conversation, { change: { assigneeId: user.id }, by: user })
  }
  return json({
    payload: {
      success: true,
      conversation_id: conversation.displayId,
      current_status: conversation.status,
      snoozed_until: toIso(conversation.snoozedUntil),
    },
  })
}

function statusIn({ body }: AccountCall, { status: now }: Conversation): Status {
  const status = body.fields['status']
  if (status === undefined || status === null) return now === 'open' ? 'resolved' : 'open'
  if (!isStatus(status)) throw errors.broken()
  return status
}

/** Epoch seconds; any other text breaks the real server. */
function snoozeTimeIn(value: Json | undefined): number | null {
  if (value === undefined || value === null || value === '') return null
  const seconds = Number(value)
  if (!Number.isFinite(seconds)) throw errors.broken()
  return seconds * 1000
}

function togglePriority(call: AccountCall): Answer {
  const conversation = conversationFor(call)
  const priority = priorityOf(call.body.fields['priority'])
  changeConversation(call.world, conversation, { change: { priority }, by: call.user })
  return empty()
}

function toggleTyping(call: AccountCall): Answer {
  const conversation = conversationFor(call)
  const status = field(call, 'typing_status')
  const isPrivate = isTrue(field(call, 'is_private'))
  if (status === 'on' || status === 'off') {
    announceTyping(call.world, conversation, { isOn: status === 'on', isPrivate, typist: call.user })
  }
  return empty()
}

/** With both keys the assignee counts; unknown people and people of other accounts mean nobody. */
function assign(call: AccountCall): Answer {
  const { world, account, user, body } = call
  const conversation = conversationFor(call)
  if ('assignee_id' in body.fields) {
    const found = world.db.users.get(Number(body.fields['assignee_id']))
    const assignee = found && membershipOf(found, account.id) ? found : undefined
    changeConversation(world, conversation, { change: { assigneeId: assignee?.id ?? null }, by: user })
    return json(assignee ? agentView(world, assignee, account.id) : null)
  }
  if (!('team_id' in body.fields)) return json(null)
  const found = world.db.teams.get(Number(body.fields['team_id']))
  const team = found?.accountId === account.id ? found : undefined
  assignTeam(world, conversation, { teamId: team?.id ?? null, by: user })
  return json(team ? rawTeamView(team) : null)
}

/** Replaces the set; anything but a list empties it, and a comma makes two labels of one. */
function label(call: AccountCall): Answer {
  const conversation = conversationFor(call)
  const given = asTexts(call.body.fields['labels']).flatMap((one) => one.split(','))
  const labels = [...new Set(given.map((one) => one.trim()).filter(Boolean))]
  setLabels(call.world, conversation, { labels, by: call.user })
  return json({ payload: conversation.labels })
}

function setAttributes(call: AccountCall): Answer {
  const conversation = conversationFor(call)
  const customAttributes = asObject(call.body.fields['custom_attributes'])
  changeConversation(call.world, conversation, { change: { customAttributes }, by: call.user })
  return json({ custom_attributes: conversation.customAttributes })
}

function transcript(call: AccountCall): Answer {
  conversationFor(call)
  if (!textField(call.body.fields, 'email')) throw errors.unprocessable('email param missing')
  return empty()
}

/** One draft for everybody. */
function draft(call: AccountCall): Answer {
  const { draft: message } = conversationFor(call)
  return json(message === null ? { has_draft: false } : { has_draft: true, message })
}

function setDraft(call: AccountCall): Answer {
  conversationFor(call).draft = textField(asObject(call.body.fields['draft_message']), 'message')
  return empty()
}

function listed({ world, account }: AccountCall, ids: number[]): Answer {
  const people = ids.map((id) => world.db.users.get(id)).filter((one): one is User => one !== undefined)
  return json(people.map((one) => agentView(world, one, account.id)))
}

/** Names also those it does not keep, because they cannot be assigned in the inbox. */
function addParticipants(call: AccountCall): Answer {
  const conversation = conversationFor(call)
  const added = asIds(call.body.fields['user_ids']).filter((id) => !conversation.participantIds.includes(id))
  conversation.participantIds.push(...keepable(call, conversation, added))
  return listed(call, added)
}

function replaceParticipants(call: AccountCall): Answer {
  const conversation = conversationFor(call)
  const given = asIds(call.body.fields['user_ids'])
  conversation.participantIds = keepable(call, conversation, given)
  return listed(call, conversation.participantIds)
}

function removeParticipants(call: AccountCall): Answer {
  const conversation = conversationFor(call)
  const gone = asIds(call.body.fields['user_ids'])
  conversation.participantIds = conversation.participantIds.filter((id) => !gone.includes(id))
  return empty()
}

function keepable({ world }: AccountCall, { inboxId }: Conversation, ids: number[]): number[] {
  const allowed = audienceOf(world, mustGet(world.db.inboxes, inboxId)).map(({ id }) => id)
  return ids.filter((id) => allowed.includes(id))
}
