/** Which message the next reply of a conversation answers, and whom it goes to. Both belong to what is being written. */
import { create } from 'zustand'
import type { Message } from '../../src-preload/contract/entities'
import type { ConversationRef, MessageId } from '../../src-preload/contract/ids'
import type { Recipients } from '../../src-preload/contract/message-parts'
import type { StoredDraft } from '../../src-preload/contract/schemas/message'
import { refKey } from '../ui-state'
import { chooseRecipients, chosenRecipients, onRecipients, typedOf } from './recipients'

/** What is quoted: who said it and what. */
export type Quoted = Pick<Message, 'sender' | 'type' | 'content'> & { messageId: MessageId }

const useReplying = create<Record<string, Quoted | undefined>>(() => ({}))

/** What the conversation's composer quotes. */
export function useQuoted(ref: ConversationRef): Quoted | undefined {
  return useReplying((all) => all[refKey(ref)])
}

/** Answers this message from now on; null: none. */
export function quote(ref: ConversationRef, message: (Omit<Quoted, 'messageId'> & { id: Message['id'] }) | null): void {
  const { id = null, sender = null, type = 'incoming', content = '' } = message ?? {}
  useReplying.setState({ [refKey(ref)]: id === null ? undefined : { messageId: id, sender, type, content } })
}

/** Hears when another message is answered, or none, or it is for others; not of what was there before. */
export function onAddressed(ref: ConversationRef, listener: () => void): () => void {
  const key = refKey(ref)
  const stops = [
    onRecipients(ref, listener),
    useReplying.subscribe((all, before) => {
      if (all[key]?.messageId !== before[key]?.messageId) listener()
    }),
  ]
  return () => stops.forEach((stop) => stop())
}

interface Addressed {
  conversation: ConversationRef
  inReplyTo?: MessageId
  recipients?: Recipients
}

/** Where a reply goes, and what it answers; as it is sent and kept. */
export function addressed(ref: ConversationRef): Addressed {
  const quoted = useReplying.getState()[refKey(ref)]
  const recipients = chosenRecipients(ref)
  return { conversation: ref, ...(quoted && { inReplyTo: quoted.messageId }), ...(recipients && { recipients }) }
}

/** As a stored draft had it, where nothing else was chosen since. */
export function addressAgain(ref: ConversationRef, stored: StoredDraft | null): void {
  const now = addressed(ref)
  if (stored?.quoted && now.inReplyTo === undefined) quote(ref, stored.quoted)
  if (stored?.recipients && now.recipients === undefined) chooseRecipients(ref, typedOf(stored.recipients))
}

/** The reply has gone: the next one answers nothing, and goes as last time. */
export function addressAnew(ref: ConversationRef): void {
  quote(ref, null)
  chooseRecipients(ref, null)
}
