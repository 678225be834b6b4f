/**
 * Notifications on Linux, over the bus: Electron's own know neither replacing nor replying, and pass the body on as raw markup.
 * The daemon gets words and a number of its own; which conversation a number means never leaves this file.
 * A daemon may come, go or be exchanged at any time: capabilities are asked anew for each owner of the name.
 */
import type { Alert, AlertResponse, Alerts, Clock, Log, Stop } from '../../core/ports'
import type { Bus } from '../bus'
import { type BusSignal, BusTimeout } from '../bus-connection'
import { noticeOf, type NoticeNeeds, responseTo } from './linux-notice'

interface LinuxAlertsNeeds extends NoticeNeeds {
  bus: Bus
  clock: Pick<Clock, 'after'>
  log: Log
  /** The daemon did not take it. It is tried again when a daemon comes back; until then somebody else must show it. */
  unshown: (alert: Alert) => void
}
interface Shown {
  key: string
  activationToken: string | null
}

const DAEMON = 'org.freedesktop.Notifications'
const TARGET = { destination: DAEMON, path: '/org/freedesktop/Notifications', interface: DAEMON }
const CLOSED_BY_AGENT = 2
const CLOSED_BY_CALL = 3
/** The daemon's own idea of how long. */
const DAEMON_DECIDES = -1
/** Expired ones stay clickable in the desktop's history; older ones are forgotten. */
const MOST_REMEMBERED = 300
/** A daemon that is silent for so long is stuck; the agent must be told in another way. */
const PATIENCE_MS = 5_000
/** It is asked again soon at first: every second without alerts counts. */
const FIRST_ASK_AGAIN_MS = 1_000
const LAST_ASK_AGAIN_MS = 30_000

/** The Alerts port over org.freedesktop.Notifications. */
export function makeLinuxAlerts(needs: LinuxAlertsNeeds): LinuxAlerts {
  return new LinuxAlerts(needs)
}

class NoDaemon extends Error {
  override name = 'NoDaemon'
}

export class LinuxAlerts implements Alerts {
  available = false
  private readonly listeners = new Set<(response: AlertResponse) => void>()
  private readonly shown = new Map<number, Shown>()
  /** Keys of what was taken away lately. */
  private readonly withdrawn = new Map<number, string>()
  /** What a daemon still owes, by key. */
  private readonly unshown = new Map<string, Alert>()
  private readonly stops: Stop[]
  /** Only this connection's signals count: anybody can send us others. */
  private owner: string | null = null
  private stopAsking: Stop = () => undefined
  private askAgainMs = FIRST_ASK_AGAIN_MS
  private capabilities = new Set<string>()
  /** One after the other: a second alert of the same conversation must know the number of the first. */
  private line: Promise<void> = Promise.resolve()

  constructor(private readonly needs: LinuxAlertsNeeds) {
    const { bus } = needs
    this.stops = [
      // In line as well: a click may come in the same breath as the answer that tells the notification's number.
      bus.onSignal({ interface: DAEMON }, (signal) => void this.inLine(() => Promise.resolve(this.hear(signal)))),
      bus.onOwner(DAEMON, (owner) => this.ownerChanged(owner)),
    ]
  }

  show(alert: Alert): Promise<void> {
    return this.inLine(() => this.notify(alert).catch((error: unknown) => this.failed(alert, error)))
  }

  withdraw(key: string): Promise<void> {
    return this.inLine(async () => {
      this.unshown.delete(key)
      const id = this.idOf(key)
      if (id === 0) return
      this.forget(id)
      await this.close(id)
    })
  }

  /** The daemon has a field for a reply. */
  get canReply(): boolean {
    return this.available && this.capabilities.has('inline-reply')
  }

  onResponse(listener: (response: AlertResponse) => void): Stop {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  stop(): void {
    this.stopAsking()
    for (const stop of this.stops) stop()
  }

  private inLine(work: () => Promise<void>): Promise<void> {
    this.line = this.line.then(work).catch((error: unknown) => this.complain('alerts on Linux', error))
    return this.line
  }

  private ownerChanged(owner: string | null): void {
    this.owner = owner
    this.available = false
    this.shown.clear()
    this.withdrawn.clear()
    this.capabilities.clear()
    void this.inLine(() => this.greet())
  }

  /** A daemon that is there and answers is told what its predecessor did not take. One that calls would start is there, too. */
  private async greet(): Promise<void> {
    this.stopAsking()
    try {
      this.available = this.owner !== null ? await this.learn() : await this.needs.bus.canReach(DAEMON)
    } catch (error: unknown) {
      this.stuck(error)
    }
    if (!this.available) return
    const owed = [...this.unshown.values()]
    this.unshown.clear()
    for (const alert of owed) await this.notify(alert).catch((error: unknown) => this.failed(alert, error))
  }

  private async learn(): Promise<boolean> {
    const [list] = await this.call('GetCapabilities', { signature: '', body: [] })
    this.capabilities = new Set(Array.isArray(list) ? list.map(String) : [])
    const facts = { actions: this.capabilities.has('actions'), reply: this.capabilities.has('inline-reply') }
    this.needs.log.info('notification daemon', facts)
    this.askAgainMs = FIRST_ASK_AGAIN_MS
    return true
  }

  private failed(alert: Alert, error: unknown): void {
    this.complain('alert not shown', error)
    this.unshown.delete(alert.key)
    this.unshown.set(alert.key, alert)
    dropOldest(this.unshown)
    this.stuck(error)
    this.needs.unshown(alert)
  }

  /** One that died tells by its name; a silent one must be asked again. */
  private stuck(error: unknown): void {
    if (!(error instanceof BusTimeout)) return
    this.available = false
    this.stopAsking()
    this.stopAsking = this.needs.clock.after(this.askAgainMs, () => void this.inLine(() => this.greet()))
    this.askAgainMs = Math.min(this.askAgainMs * 2, LAST_ASK_AGAIN_MS)
  }

  private complain(what: string, error: unknown): void {
    this.needs.log.warn(what, { error: error instanceof Error ? error.name : 'unknown' })
  }

  private call(member: string, words: { signature: string; body: unknown[] }): Promise<unknown[]> {
    return this.needs.bus.call(TARGET, member, { ...words, withinMs: PATIENCE_MS })
  }

  private async notify(alert: Alert): Promise<void> {
    if (!this.available) throw new NoDaemon('nobody shows notifications')
    // A daemon that is started by the first call has not been asked yet.
    if (this.capabilities.size === 0) await this.learn()
    const { title, body, actions, hints } = await noticeOf(alert, this.needs, this.capabilities)
    const replaces = this.idOf(alert.key)
    const [id] = await this.call('Notify', {
      signature: 'susssasa{sv}i',
      body: ['Perch', replaces, this.needs.desktopEntry, title, body, actions, hints, DAEMON_DECIDES],
    })
    this.shown.delete(replaces)
    if (typeof id === 'number') this.remember(id, alert.key)
  }

  private remember(id: number, key: string): void {
    this.shown.set(id, { key, activationToken: null })
    dropOldest(this.shown)
  }

  private hear({ sender, member, body: [id, word] }: BusSignal): void {
    if (sender !== this.owner) return
    const entry = typeof id === 'number' ? this.shown.get(id) : undefined
    const late = typeof id === 'number' ? this.withdrawn.get(id) : undefined
    // Written while it was being taken away: what a person wrote is not thrown away for that.
    if (late !== undefined && typeof id === 'number' && member === 'NotificationReplied') {
      this.withdrawn.delete(id)
      return this.tell({ kind: 'reply', key: late, text: String(word), activationToken: null })
    }
    // The daemon tells everyone: another program's notification is none of our business.
    if (!entry || typeof id !== 'number') return
    switch (member) {
      case 'ActivationToken':
        entry.activationToken = String(word)
        return
      case 'ActionInvoked':
        return this.answer(id, responseTo(entry, String(word)))
      case 'NotificationReplied':
        return this.answer(id, { ...entry, kind: 'reply', text: String(word) })
      case 'NotificationClosed':
        return this.closed(id, { key: entry.key, reason: word })
    }
  }

  private answer(id: number, response: AlertResponse): void {
    // Daemons close it now, some of them "by the agent": that must not count as dismissing it.
    this.shown.delete(id)
    void this.inLine(() => this.close(id))
    this.tell(response)
  }

  private closed(id: number, { key, reason }: { key: string; reason: unknown }): void {
    if (reason !== CLOSED_BY_AGENT && reason !== CLOSED_BY_CALL) return
    this.shown.delete(id)
    if (reason === CLOSED_BY_AGENT) this.tell({ kind: 'dismissed', key })
  }

  /** Some daemons answer with an error when it is gone already. */
  private async close(id: number): Promise<void> {
    await this.call('CloseNotification', { signature: 'u', body: [id] }).catch(() => undefined)
  }

  private forget(id: number): void {
    const entry = this.shown.get(id)
    this.shown.delete(id)
    if (!entry) return
    this.withdrawn.set(id, entry.key)
    dropOldest(this.withdrawn)
  }

  private idOf(key: string): number {
    return [...this.shown].find(([, entry]) => entry.key === key)?.[0] ?? 0
  }

  private tell(response: AlertResponse): void {
    for (const listener of [...this.listeners]) listener(response)
  }
}

function dropOldest(map: Map<unknown, unknown>): void {
  const [oldest] = map.keys()
  if (map.size > MOST_REMEMBERED) map.delete(oldest)
}
