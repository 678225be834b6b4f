/**
 * Facts become events. A flood of commits must not become a flood of messages: what changed is gathered for 30 ms and
 * said once. Order is kept: whatever is said at once first lets out what was gathered before it.
 */
import type { ProfileId } from '../../src-preload/contract/ids'
import type { EventName } from '../../src-preload/contract/names'
import { type EventBody, eventSchemas } from '../../src-preload/contract/schemas/index'
import type { Clock, Log, Stop } from '../core/ports'

/** A window that can be told: structurally a `WebContents`. */
export interface Audience {
  isDestroyed(): boolean
  send(channel: string, ...words: unknown[]): void
}

export interface Broadcast {
  /** The store of a profile changed; topics of calls close together are joined. */
  changed(profileId: ProfileId, topics: Iterable<string>): void
  linkChanged(profileId: ProfileId): void
  /** Everything else, at once. */
  say<N extends Exclude<EventName, 'store.changed' | 'link.changed'>>(name: N, body: EventBody<N>): void
  stop: Stop
}

interface BroadcastNeeds {
  /** All live windows, asked anew each time: they come and go. */
  audience: () => Iterable<Audience>
  clock: Pick<Clock, 'after'>
  log: Log
}

const GATHER_MS = 30

/** Tells all windows what happened. */
export function makeBroadcast({ audience, clock, log }: BroadcastNeeds): Broadcast {
  const topics = new Map<ProfileId, Set<string>>()
  const links = new Set<ProfileId>()
  let stopTimer: Stop | null = null

  function send(name: EventName, body: unknown): void {
    const parsed = eventSchemas[name].safeParse(body)
    if (!parsed.success) {
      log.bug(`event ${name}`, new Error('body does not fit its schema'))
      return
    }
    for (const window of audience()) if (!window.isDestroyed()) window.send('event', name, parsed.data)
  }

  function flush(): void {
    stopTimer?.()
    stopTimer = null
    const changes = [...topics]
    const changedLinks = [...links]
    topics.clear()
    links.clear()
    for (const profileId of changedLinks) send('link.changed', { profileId })
    for (const [profileId, set] of changes) send('store.changed', { profileId, topics: [...set] })
  }

  const gather = (): void => void (stopTimer ??= clock.after(GATHER_MS, flush))

  return {
    changed(profileId, more) {
      const set = topics.get(profileId) ?? new Set()
      for (const topic of more) set.add(topic)
      topics.set(profileId, set)
      gather()
    },
    linkChanged(profileId) {
      links.add(profileId)
      gather()
    },
    say(name, body) {
      flush()
      send(name, body)
    },
    stop() {
      stopTimer?.()
      stopTimer = null
    },
  }
}
