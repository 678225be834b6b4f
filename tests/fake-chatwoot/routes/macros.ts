import { mustGet } from '../model/database'
import { asIds, asObject, asText, asTexts, isObject, type JsonObject } from '../model/json'
import { isAdmin, maySee } from '../model/membership'
import type { Macro } from '../model/directory-rows'
import type { Conversation } from '../model/rows'
import { empty, errors, json, type Answer } from '../http/answer'
import { idIn, textField, type AccountCall } from '../http/call'
import { member, type Route } from '../http/routes'
import { assignTeam, changeConversation, setLabels } from '../rules/change-conversation'
import { isMacroAction, runMacro } from '../rules/macro-actions'
import { agentView } from '../views/user'
import { isStatus } from './conversations'

/** The real server does these in the background. */
const LATER_MS = 50

/** Several changes at once: macros and bulk actions. */
export const macroRoutes: Route[] = [
  ...member.get('macros', (call) => json({ payload: visible(call).map((macro) => view(call, macro)) })),
  ...member.post('macros', create),
  ...member.get('macros/:id', (call) => json({ payload: view(call, macroFor(call)) })),
  ...member.change('macros/:id', update),
  ...member.delete('macros/:id', remove),
  ...member.post('macros/:id/execute', execute),
  ...member.post('bulk_actions', bulk),
]

function view({ world, account }: AccountCall, macro: Macro): JsonObject {
  const { db } = world
  return {
    id: macro.id,
    name: macro.name,
    visibility: macro.visibility,
    created_by: agentView(world, mustGet(db.users, macro.createdById), account.id),
    updated_by: agentView(world, mustGet(db.users, macro.updatedById), account.id),
    account_id: macro.accountId,
    actions: macro.actions,
  }
}

function visible({ world, account, user }: AccountCall): Macro[] {
  return world.db.macros.where((one) => {
    return one.accountId === account.id && (one.visibility === 'global' || one.createdById === user.id)
  })
}

/** An unknown macro is an empty 404, a personal one of somebody else is refused. */
function macroFor(call: AccountCall): Macro {
  const macro = call.world.db.macros.get(idIn(call))
  if (macro?.accountId !== call.account.id) throw errors.notFoundEmpty()
  if (!visible(call).includes(macro)) throw errors.unauthorized()
  return macro
}

function create(call: AccountCall): Answer {
  const { world, account, user, body } = call
  const actions = actionsIn(body.fields)
  const isGlobal = body.fields['visibility'] === 'global' && isAdmin(user, account.id)
  const macro = world.db.macros.add((id) => ({
    ...{ id, accountId: account.id, createdById: user.id, updatedById: user.id, actions },
    name: textField(body.fields, 'name') ?? '',
    visibility: isGlobal ? 'global' : 'personal',
  }))
  return json({ payload: view(call, macro) })
}

function actionsIn(fields: JsonObject): JsonObject[] {
  const actions = Array.isArray(fields['actions']) ? fields['actions'].filter(isObject) : []
  const strange = actions.map((one) => asText(one['action_name'])).filter((name) => !isMacroAction(name))
  if (strange.length === 0) return actions
  throw errors.unprocessable({ actions: [`Macro execution actions ${strange.join(', ')} not supported.`] })
}

function update(call: AccountCall): Answer {
  const macro = macroFor(call)
  const { fields } = call.body
  macro.name = textField(fields, 'name') ?? macro.name
  if ('actions' in fields) macro.actions = actionsIn(fields)
  macro.updatedById = call.user.id
  return json({ payload: view(call, macro) })
}

function remove(call: AccountCall): Answer {
  const macro = macroFor(call)
  const isOurs = macro.visibility === 'personal' || isAdmin(call.user, call.account.id)
  if (!isOurs) throw errors.unauthorized()
  call.world.db.macros.delete(macro.id)
  return empty()
}

function execute(call: AccountCall): Answer {
  const { actions } = macroFor(call)
  const conversations = conversationsIn(call, call.body.fields['conversation_ids'])
  setTimeout(() => {
    for (const one of conversations) runMacro(call.world, one, { actions, by: call.user })
  }, LATER_MS).unref()
  return empty()
}

/** Numbers nobody has, and conversations the user does not see, are left out without a word. */
function conversationsIn({ world, account, user }: AccountCall, ids: JsonObject[string]): Conversation[] {
  const found = asIds(ids).map((id) => world.db.conversation(account.id, id))
  return found.filter((one): one is Conversation => {
    return one !== undefined && maySee(user, mustGet(world.db.inboxes, one.inboxId))
  })
}

function bulk(call: AccountCall): Answer {
  const { world, user: by, body } = call
  if (body.fields['type'] !== 'Conversation') return json({ success: false }, { status: 422 })
  const fields = asObject(body.fields['fields'])
  const labels = asObject(body.fields['labels'])
  const conversations = conversationsIn(call, body.fields['ids'])
  setTimeout(() => {
    for (const one of conversations) {
      const { status } = fields
      if (isStatus(status)) changeConversation(world, one, { change: { status }, by })
      if ('assignee_id' in fields) {
        const assigneeId = world.db.users.get(Number(fields['assignee_id']))?.id ?? null
        changeConversation(world, one, { change: { assigneeId }, by })
      }
      if ('team_id' in fields) assignTeam(world, one, { teamId: Number(fields['team_id']) || null, by })
      const kept = one.labels.filter((label) => !asTexts(labels['remove']).includes(label))
      setLabels(world, one, { labels: [...new Set([...kept, ...asTexts(labels['add'])])], by })
    }
  }, LATER_MS).unref()
  return empty()
}
