/** A reply as it is asked for, and what became of it. */
import type { ClientId, ConversationKey, MessageId } from '../../../src-preload/contract/ids'
import type { TemplateUse } from '../../../src-preload/contract/message-template'
import type { Recipients } from '../../../src-preload/contract/message-parts'

export interface NewReply {
  conversation: ConversationKey
  clientId: ClientId
  text: string
  private: boolean
  /** The newest message the agent had in view. */
  seenId: MessageId | null
  inReplyTo?: MessageId | undefined
  /** It goes as this template; the words of the draft stay. */
  template?: TemplateUse | undefined
  /** Files of the draft that go with it, in order. */
  attachments?: readonly string[]
  /** When it is to leave, in ms; a time that is over: now. */
  leaveAt?: number | undefined
  /** Of a mail; absent: as last time. */
  recipients?: Recipients | undefined
  /** A notification's reply is written without seeing the conversation: no ring, the guard looks first, the draft stays. */
  origin: 'composer' | 'quick' | 'notification'
}

/** `claimId`: the conversation was nobody's and is taken by this change. */
export interface Sent {
  clientId: ClientId
  undoUntilAt: number
  claimId: string | null
}

/** What a reply that was dropped had beside its words, for who wants it back after all: what it answered, whom the agent chose. */
export interface Dropped {
  inReplyTo: MessageId | undefined
  recipients: Recipients | undefined
}
