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

/** A conversation and who writes there, by kind and number. */
interface Place {
  key: ConversationKey
  writers: Map<string, Writer>
}

export function makeTyping(clock: Clock, changed: (key: ConversationKey) => void): Typing {
  const places = new Map<string, Place>()
  const nameOf = (key: ConversationKey): string => `${key.accountId}/${key.conversationId}`

  const forget = (key: ConversationKey, writer: string): void => {
    const place = places.get(nameOf(key))
    if (place?.writers.delete(writer) !== true) return
    if (place.writers.size === 0) places.delete(nameOf(key))
    changed(key)
  }

  const namesIn = (place: Place | undefined, type?: string): string[] =>
    [...(place?.writers.values() ?? [])]
      .filter((writer) => writer.untilAt > clock.now() && (type ?? writer.type) === writer.type)
      .map((writer) => writer.name)

  return {
    set(key, who, on) {
      const writer = `${who.type}/${who.id}`
      if (!on) return forget(key, writer)
      const place = places.get(nameOf(key)) ?? { key, writers: new Map<string, Writer>() }
      const entry = { name: who.name, type: who.type, untilAt: clock.now() + EXPIRES_MS }
      place.writers.set(writer, entry)
      places.set(nameOf(key), place)
      changed(key)
      clock.after(EXPIRES_MS, () => {
        if (places.get(nameOf(key))?.writers.get(writer) === entry) forget(key, writer)
      })
    },
    names: (key, type) => namesIn(places.get(nameOf(key)), type),
    everywhere: () =>
      [...places.values()].map((place) => ({ key: place.key, names: namesIn(place) })).filter(({ names }) => names.length > 0),
  }
}
