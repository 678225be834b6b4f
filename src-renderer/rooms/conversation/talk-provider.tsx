import { type ReactNode, useMemo } from 'react'
import { MessageTalkContext, type MessageTalk, type Talk, TalkContext } from './talk-context'

/** Hands the conversation to everything drawn inside it. */
export function TalkProvider({ talk, children }: { talk: Talk; children: ReactNode }) {
  const { ref, account, isLive, openLink, openPicture } = talk
  const { name } = talk.conversation.contact
  const forMessages = useMemo<MessageTalk>(
    () => ({ ref, account, isLive, openLink, openPicture, conversation: { contact: { name } } }),
    [ref, account, isLive, openLink, openPicture, name],
  )
  return (
    <TalkContext value={talk}>
      <MessageTalkContext value={forMessages}>{children}</MessageTalkContext>
    </TalkContext>
  )
}
