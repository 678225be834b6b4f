import { useEffect, useRef, useState } from 'react'
import type { MessageId } from '../../../src-preload/contract/ids'
import { setStatus } from '../../bridge/changes'
import type { Writing } from '../../bridge/writing'
import { isEmpty } from '../../bridge/writing-state'
import { textLimit } from '../../parts/text-limit'
import { useNow } from '../../text/now'
import { useText } from '../../text/t'
import { useUi } from '../../ui-state'
import { LOOK_MS, type Rival, rivalOf } from '../../parts/rival'
import { useTalk } from './talk-context'

/** What is done with the text, besides keeping it to be sent. */
export type Way = 'now' | 'resolve' | 'snooze' | 'later'

export interface Sending {
  send: (way: Way) => Promise<void>
  rival: Rival | null
  /** The first press asked; the next one sends. */
  isAsking: boolean
  /** Why the channel does not take the text as it is. */
  refusal: string | null
}

const nameOf = (rival: Rival | null): string | null => rival && `${rival.how} ${rival.name}`

/** A time that was chosen for what stands in the composer. */
function useChosenTime(sendAt: (at: number) => void): void {
  const at = useUi((ui) => ui.laterAt)
  const take = useUi((ui) => ui.sendLater)
  useEffect(() => {
    if (at === null) return
    take(null)
    sendAt(at)
  }, [at, take, sendAt])
}

/** What sends: kind and text are read from the writing at the moment of the press. */
export function useSend(writing: Writing, seenId: MessageId | null, stopTyping: () => void): Sending {
  const t = useText()
  const talk = useTalk()
  const { ref, conversation, inbox } = talk
  const rival = rivalOf(talk, useNow(LOOK_MS))
  const limit = textLimit(conversation.channel, inbox)
  const [isRefused, refuse] = useState(false)
  const asked = useRef<string | null>(null)
  const [askedAbout, show] = useState<string | null>(null)
  const ask = (about: string | null) => show((asked.current = about))
  const tooLong = (): number => {
    const { kind, text } = writing.get()
    return kind === 'note' ? 0 : Math.max(0, writing.wording.outgoing(text, kind).text.length - (limit ?? Infinity))
  }
  const isFirstPress = (): boolean => {
    const about = nameOf(rivalOf(talk, Date.now()))
    if (writing.get().kind === 'note' || about === null || asked.current === about) return false
    ask(about)
    return true
  }
  const send = async (way: Way): Promise<void> => {
    if (way !== 'now' && writing.get().kind === 'note') return
    if (isEmpty(writing.get())) return
    refuse(tooLong() > 0)
    if (tooLong() > 0) return
    if (way === 'later') return useUi.getState().showOverlay('later')
    if (isFirstPress()) return
    stopTyping()
    if (!(await writing.send(seenId))) return
    ask(null)
    if (way === 'resolve') await setStatus({ ref, conversation }, 'resolved')
    if (way === 'snooze') useUi.getState().showOverlay('snooze')
  }
  useChosenTime((at) => {
    stopTyping()
    void writing.send(seenId, at)
  })
  const refusal = isRefused && tooLong() > 0 ? t('limit.over', { count: tooLong(), limit: limit ?? 0 }) : null
  return { send, rival, refusal, isAsking: rival !== null && askedAbout === nameOf(rival) }
}
