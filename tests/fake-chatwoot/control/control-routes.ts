import { asIds, asObject, asText, asTexts, isObject, type Json, type JsonObject } from '../model/json'
import { mustGet } from '../model/database'
import type { Conversation, Status } from '../model/rows'
import { empty, errors, json, type Answer } from '../http/answer'
import { textField, type Call } from '../http/call'
import { open, type Route } from '../http/routes'
import { messageView } from '../views/message'
import type { GivenFile, Model } from './model'
import type { Controls } from './controls'
import { readScript } from './read-script'

/** The verbs of the model over HTTP, below /fake/, for programs in another process. README.md lists them. */
export function controlRoutes({ model, script, restart }: Controls): Route[] {
  const act = (run: (fields: JsonObject) => Json | void) => (call: Call) => {
    const answer = run(call.body.fields)
    return answer === undefined ? empty() : json(answer)
  }
  return [
    ...open.post(
      '/fake/inboxes',
      act((fields) => addInbox(model, fields)),
    ),
    ...open.post(
      '/fake/contacts',
      act((fields) => addContact(model, fields)),
    ),
    ...open.post(
      '/fake/conversations',
      act((fields) => addConversation(model, fields)),
    ),
    ...open.post(
      '/fake/customer-writes',
      act((fields) => customerWrites(model, fields)),
    ),
    ...open.post(
      '/fake/customer-types',
      act((fields) => model.customerTypes(at(model, fields), isOn(fields))),
    ),
    ...open.post(
      '/fake/customer-reads',
      act((fields) => model.customerReads(at(model, fields))),
    ),
    ...open.post(
      '/fake/agent-replies',
      act((fields) => agentReplies(model, fields)),
    ),
    ...open.post(
      '/fake/agent-types',
      act((fields) => {
        model.agentTypes(userIn(model, fields, 'user'), at(model, fields), isOn(fields))
      }),
    ),
    ...open.post(
      '/fake/status',
      act((fields) => setStatus(model, fields)),
    ),
    ...open.post(
      '/fake/resolve',
      act((fields) => model.resolve(at(model, fields), by(model, fields))),
    ),
    ...open.post(
      '/fake/assign',
      act((fields) => assign(model, fields)),
    ),
    ...open.post(
      '/fake/labels',
      act((fields) => {
        model.setLabels(at(model, fields), asTexts(fields['labels']), by(model, fields))
      }),
    ),
    ...open.get('/fake/messages', (call) => listMessages(model, call)),
    ...open.get('/fake/conversations', (call) => listConversations(model, call)),
    ...open.post(
      '/fake/rotate-pubsub-token',
      act((fields) => ({
        pubsub_token: model.rotatePubsubToken(userIn(model, fields, 'user')),
      })),
    ),
    ...open.post(
      '/fake/rotate-access-token',
      act((fields) => ({
        access_token: model.rotateAccessToken(userIn(model, fields, 'user')),
      })),
    ),
    ...open.get('/fake/sockets', () => json(model.connectedSockets())),
    ...open.get('/fake/requests', () => json(script.requests.map((one) => ({ ...one })))),
    ...open.delete(
      '/fake/requests',
      act(() => script.forgetRequests()),
    ),
    ...open.post(
      '/fake/script',
      act((fields) => readScript(fields, { script, model, restart })),
    ),
    ...open.delete(
      '/fake/script',
      act(() => script.clear()),
    ),
    ...open.post(
      '/fake/fill',
      act((fields) => fill(model, fields)),
    ),
  ]
}

function number(fields: JsonObject, name: string, otherwise: number): number {
  const value = Number(fields[name] ?? otherwise)
  if (Number.isFinite(value)) return value
  throw errors.unprocessable(`${name} must be a number`)
}

function at(model: Model, fields: JsonObject): Conversation {
  return model.conversation(number(fields, 'account_id', 1), number(fields, 'conversation_id', 0))
}

function isOn(fields: JsonObject): boolean {
  return fields['on'] !== false
}

function userIn(model: Model, fields: JsonObject, name: string) {
  const value = fields[name]
  return model.user(typeof value === 'number' ? value : asText(value))
}

function by(model: Model, fields: JsonObject) {
  return fields['by'] === undefined ? null : userIn(model, fields, 'by')
}

function addInbox(model: Model, fields: JsonObject): Json {
  const inbox = model.addInbox({
    name: textField(fields, 'name') ?? 'Inbox',
    accountId: number(fields, 'account_id', 1),
    channelType: textField(fields, 'channel_type') ?? 'Channel::Api',
    members: asIds(fields['member_ids']).map((id) => model.user(id)),
    settings: asObject(fields['settings']),
    ...(isObject(fields['channel']) ? { channel: fields['channel'] } : {}),
  })
  return { id: inbox.id, identifier: inbox.channel['identifier'] ?? null }
}

function addContact(model: Model, fields: JsonObject): Json {
  return { id: model.addContact(fields, { accountId: number(fields, 'account_id', 1) }).id }
}

function addConversation(model: Model, fields: JsonObject): Json {
  const { db } = model.world
  const inbox = mustGet(db.inboxes, number(fields, 'inbox_id', 0))
  const contact = mustGet(db.contacts, number(fields, 'contact_id', 0))
  const assignee = fields['assignee'] === undefined ? null : userIn(model, fields, 'assignee')
  const { displayId, id } = model.addConversation(inbox, contact, {
    assigneeId: assignee?.id ?? null,
    status: (textField(fields, 'status') ?? 'open') as Status,
    labels: asTexts(fields['labels']),
  })
  return { conversation_id: displayId, row: id }
}

function filesIn(fields: JsonObject): GivenFile[] {
  const given = Array.isArray(fields['attachments']) ? fields['attachments'].map((one) => asObject(one)) : []
  return given.map((file) => ({
    filename: textField(file, 'filename') ?? 'file',
    contentType: textField(file, 'content_type') ?? 'application/octet-stream',
    bytes: Buffer.from(textField(file, 'base64') ?? '', 'base64'),
  }))
}

function customerWrites(model: Model, fields: JsonObject): Json {
  const attachments = filesIn(fields)
  return { id: model.customerWrites(at(model, fields), textField(fields, 'text'), { attachments }).id }
}

function agentReplies(model: Model, fields: JsonObject): Json {
  const said = {
    text: textField(fields, 'text') ?? '',
    isPrivate: fields['private'] === true,
    attachments: filesIn(fields),
  }
  return { id: model.agentReplies(userIn(model, fields, 'user'), at(model, fields), said).id }
}

function setStatus(model: Model, fields: JsonObject): void {
  model.setStatus(at(model, fields), (textField(fields, 'status') ?? 'open') as Status, by(model, fields))
}

function assign(model: Model, fields: JsonObject): void {
  const assignee = fields['assignee'] === null ? null : userIn(model, fields, 'assignee')
  model.assign(at(model, fields), assignee, by(model, fields))
}

function listMessages(model: Model, { query }: Call): Answer {
  const conversation = model.conversation(Number(query.get('account_id') ?? 1), Number(query.get('conversation_id')))
  return json(model.messagesOf(conversation).map((message) => messageView(model.world, message)))
}

function listConversations(model: Model, { query }: Call): Answer {
  const accountId = Number(query.get('account_id') ?? 1)
  const all = model.world.db.conversations.where((one) => one.accountId === accountId)
  return json(
    all.map(({ id, displayId, inboxId, contactId, status, messages }) => {
      return {
        conversation_id: displayId,
        row: id,
        inbox_id: inboxId,
        contact_id: contactId,
        status,
        messages: messages.length,
      }
    }),
  )
}

function fill(model: Model, fields: JsonObject): Json {
  return model.fill({
    accountId: number(fields, 'account_id', 1),
    inboxes: number(fields, 'inboxes', 5),
    conversations: number(fields, 'conversations', 100),
    messagesPerConversation: number(fields, 'messages_per_conversation', 50),
    seed: number(fields, 'seed', 1),
  })
}
