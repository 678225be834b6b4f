import type { JsonObject } from '../model/json'
import type { Conversation, Message } from '../model/rows'
import { empty, errors, json, type Answer } from '../http/answer'
import { conversationFor, idIn, pageFrom, pageOf, textField, type AccountCall } from '../http/call'
import { member, memberOrBot, open, type Route } from '../http/routes'
import { createMessage } from '../rules/create-message'
import { storeBlob } from '../rules/files'
import { changeMessage, deleteMessage, isMessageStatus, setMessageStatus } from '../rules/message-status'
import { fileUrl, listedAttachmentView } from '../views/file'
import { messagesMetaView } from '../views/conversation'
import { messageView, senderView } from '../views/message'
import { draftFrom } from './message-draft'

const LATEST = 20
const AFTER = 100
const BETWEEN = 1000
const FILES = 100
const AT = 'conversations/:conversation/messages'

/** Messages and the files in them. */
export const messageRoutes: Route[] = [
  ...member.get(AT, list),
  ...memberOrBot.post(AT, create),
  ...member.delete(`${AT}/:id`, remove),
  ...member.change(`${AT}/:id`, setStatus),
  ...member.post(`${AT}/:id/retry`, retry),
  ...member.get('conversations/:conversation/attachments', files),
  ...member.post('upload', upload),
  ...open.post('/api/v1/accounts/:account/conversations/:conversation/direct_uploads', refuseDirectUpload),
]

function list(call: AccountCall): Answer {
  const conversation = conversationFor(call)
  const payload = windowOf(call, conversation).map((one) => messageView(call.world, one))
  return json({ meta: messagesMetaView(call.world, conversation), payload })
}

/** The newest twenty; twenty before an id; a hundred after one; a thousand between two, the lower end included. */
function windowOf({ query }: AccountCall, { messages }: Conversation): Message[] {
  const isPublic = query.has('filter_internal_messages')
  const shown = isPublic ? messages.filter(({ type, isPrivate }) => !isPrivate && type !== 'activity') : messages
  const after = idOf(query.get('after'))
  const before = idOf(query.get('before'))
  if (after !== null && before !== null) {
    return shown.filter(({ id }) => id >= after && id < before).slice(0, BETWEEN)
  }
  if (before !== null) return shown.filter(({ id }) => id < before).slice(-LATEST)
  return after === null ? shown.slice(-LATEST) : shown.filter(({ id }) => id > after).slice(0, AFTER)
}

function idOf(text: string | null): number | null {
  return text ? Number.parseInt(text, 10) || 0 : null
}

function create(call: AccountCall): Answer {
  const conversation = conversationFor(call)
  const draft = draftFrom(call, call.body.fields, conversation)
  const message = createMessage(call.world, conversation, { draft, performer: call.bot ? null : call.user })
  return json(messageView(call.world, message, { echoId: draft.echoId }))
}

function messageFor(call: AccountCall): Message {
  const message = conversationFor(call).messages.find(({ id }) => id === idIn(call))
  if (!message) throw errors.notFound()
  return message
}

function told({ world }: AccountCall, message: Message): Answer {
  return json(messageView(world, message))
}

function remove(call: AccountCall): Answer {
  const message = messageFor(call)
  deleteMessage(call.world, message, call.user)
  return told(call, message)
}

/** API inboxes only. An unknown status is ignored, and leaving out external_error erases it. */
function setStatus(call: AccountCall): Answer {
  const message = messageFor(call)
  const { fields } = call.body
  if (call.world.db.inboxes.get(message.inboxId)?.channelType !== 'Channel::Api') {
    throw errors.forbidden('Message status update is only allowed for API inboxes')
  }
  const { status } = fields
  if (isMessageStatus(status)) {
    const externalError = textField(fields, 'external_error')
    setMessageStatus(call.world, message, { status, externalError, performer: call.user })
  }
  return told(call, message)
}

/** Marks as sent again, and loses all marks of the message. */
function retry(call: AccountCall): Answer {
  const message = messageFor(call)
  changeMessage(call.world, message, { change: { status: 'sent', contentAttributes: {} }, performer: call.user })
  return told(call, message)
}

function files(call: AccountCall): Answer {
  const { world } = call
  const all = conversationFor(call).messages.flatMap((message) =>
    message.attachments.map((attachment) => ({ message, attachment })),
  )
  const page = pageFrom(all, { page: pageOf(call).number, size: FILES })
  const payload: JsonObject[] = page.map(({ message, attachment }) =>
    listedAttachmentView(world, attachment, { message, sender: senderView(world, message) }),
  )
  return json({ meta: { total_count: all.length }, payload })
}

function upload({ world, body }: AccountCall): Answer {
  const file = body.files.find(({ name }) => name === 'attachment')
  if (!file) throw errors.unprocessable('No file or URL provided')
  const blob = storeBlob(world, file)
  return json({ file_url: fileUrl(world, blob), blob_key: blob.key, blob_id: blob.id })
}

/** Meant for browsers: anybody else fails the check against forged requests. */
function refuseDirectUpload(): Answer {
  return { ...empty(422), body: JSON.stringify({ status: 422, error: 'Unprocessable Entity' }) }
}
