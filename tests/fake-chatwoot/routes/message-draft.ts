import { asText, isObject, isTrue, type Json, type JsonObject } from '../model/json'
import { unsigned } from '../model/secrets'
import { MESSAGE_TYPES, type Blob, type Conversation, type Message, type MessageType } from '../model/rows'
import { errors } from '../http/answer'
import { textField, type AccountCall } from '../http/call'
import type { MessageDraft } from '../rules/create-message'
import { storeBlob } from '../rules/files'
import { itemProblems } from './message-items'

const CONTENT_TYPES = new Set([
  ...['text', 'input_text', 'input_textarea', 'input_email', 'input_select', 'cards', 'form', 'article'],
  ...['incoming_email', 'input_csat', 'integrations', 'sticker'],
])
const MAX_LENGTH = 150_000
const KEPT_BY_OLD_SERVERS = ['items', 'automation_rule_id']
const COPIES = ['cc_emails', 'bcc_emails', 'to_emails']

/** Reads what an agent, or a connector in the name of a customer, wants to say; refuses what the real server does. */
export function draftFrom(call: AccountCall, fields: JsonObject, conversation: Conversation): MessageDraft {
  const type = typeIn(fields)
  const channelType = call.world.db.inboxes.get(conversation.inboxId)?.channelType
  if (type === 'incoming' && channelType !== 'Channel::Api') {
    throw errors.unprocessable('Incoming messages are only allowed in Api inboxes')
  }
  const contentType = textField(fields, 'content_type') ?? 'text'
  if (!CONTENT_TYPES.has(contentType)) throw errors.unprocessable(`'${contentType}' is not a valid content_type`)
  const content = textField(fields, 'content')
  const contentAttributes = {
    ...attributesIn(call, fields, conversation),
    ...(channelType === 'Channel::Email' ? copiesIn(fields) : {}),
  }
  const problems = [
    ...itemProblems(contentType, contentAttributes['items']),
    ...templateProblems(fields['template_params']),
    ...(lengthOf(content) > MAX_LENGTH ? ['Content is too long (maximum is 150000 characters)'] : []),
  ]
  if (problems.length) throw errors.unprocessable(`Validation failed: ${problems.join(', ')}`)
  return {
    ...{ content, type, contentType, contentAttributes },
    isPrivate: isTrue(fields['private']),
    sender: senderOf(call, type, conversation),
    sourceId: textField(fields, 'source_id'),
    additionalAttributes: isObject(fields['template_params']) ? { template_params: fields['template_params'] } : {},
    files: filesIn(call, fields),
    echoId: textField(fields, 'echo_id') ?? undefined,
  }
}

/** The server counts characters, not halves of them. */
function lengthOf(content: string | null): number {
  const halves = content?.length ?? 0
  return halves > MAX_LENGTH ? [...(content ?? '')].length : halves
}

function typeIn(fields: JsonObject): MessageType {
  const type = textField(fields, 'message_type') ?? 'outgoing'
  if (Object.keys(MESSAGE_TYPES).includes(type)) return type as MessageType
  throw errors.unprocessable(`'${type}' is not a valid message_type`)
}

/** Everything that is not outgoing counts as the customer's, templates too. */
function senderOf({ user, bot }: AccountCall, type: MessageType, { contactId }: Conversation): Message['sender'] {
  if (type !== 'outgoing') return { type: 'Contact', id: contactId }
  return bot ? { type: 'AgentBot', id: bot.id } : { type: 'User', id: user.id }
}

/**
 * 4.2.0 keeps little of content_attributes and always the top-level mark; 4.10.1 keeps all of it, and then drops the
 * top-level mark.
 */
function attributesIn({ world }: AccountCall, fields: JsonObject, conversation: Conversation): JsonObject {
  const given = parsed(fields['content_attributes'])
  const mark = markIn(fields['external_created_at'])
  const hasGiven = Object.keys(given).length > 0
  const isWhole = world.features.keepsContentAttributes && hasGiven
  const kept = isWhole ? given : pick(given, KEPT_BY_OLD_SERVERS)
  return { ...kept, ...(isWhole ? {} : mark), ...replyIn(given, conversation) }
}

function parsed(value: Json | undefined): JsonObject {
  if (typeof value !== 'string') return isObject(value) ? value : {}
  try {
    const read: unknown = JSON.parse(value)
    return isObject(read) ? read : {}
  } catch {
    return {}
  }
}

function markIn(mark: Json | undefined): JsonObject {
  if (mark === undefined || mark === null || mark === '' || mark === false) return {}
  return { external_created_at: isObject(mark) || Array.isArray(mark) ? JSON.stringify(mark) : mark }
}

function pick(given: JsonObject, names: string[]): JsonObject {
  return Object.fromEntries(names.filter((name) => name in given).map((name) => [name, given[name]]))
}

/** An answer to a message of another conversation is an answer to nothing. */
function replyIn({ in_reply_to: given }: JsonObject, { messages }: Conversation): JsonObject {
  if (given === undefined || given === null) return {}
  const found = messages.find(({ id }) => id === Number(given))
  return { in_reply_to: found ? found.id : null, in_reply_to_external_id: found?.sourceId ?? null }
}

const TEMPLATE_TEXTS = ['name', 'category', 'language', 'namespace']

/** Not recorded from a real server: from its source (message.rb, TEMPLATE_PARAMS_SCHEMA). Null is no text there. */
function templateProblems(given: Json | undefined): string[] {
  if (!isObject(given)) return []
  const wrong = TEMPLATE_TEXTS.filter((name) => name in given && typeof given[name] !== 'string')
  const values = given['processed_params']
  return [
    ...('name' in given ? [] : ['Name is required']),
    ...wrong.map((name) => `Template params/${name} must be of type string`),
    ...(values === undefined || isObject(values) ? [] : ['Template params/processed params must be of type hash']),
  ]
}

function copiesIn(fields: JsonObject): JsonObject {
  const lists = COPIES.flatMap((name) => {
    const text = textField(fields, name)
    return text ? [[name, text.split(',').map((one) => one.trim())] as const] : []
  })
  for (const [, addresses] of lists) {
    if (addresses.some((one) => !one.includes('@'))) throw errors.unprocessable('Invalid email address')
  }
  return Object.fromEntries(lists)
}

/** Files of a form, or signed ids of files uploaded before. */
function filesIn({ world, body }: AccountCall, fields: JsonObject): Blob[] {
  const sent = body.files.filter(({ name }) => name === 'attachments[]' || name === 'attachments')
  const signedIds = Array.isArray(fields['attachments']) ? fields['attachments'] : []
  const known = signedIds.map((id) => {
    const found = /^blob (\d+)$/.exec(unsigned(asText(id)) ?? '')?.[1]
    const blob = found === undefined ? undefined : world.db.blobs.get(Number(found))
    if (!blob) throw errors.unprocessable('ActiveSupport::MessageVerifier::InvalidSignature')
    return blob
  })
  return [...sent.map((file) => storeBlob(world, file)), ...known]
}
