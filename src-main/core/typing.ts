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
  return {
    set(key, who, on) {
      const inConversation = writers.get(nameOf(key)) ?? new Map<string, { name: string; untilAt: number }>()
      const id = `${who.type}/${who.id}`
      if (on) inConversation.set(id, { name: who.name, untilAt: clock.now() + EXPIRES_MS })
      else inConversation.delete(id)
      writers.set(nameOf(key), inConversation)
      changed(key)
      if (on) clock.after(EXPIRES_MS, () => changed(key))
    },
    names(key) {
      const inConversation = writers.get(nameOf(key))
      if (inConversation === undefined) return []
      return [...inConversation.values()].filter((writer) => writer.untilAt > clock.now()).map((writer) => writer.name)
    },
  }
}
