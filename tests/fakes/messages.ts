import type { Message } from '../../src-preload/contract/entities'
import { keyOf } from './outbox-world'

/** A customer's message in a lane of the outbox world. */
export function customerMessage(lane: number, changes: Partial<Message> = {}): Message {
  return {
    ...keyOf(lane),
    inboxId: null,
    id: 500 as never,
    clientId: null,
    marker: null,
    type: 'incoming',
    contentType: 'text',
    content: 'Where is my parcel?',
    html: null,
    mail: null,
    private: false,
    status: 'sent',
    error: null,
    deleted: false,
    inReplyTo: null,
    sender: { type: 'contact', id: 1, name: 'Ana Ferreira', avatarUrl: null },
    attachments: [],
    createdAt: 0,
    ...changes,
  }
}
