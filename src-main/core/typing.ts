/** Who is writing right now, per conversation. Kept in memory: an event is good for 30 s (FACTS §5.3). */
import type { ConversationKey } from '../../src-preload/contract/ids'
import type { Clock } from './ports'

const EXPIRES_MS = 30_000

export interface Typing {
  set(key: ConversationKey, who: { type: string; id: number; name: string }, on: boolean): void
  /** Names, in the order they began; of customers and agents, or of one kind (`user` is an agent). */
  names(key: ConversationKey, type?: string): string[]
}

interface Writer {
  name: string
  type: string
  untilAt: number
}

export function makeTyping(clock: Clock, changed: (key: ConversationKey) => void): Typing {
  const writers = new Map<string, Map<string, Writer>>()
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
      const inConversation = writers.get(nameOf(key)) ?? new Map<string, Writer>()
      const entry = { name: who.name, type: who.type, untilAt: clock.now() + EXPIRES_MS }
      writers.set(nameOf(key), inConversation.set(writer, entry))
      changed(key)
      clock.after(EXPIRES_MS, () => {
        if (writers.get(nameOf(key))?.get(writer) === entry) forget(key, writer)
      })
    },
    names(key, type) {
      const inConversation = writers.get(nameOf(key))
      if (inConversation === undefined) return []
      return [...inConversation.values()]
        .filter((writer) => writer.untilAt > clock.now() && (type ?? writer.type) === writer.type)
        .map((writer) => writer.name)
    },
  }
}
