import { createContext, useContext } from 'react'
import type { Conversation, Inbox } from '../../../src-preload/contract/entities'
import type { ConversationRef } from '../../../src-preload/contract/ids'
import type { AccountEntry } from '../../bridge/accounts'

/** The conversation on screen, for everything drawn inside it. */
export interface Talk {
  ref: ConversationRef
  conversation: Conversation
  account: AccountEntry | undefined
  inbox: Inbox | undefined
  isLive: boolean
  openLink: (url: string) => void
}

/** Filled by the room, read by its parts. */
export const TalkContext = createContext<Talk | null>(null)

/** The conversation that is drawn. */
export function useTalk(): Talk {
  const talk = useContext(TalkContext)
  if (!talk) throw new Error('drawn outside of a conversation')
  return talk
}
