/** Who is writing right now, per conversation. Kept in memory: an event is good for 30 s (FACTS §5.3). */
import type { ConversationKey } from '../../src-preload/contract/ids'
import type { Clock } from './ports'

const EXPIRES_MS = 30_000

export interface Typing {
  set(key: ConversationKey, who: { type: string; id: number; name: string }, on: boolean): void
  /** Names, in the order they began. */
  names(key: ConversationKey): string[]
}

export function makeTyping(clock: Clock, changed: (key: ConversationKey) => void): Typing {
  const writers = new Map<string, Map<string, { name: string; untilAt: number }>>()
  const nameOf = (key: ConversationKey): string => `${key.accountId}/${key.conversationId}`

  const forget = (key: ConversationKey, writer: string): void => {
    const inConversation = writers.get(nameOf(key))
    if (inConversation?.delete(writer) !== true) return
    if (inConversation.size === 0) writers.delete(nameOf(key))
    changed(key)
  }

  return {
    set(key, who, on) {
      const writer = `${who.type}/${who.id}`
      if (!on) return forget(key, writer)
      const inConversation = writers.get(nameOf(key)) ?? new Map<string, { name: string; untilAt: number }>()
      const entry = { name: who.name, untilAt: clock.now() + EXPIRES_MS }
      writers.set(nameOf(key), inConversation.set(writer, entry))
      changed(key)
      clock.after(EXPIRES_MS, () => {
        if (writers.get(nameOf(key))?.get(writer) === entry) forget(key, writer)
      })
    },
    names(key) {
      const inConversation = writers.get(nameOf(key))
      if (inConversation === undefined) return []
      return [...inConversation.values()].filter((writer) => writer.untilAt > clock.now()).map((writer) => writer.name)
    },
  }
}
