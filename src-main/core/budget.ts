/**
 * After a 429 nothing more is asked until the next minute: the server counts refused requests too, and a whole office may
 * share its limit (FACTS §6.4). What would be asked meanwhile is answered here, as the server would answer it.
 */
import type { Outcome } from './outcome'
import { nextMinuteAt } from './outbox/backoff'
import type { Chance, Clock, Server } from './ports'

/** A date further away than a minute and its jitter comes from a clock that was set back. */
const LONGEST_MS = 90_000

interface ThrottleDeps {
  clock: Clock
  chance: Chance
  /** A server said so; nothing is asked for so long. */
  throttled?: (waitMs: number) => void
}

/** The same server, which takes a 429 at its word. */
export function heedingThrottle(server: Server, { clock, chance, throttled }: ThrottleDeps): Server {
  let untilAt = 0
  const heed = <A extends unknown[], T>(ask: (...args: A) => Promise<Outcome<T>>) => {
    return async (...args: A): Promise<Outcome<T>> => {
      const waitMs = untilAt - clock.now()
      if (waitMs > 0 && waitMs < LONGEST_MS) return { kind: 'throttled' }
      const outcome = await ask(...args)
      if (outcome.kind === 'throttled') {
        untilAt = nextMinuteAt(clock.now(), chance.next())
        throttled?.(untilAt - clock.now())
      }
      return outcome
    }
  }
  return {
    about: heed(() => server.about()),
    profile: heed(() => server.profile()),
    setAvailability: heed((...args) => server.setAvailability(...args)),
    conversations: heed((...args) => server.conversations(...args)),
    conversation: heed((...args) => server.conversation(...args)),
    messages: heed((...args) => server.messages(...args)),
    send: heed((...args) => server.send(...args)),
    setStatus: heed((...args) => server.setStatus(...args)),
    assign: heed((...args) => server.assign(...args)),
    assignTeam: heed((...args) => server.assignTeam(...args)),
    setPriority: heed((...args) => server.setPriority(...args)),
    labels: heed((...args) => server.labels(...args)),
    setLabels: heed((...args) => server.setLabels(...args)),
    setMuted: heed((...args) => server.setMuted(...args)),
    removeMessage: heed((...args) => server.removeMessage(...args)),
    markUnread: heed((...args) => server.markUnread(...args)),
    markSeen: heed((...args) => server.markSeen(...args)),
    setTyping: heed((...args) => server.setTyping(...args)),
    directory: heed((...args) => server.directory(...args)),
    updateContact: heed((...args) => server.updateContact(...args)),
    contactConversations: heed((...args) => server.contactConversations(...args)),
    // Files come from a storage that counts for itself.
    readFile: (...args) => server.readFile(...args),
    close: () => server.close(),
  }
}
