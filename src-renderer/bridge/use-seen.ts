import { useEffect, useState } from 'react'
import type { ConversationRef, MessageId } from '../../src-preload/contract/ids'
import { call } from './client'

/** Seen means: on screen, in a focused window, this long. Marking seen clears the mark for the whole team. */
const SEEN_AFTER_MS = 1000

function isLooking(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus()
}

/** Whether the agent can be looking at the window. */
function useLooking(): boolean {
  const [is, set] = useState(isLooking)
  useEffect(() => {
    const look = () => set(isLooking())
    const names = ['focus', 'blur'] as const
    names.forEach((name) => window.addEventListener(name, look))
    document.addEventListener('visibilitychange', look)
    return () => {
      names.forEach((name) => window.removeEventListener(name, look))
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return is
}

/** Tells main what the agent has really seen. Failing to tell is no harm: the next message tells again. */
export function useSeen(
  { profileId, accountId, conversationId }: ConversationRef,
  newestId: MessageId | null,
  unread: number,
): void {
  const looking = useLooking()
  useEffect(() => {
    if (!looking || newestId === null) return
    const timer = setTimeout(() => {
      call('conversation.markSeen', { profileId, accountId, conversationId, messageId: newestId }).catch(
        (_thrown: unknown) => undefined,
      )
    }, SEEN_AFTER_MS)
    return () => clearTimeout(timer)
  }, [looking, newestId, profileId, accountId, conversationId, unread])
}
