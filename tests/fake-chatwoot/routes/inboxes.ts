import { isObject, type JsonObject } from '../model/json'
import { isAdmin } from '../model/membership'
import { audienceOf, inboxesOf } from '../model/people'
import type { Inbox } from '../model/rows'
import { empty, errors, json, type Answer } from '../http/answer'
import { idIn, inboxFor, textField, type AccountCall } from '../http/call'
import { admin, member, type Route } from '../http/routes'
import { announceStale } from '../rules/announce'
import { createInbox } from '../rules/create-inbox'
import { storeBlob } from '../rules/files'
import { FIRST_SETTINGS, inboxView } from '../views/inbox'
import { agentView } from '../views/user'

const CHANNELS: Record<string, string> = {
  web_widget: 'Channel::WebWidget',
  api: 'Channel::Api',
  email: 'Channel::Email',
  line: 'Channel::Line',
  telegram: 'Channel::Telegram',
  whatsapp: 'Channel::Whatsapp',
  sms: 'Channel::Sms',
}
const CHECKED_CHANNELS = new Set(['Channel::Email', 'Channel::Api', 'Channel::WebWidget'])
const BAD_NAME = 'Name should not start or end with symbols, and it should not have < > / \\ @ characters.'
const SETTINGS = Object.keys(FIRST_SETTINGS)
const CHANNEL_FIELDS = [
  ...['webhook_url', 'hmac_mandatory', 'additional_attributes', 'website_url', 'widget_color', 'reply_time'],
  ...['selected_feature_flags', 'email', 'phone_number', 'provider', 'message_templates'],
]
/** The real server deletes an inbox in the background. */
const DELETION_MS = 100

/** Inboxes and who may be assigned in them. */
export const inboxRoutes: Route[] = [
  ...member.get('inboxes', list),
  ...admin.post('inboxes', create),
  ...member.get('inboxes/:id', (call) => json(view(call, inboxFor(call, idIn(call))))),
  ...admin.change('inboxes/:id', update),
  ...admin.delete('inboxes/:id', remove),
  ...admin.delete('inboxes/:id/avatar', removeAvatar),
  ...member.get('inboxes/:id/agent_bot', agentBot),
  ...admin.post('inboxes/:id/set_agent_bot', setAgentBot),
  ...member.get('inboxes/:id/assignable_agents', (call) => assignable(call, [idIn(call)])),
  ...member.get('assignable_agents', (call) => assignable(call, call.query.getAll('inbox_ids[]').map(Number))),
]

function view(call: AccountCall, inbox: Inbox): JsonObject {
  return inboxView(call.world, inbox, { forAdmin: isAdmin(call.user, call.account.id) })
}

function list(call: AccountCall): Answer {
  return json({ payload: inboxesOf(call.world, call.user, call.account.id).map((inbox) => view(call, inbox)) })
}

/** Without a channel object the real server stumbles; an unknown type is a channel that does not exist. */
function create(call: AccountCall): Answer {
  const { fields } = call.body
  const channel = fields['channel']
  if (!isObject(channel)) throw errors.broken()
  const channelType = CHANNELS[textField(channel, 'type') ?? '']
  if (!channelType) throw errors.invalid([['channel', 'Channel must exist']])
  const name = textField(fields, 'name')?.trim() ?? ''
  checkName(call, name, channelType)
  const inbox = createInbox(call.world, {
    ...{ accountId: call.account.id, name, channelType },
    settings: pick(fields, SETTINGS),
    channel: pick(channel, CHANNEL_FIELDS),
  })
  announceStale(call.world, call.account.id, { list: 'inbox', performer: call.user })
  return json(view(call, inbox))
}

function checkName({ world }: AccountCall, name: string, channelType: string): void {
  const problems: [string, string][] = name === '' ? [['name', "Name can't be blank"]] : []
  const isOdd = /[<>/\\@]/.test(name) || !/^[\p{L}\p{N}\p{M}\p{Emoji}]/u.test(name) || /[!-/:-@[-`{-~]$/.test(name)
  const isChecked = CHECKED_CHANNELS.has(channelType) && !world.features.anyInboxName
  if (isChecked && isOdd) problems.push(['name', BAD_NAME])
  if (problems.length) throw errors.invalid(problems)
}

function update(call: AccountCall): Answer {
  const inbox = inboxFor(call, idIn(call))
  const { fields, files } = call.body
  const name = textField(fields, 'name')
  if (name !== null) checkName(call, name, inbox.channelType)
  inbox.name = name ?? inbox.name
  Object.assign(inbox.settings, pick(fields, SETTINGS))
  if (isObject(fields['channel'])) Object.assign(inbox.channel, pick(fields['channel'], CHANNEL_FIELDS))
  const avatar = files.find((file) => file.name === 'avatar')
  if (avatar) inbox.avatar = storeBlob(call.world, avatar)
  inbox.updatedAt = call.world.clock.now()
  announceStale(call.world, call.account.id, { list: 'inbox', performer: call.user })
  return json(view(call, inbox))
}

function pick(fields: JsonObject, names: string[]): JsonObject {
  return Object.fromEntries(names.filter((name) => name in fields).map((name) => [name, fields[name]]))
}

function remove(call: AccountCall): Answer {
  const { world } = call
  const inbox = inboxFor(call, idIn(call))
  setTimeout(() => {
    for (const one of world.db.conversations.where(({ inboxId }) => inboxId === inbox.id)) {
      world.db.deleteConversation(one)
    }
    for (const one of world.db.contactInboxes.where(({ inboxId }) => inboxId === inbox.id)) {
      world.db.deleteContactInbox(one)
    }
    world.db.inboxes.delete(inbox.id)
    announceStale(world, call.account.id, { list: 'inbox', performer: null })
  }, DELETION_MS).unref()
  return json({ message: 'Your inbox deletion request will be processed in some time.' })
}

function removeAvatar(call: AccountCall): Answer {
  inboxFor(call, idIn(call)).avatar = null
  return empty()
}

function agentBot(call: AccountCall): Answer {
  const bot = call.world.db.bots.get(inboxFor(call, idIn(call)).agentBotId)
  return json(bot ? { agent_bot: { id: bot.id, name: bot.name, description: bot.description } } : {})
}

function setAgentBot(call: AccountCall): Answer {
  const inbox = inboxFor(call, idIn(call))
  const id = call.body.fields['agent_bot']
  inbox.agentBotId = call.world.db.bots.get(Number(id))?.id ?? null
  return empty()
}

/** Who can be assigned in all of these inboxes: their common members, and all administrators. */
function assignable(call: AccountCall, ids: number[]): Answer {
  const groups = ids.map((id) => audienceOf(call.world, inboxFor(call, id)))
  const common = (groups[0] ?? []).filter((person) => groups.every((group) => group.includes(person)))
  return json({ payload: common.map((person) => agentView(call.world, person, call.account.id)) })
}
