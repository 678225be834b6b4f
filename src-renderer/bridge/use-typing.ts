import { useEffect, useMemo } from 'react'
import type { ConversationRef } from '../../src-preload/contract/ids'
import { call } from './client'
import type { Kind } from './writing-state'

const AGAIN_AFTER_MS = 3000
const IDLE_MS = 5000

/** Says "typing" while it is true, at most every three seconds, and takes it back once. */
class TypingSignal {
  private saidAt = 0
  private kind: Kind = 'reply'
  private idle: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly ref: ConversationRef) {}

  private say(typing: boolean): void {
    call('conversation.setTyping', { ...this.ref, typing, private: this.kind === 'note' }).catch(
      (_thrown: unknown) => undefined,
    )
  }

  readonly wrote = (kind: Kind): void => {
    clearTimeout(this.idle)
    this.idle = setTimeout(this.stop, IDLE_MS)
    if (this.saidAt !== 0 && kind !== this.kind) this.stop()
    if (Date.now() - this.saidAt < AGAIN_AFTER_MS) return
    this.kind = kind
    this.saidAt = Date.now()
    this.say(true)
  }

  readonly stop = (): void => {
    clearTimeout(this.idle)
    if (this.saidAt === 0) return
    this.saidAt = 0
    this.say(false)
  }
}

/** The typing signal of a conversation; it ends with the composer. */
export function useTyping(ref: ConversationRef): Pick<TypingSignal, 'wrote' | 'stop'> {
  const { profileId, accountId, conversationId } = ref
  const signal = useMemo(
    () => new TypingSignal({ profileId, accountId, conversationId }),
    [profileId, accountId, conversationId],
  )
  useEffect(() => signal.stop, [signal])
  return signal
}
