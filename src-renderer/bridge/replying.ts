/** Which message the next reply of a conversation answers. It belongs to what is being written, is kept with it, and goes with it. */
import { create } from 'zustand'
import type { Message } from '../../src-preload/contract/entities'
import type { ConversationRef, MessageId } from '../../src-preload/contract/ids'
import { refKey } from '../ui-state'

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

/** Hears when another message is answered, or none; not of what was there before. */
export function onQuote(ref: ConversationRef, listener: () => void): () => void {
  const key = refKey(ref)
  return useReplying.subscribe((all, before) => {
    if (all[key]?.messageId !== before[key]?.messageId) listener()
  })
}

/** Where a reply goes, and what it answers; as it is sent and kept. */
export function addressed(ref: ConversationRef): { conversation: ConversationRef; inReplyTo?: MessageId } {
  const quoted = useReplying.getState()[refKey(ref)]
  return quoted ? { conversation: ref, inReplyTo: quoted.messageId } : { conversation: ref }
}
