import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { ConversationRef } from '../../src-preload/contract/ids'
import { refKey, sameRef, useUi } from '../ui-state'
import { on } from './client'
import { onAddressed } from './replying'
import { Writing } from './writing'
import type { WritingState } from './writing-state'

/** One writing for each opening of a conversation: read at the start, written down at the end. */
export function useWriting({ profileId, accountId, conversationId }: ConversationRef): [Writing, WritingState] {
  const writing = useMemo(() => new Writing({ profileId, accountId, conversationId }), [profileId, accountId, conversationId])
  const state = useSyncExternalStore(writing.subscribe, writing.get)
  const news = useUi((ui) => (ui.draftNews.key === refKey(writing.ref) ? ui.draftNews.count : 0))
  useEffect(() => void writing.load(), [writing, news])
  useEffect(() => {
    const flush = () => void writing.flush()
    const stop = on('draft.changed', ({ conversation }) => {
      if (sameRef(conversation, writing.ref)) void writing.reread()
    })
    const stopQuote = onAddressed(writing.ref, () => writing.readdressed())
    window.addEventListener('blur', flush)
    window.addEventListener('pagehide', flush)
    return () => {
      stop()
      stopQuote()
      window.removeEventListener('blur', flush)
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [writing])
  return [writing, state]
}
