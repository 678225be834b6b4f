import { createContext, useContext } from 'react'
import type { Conversation, Inbox } from '../../../src-preload/contract/entities'
import type { ConversationRef } from '../../../src-preload/contract/ids'
import type { Recipients } from '../../../src-preload/contract/message-parts'
import type { AccountEntry } from '../../bridge/accounts'
import type { Answered } from '../../parts/rival'

/** The conversation on screen, for everything drawn inside it. */
export interface Talk {
  ref: ConversationRef
  conversation: Conversation
  account: AccountEntry | undefined
  inbox: Inbox | undefined
  isLive: boolean
  /** Until when the channel takes a free reply (M14); null: no end is known. */
  replyUntilAt: number | null
  /** Names of agents who are writing. */
  colleagues: string[]
  /** The newest public answer, when a colleague gave it. */
  answered: Answered | null
  /** Whom a mail goes to when nobody else is chosen. */
  asLastTime: Recipients
  /** Asks first when it does not lead where its words say. */
  openLink: (url: string, text: string) => void
  /** Shows one of its pictures large. `source` is where main has the whole of it. */
  openPicture: (source: string) => void
}

/** What a message is drawn with: it stays the same while others come: a new message draws itself, and not all of them anew. */
export type MessageTalk = Pick<Talk, 'ref' | 'account' | 'isLive' | 'openLink' | 'openPicture'> & {
  conversation: { contact: { name: string } }
}

/** Filled by the room, read by its messages. */
export const MessageTalkContext = createContext<MessageTalk | null>(null)

/** The conversation a message belongs to. */
export function useMessageTalk(): MessageTalk {
  const talk = useContext(MessageTalkContext)
  if (!talk) throw new Error('drawn outside of a conversation')
  return talk
}

/** Filled by the room, read by its parts. */
export const TalkContext = createContext<Talk | null>(null)

/** The conversation that is drawn. */
export function useTalk(): Talk {
  const talk = useContext(TalkContext)
  if (!talk) throw new Error('drawn outside of a conversation')
  return talk
}
