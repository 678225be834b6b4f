/**
 * Facts become events. A flood of commits must not become a flood of messages: what changed is gathered for 30 ms and
 * said once, and while it goes on eight times a second: each time the window reads anew what it shows. Order is kept:
 * whatever is said at once first lets out what was gathered before it.
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
  stop(): void
}

interface BroadcastNeeds {
  /** All live windows, asked anew each time: they come and go. */
  audience: () => Iterable<Audience>
  clock: Pick<Clock, 'after' | 'now'>
  log: Log
}

const GATHER_MS = 30
const APART_MS = 120

/** Tells all windows what happened. */
export function makeBroadcast(needs: BroadcastNeeds): Broadcast {
  return new Broadcaster(needs)
}

class Broadcaster implements Broadcast {
  private readonly topics = new Map<ProfileId, Set<string>>()
  private readonly links = new Set<ProfileId>()
  private stopTimer: Stop | null = null
  private toldAt = -Infinity

  constructor(private readonly needs: BroadcastNeeds) {}

  changed(profileId: ProfileId, more: Iterable<string>): void {
    const set = this.topics.get(profileId) ?? new Set()
    for (const topic of more) set.add(topic)
    this.topics.set(profileId, set)
    this.gather()
  }

  linkChanged(profileId: ProfileId): void {
    this.links.add(profileId)
    this.gather()
  }

  say(name: EventName, body: unknown): void {
    this.flush()
    this.send(name, body)
  }

  stop(): void {
    this.stopTimer?.()
    this.stopTimer = null
  }

  private gather(): void {
    const { clock } = this.needs
    // A clock that was set back must not silence anything.
    const waitMs = Math.min(APART_MS, Math.max(GATHER_MS, this.toldAt + APART_MS - clock.now()))
    this.stopTimer ??= clock.after(waitMs, () => this.flush())
  }

  private flush(): void {
    this.stop()
    const changes = [...this.topics]
    const links = [...this.links]
    this.topics.clear()
    this.links.clear()
    for (const profileId of links) this.send('link.changed', { profileId })
    if (changes.length > 0) this.toldAt = this.needs.clock.now()
    for (const [profileId, topics] of changes) this.send('store.changed', { profileId, topics: [...topics] })
  }

  private send(name: EventName, body: unknown): void {
    const parsed = eventSchemas[name].safeParse(body)
    if (!parsed.success) {
      this.needs.log.bug(`event ${name}`, new Error('body does not fit its schema'))
      return
    }
    for (const window of this.needs.audience()) if (!window.isDestroyed()) window.send('event', name, parsed.data)
  }
}
