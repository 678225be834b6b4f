/** Who is writing right now, per conversation. Kept in memory: an event is good for 30 s (FACTS §5.3). */
import type { ConversationKey } from '../../src-preload/contract/ids'
import type { Clock } from './ports'

const EXPIRES_MS = 30_000

export interface Typing {
  set(key: ConversationKey, who: { type: string; id: number; name: string }, on: boolean): void
  /** Names, in the order they began; of customers and agents, or of one kind (`user` is an agent). */
  names(key: ConversationKey, type?: string): string[]
  /** Every conversation somebody writes in, with their names. */
  everywhere(): { key: ConversationKey; names: string[] }[]
}

interface Writer {
  name: string
  type: string
  untilAt: number
}

export function makeTyping(clock: Clock, changed: (key: ConversationKey) => void): Typing {
  const writers = new Map<string, Map<string, Writer>>()
  const keys = new Map<string, ConversationKey>()
  const nameOf = (key: ConversationKey): string => `${key.accountId}/${key.conversationId}`

  const forget = (key: ConversationKey, writer: string): void => {
    const inConversation = writers.get(nameOf(key))
    if (inConversation?.delete(writer) !== true) return
    if (inConversation.size === 0) {
      writers.delete(nameOf(key))
      keys.delete(nameOf(key))
    }
    changed(key)
  }

  const names = (key: ConversationKey, type?: string): string[] =>
    [...(writers.get(nameOf(key))?.values() ?? [])]
      .filter((writer) => writer.untilAt > clock.now() && (type ?? writer.type) === writer.type)
      .map((writer) => writer.name)

  return {
    set(key, who, on) {
      const writer = `${who.type}/${who.id}`
      if (!on) return forget(key, writer)
      const inConversation = writers.get(nameOf(key)) ?? new Map<string, Writer>()
      const entry = { name: who.name, type: who.type, untilAt: clock.now() + EXPIRES_MS }
      writers.set(nameOf(key), inConversation.set(writer, entry))
      keys.set(nameOf(key), key)
      changed(key)
      clock.after(EXPIRES_MS, () => {
        if (writers.get(nameOf(key))?.get(writer) === entry) forget(key, writer)
      })
    },
    names,
    everywhere: () => [...keys.values()].map((key) => ({ key, names: names(key) })).filter((one) => one.names.length > 0),
  }
}
