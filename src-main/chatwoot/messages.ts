/** Messages of a conversation, but for sending them: that is `send` (FACTS §3.4). */
import type { ConversationKey, MessageId } from '../../src-preload/contract/ids'
import type { MessageNews } from '../core/news'
import type { Outcome } from '../core/outcome'
import type { MessageWindow } from '../core/ports'
import { nothing, type Call, type Reader } from './call'
import { conversationPath } from './conversations'
import { list, one } from './readers'
import { toMessageNews } from './translate/message'
import { messageWire } from './wire/message'
import { at } from './wire/parts'

/** A message whose conversation we know from the address. */
export function messageOne(key: ConversationKey): Reader<MessageNews> {
  return one(messageWire, (wire, seen) => toMessageNews(wire, { ...key, evidenceAt: seen.at }))
}

/** `GET …/messages`, always ascending; the size of the page follows from the window (FACTS §3.4). */
export function listMessages(call: Call, key: ConversationKey, window: MessageWindow): Promise<Outcome<MessageNews[]>> {
  const read = list({
    noun: 'message',
    wire: messageWire,
    to: (wire, seen) => toMessageNews(wire, { ...key, evidenceAt: seen.at }),
  })
  return call({
    method: 'GET',
    path: conversationPath(key, 'messages'),
    query: { after: window.after, before: window.before },
    read,
  })
}

/** `DELETE …/messages/:id`: soft, for everybody, not taken back from the channel (FACTS §3.4). */
export function deleteMessage(call: Call, key: ConversationKey, id: MessageId): Promise<Outcome<MessageNews>> {
  return call({ method: 'DELETE', path: conversationPath(key, 'messages', id), read: messageOne(key) })
}

/**
 * `POST …/retry`: delivers a failed message again, and wipes its attributes (FACTS §3.4). Never for e-mail before 4.10,
 * where it only pretends.
 */
export function retryMessage(call: Call, key: ConversationKey, id: MessageId): Promise<Outcome<MessageNews>> {
  return call({ method: 'POST', path: conversationPath(key, 'messages', id, 'retry'), read: messageOne(key), isMessage: true })
}

/** `POST …/translate`: null when the server has it already and tells by a message event (FACTS §3.4). */
export function translateMessage(
  call: Call,
  key: ConversationKey,
  ask: { id: MessageId; language: string },
): Promise<Outcome<{ content: string | null }>> {
  const read: Reader<{ content: string | null }> = (body) => {
    const content = at(body, 'content')
    return { content: typeof content === 'string' ? content : null }
  }
  const path = conversationPath(key, 'messages', ask.id, 'translate')
  return call({ method: 'POST', path, json: { target_language: ask.language }, read })
}

/** `PATCH …/messages/:id`: the delivery status of an API inbox; a left-out error would erase the text (FACTS §3.4). */
export function setDelivery(
  call: Call,
  key: ConversationKey,
  to: { id: MessageId; status: string; error: string | null },
): Promise<Outcome<null>> {
  return call({
    method: 'PATCH',
    path: conversationPath(key, 'messages', to.id),
    json: { status: to.status, external_error: to.error },
    read: nothing,
  })
}
