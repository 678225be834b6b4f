/** Messages of a conversation, but for sending them: that is `send` (FACTS §3.4). */
import type { ConversationKey, MessageId } from '../../src-preload/contract/ids'
import type { MessageNews } from '../core/news'
import type { Outcome } from '../core/outcome'
import type { MessageWindow } from '../core/ports'
import { nothing, type Call } from './call'
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
