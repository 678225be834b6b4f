/** Messages of a conversation, but for sending them: that is `send` (FACTS §3.4). */
import type { ConversationKey, MessageId } from '../../src-preload/contract/ids'
import type { MessageNews } from '../core/news'
import type { Outcome } from '../core/outcome'
import type { MessageWindow } from '../core/ports'
import { nothing, type Call, type Reader } from './call'
import { at } from './wire/parts'
import { conversationPath, messageList, messageOne } from './conversation-parts'

/** `GET …/messages`, always ascending; the size of the page follows from the window (FACTS §3.4). */
export function listMessages(call: Call, key: ConversationKey, window: MessageWindow): Promise<Outcome<MessageNews[]>> {
  return call({
    method: 'GET',
    path: conversationPath(key, 'messages'),
    query: { after: window.after, before: window.before },
    read: messageList(key),
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

/**
 * `POST …/translate` (FACTS §3.4): the words in this language, empty when the message has them already, null where nothing
 * translates.
 */
export function translateMessage(
  call: Call,
  key: ConversationKey,
  { id, language }: { id: MessageId; language: string },
): Promise<Outcome<string | null>> {
  const read: Reader<string | null> = (body) => {
    const content = at(body, 'content')
    if (typeof content === 'string') return content
    return body === null || body === undefined || body === '' ? '' : null
  }
  const path = conversationPath(key, 'messages', id, 'translate')
  return call({ method: 'POST', path, json: { target_language: language }, read })
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
