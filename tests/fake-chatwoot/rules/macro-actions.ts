import { asIds, asText, asTexts, type Json, type JsonObject } from '../model/json'
import type { Conversation, Priority, User } from '../model/rows'
import type { World } from '../model/world'
import { assignTeam, changeConversation, setLabels } from './change-conversation'
import { createMessage } from './create-message'
import { mute } from './reading'

type Run = (world: World, conversation: Conversation, given: { params: Json[]; by: User }) => void

const ACTIONS: Record<string, Run> = {
  resolve_conversation: (world, one, { by }) => changeConversation(world, one, { change: { status: 'resolved' }, by }),
  open_conversation: (world, one, { by }) => changeConversation(world, one, { change: { status: 'open' }, by }),
  snooze_conversation: (world, one, { by }) => changeConversation(world, one, { change: { status: 'snoozed' }, by }),
  mute_conversation: (world, one, { by }) => mute(world, one, by),
  add_label: (world, one, { params, by }) =>
    setLabels(world, one, { labels: [...new Set([...one.labels, ...asTexts(params)])], by }),
  remove_label: (world, one, { params, by }) =>
    setLabels(world, one, { labels: one.labels.filter((label) => !params.includes(label)), by }),
  change_priority: (world, one, { params, by }) => {
    const [name] = asTexts(params)
    changeConversation(world, one, { change: { priority: name === 'nil' || !name ? null : (name as Priority) }, by })
  },
  assign_agent: (world, one, { params, by }) => {
    const assigneeId = params[0] === 'self' ? by.id : (asIds(params)[0] ?? null)
    changeConversation(world, one, { change: { assigneeId }, by })
  },
  assign_team: (world, one, { params, by }) => assignTeam(world, one, { teamId: asIds(params)[0] ?? null, by }),
  remove_assigned_team: (world, one, { by }) => assignTeam(world, one, { teamId: null, by }),
  send_message: (world, one, { params, by }) => say(world, one, { params, by, isPrivate: false }),
  add_private_note: (world, one, { params, by }) => say(world, one, { params, by, isPrivate: true }),
  send_email_transcript: () => undefined,
  send_attachment: () => undefined,
  send_webhook_event: () => undefined,
}

/** True for the actions a macro may have. */
export function isMacroAction(name: string): boolean {
  return name in ACTIONS
}

/** Does to a conversation what a macro says. */
export function runMacro(world: World, conversation: Conversation, { actions, by }: { actions: JsonObject[]; by: User }): void {
  for (const action of actions) {
    const params = Array.isArray(action['action_params']) ? action['action_params'] : []
    ACTIONS[asText(action['action_name'])]?.(world, conversation, { params, by })
  }
}

function say(
  world: World,
  conversation: Conversation,
  { params, by, isPrivate }: { params: Json[]; by: User; isPrivate: boolean },
): void {
  const draft = { content: asTexts(params)[0] ?? '', isPrivate, sender: { type: 'User' as const, id: by.id } }
  createMessage(world, conversation, { draft, performer: by })
}
