/**
 * Notifications on Linux, over the bus: Electron's own know neither replacing nor replying, and pass the body on as raw markup.
 * The daemon gets words and a number of its own; which conversation a number means never leaves this file.
 * A daemon may come, go or be exchanged at any time: capabilities are asked anew for each owner of the name.
 */
import type { Alert, AlertResponse, Alerts, Log, Stop } from '../../core/ports'
import type { Bus } from '../bus'
import type { BusSignal } from '../bus-connection'
import type { Text } from '../text'
import { alertWords, escapeMarkup } from './words'

interface LinuxAlertsNeeds {
  bus: Bus
  text: Text
  log: Log
  /** Name of the .desktop file without its ending: the desktop finds icon and name by it. */
  desktopEntry: string
}
interface Shown {
  key: string
  activationToken: string | null
}

const DAEMON = 'org.freedesktop.Notifications'
const TARGET = { destination: DAEMON, path: '/org/freedesktop/Notifications', interface: DAEMON }
const NORMAL = 1
const CRITICAL = 2
const CLOSED_BY_AGENT = 2
const CLOSED_BY_CALL = 3
/** The daemon's own idea of how long. */
const DAEMON_DECIDES = -1
/** Expired ones stay clickable in the desktop's history; older ones are forgotten. */
const MOST_REMEMBERED = 300

/** The Alerts port over org.freedesktop.Notifications. */
export function makeLinuxAlerts(needs: LinuxAlertsNeeds): LinuxAlerts {
  return new LinuxAlerts(needs)
}

export class LinuxAlerts implements Alerts {
  available = false
  private readonly listeners = new Set<(response: AlertResponse) => void>()
  private readonly shown = new Map<number, Shown>()
  private readonly stops: Stop[]
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
    return this.inLine(() => this.notify(alert))
  }

  withdraw(key: string): Promise<void> {
    return this.inLine(async () => {
      const id = this.idOf(key)
      if (id === 0) return
      this.shown.delete(id)
      await this.close(id)
    })
  }

  onResponse(listener: (response: AlertResponse) => void): Stop {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  stop(): void {
    for (const stop of this.stops) stop()
  }

  private inLine(work: () => Promise<void>): Promise<void> {
    this.line = this.line.then(work).catch((error: unknown) => {
      // The daemon said no or went away: the window takes over until one comes back.
      this.needs.log.warn('alert not shown', { error: error instanceof Error ? error.name : 'unknown' })
    })
    return this.line
  }

  private ownerChanged(owner: string | null): void {
    this.shown.clear()
    this.capabilities.clear()
    void this.inLine(async () => {
      this.available = owner !== null || (await this.needs.bus.canReach(DAEMON))
      if (owner !== null) await this.learn()
    })
  }

  private async learn(): Promise<void> {
    const [list] = await this.needs.bus.call(TARGET, 'GetCapabilities')
    this.capabilities = new Set(Array.isArray(list) ? list.map(String) : [])
    const facts = { actions: this.capabilities.has('actions'), reply: this.capabilities.has('inline-reply') }
    this.needs.log.info('notification daemon', facts)
  }

  private async notify(alert: Alert): Promise<void> {
    if (!this.available) return
    // A daemon that is started by the first call has not been asked yet.
    if (this.capabilities.size === 0) await this.learn()
    const { text, bus } = this.needs
    const words = alertWords(alert, text)
    const plainBody = words.context === null ? words.body : `${words.body}\n${words.context}`
    const body = this.capabilities.has('body-markup') ? escapeMarkup(plainBody) : plainBody
    const actions = actionsOf(alert, this.capabilities, text)
    const hints = await this.hintsOf(alert)
    const replaces = this.idOf(alert.key)
    const [id] = await bus.call(TARGET, 'Notify', {
      signature: 'susssasa{sv}i',
      body: ['Perch', replaces, '', words.title, body, actions, hints, DAEMON_DECIDES],
    })
    this.shown.delete(replaces)
    if (typeof id === 'number') this.remember(id, alert.key)
  }

  private remember(id: number, key: string): void {
    this.shown.set(id, { key, activationToken: null })
    const [oldest] = this.shown.keys()
    if (this.shown.size > MOST_REMEMBERED && oldest !== undefined) this.shown.delete(oldest)
  }

  private async hintsOf(alert: Alert): Promise<Record<string, unknown>> {
    const { bus, desktopEntry, text } = this.needs
    const canReply = alert.actions.includes('reply') && this.capabilities.has('inline-reply')
    return {
      urgency: await bus.variant('y', alert.urgent ? CRITICAL : NORMAL),
      'desktop-entry': await bus.variant('s', desktopEntry),
      category: await bus.variant('s', 'im.received'),
      ...(canReply ? { 'x-kde-reply-placeholder-text': await bus.variant('s', text.t('alert.replyHint')) } : {}),
    }
  }

  private hear({ member, body: [id, word] }: BusSignal): void {
    const entry = typeof id === 'number' ? this.shown.get(id) : undefined
    // Signals go to everyone: another program's notification is none of our business.
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
    await this.needs.bus.call(TARGET, 'CloseNotification', { signature: 'u', body: [id] }).catch(() => undefined)
  }

  private idOf(key: string): number {
    return [...this.shown].find(([, entry]) => entry.key === key)?.[0] ?? 0
  }

  private tell(response: AlertResponse): void {
    for (const listener of [...this.listeners]) listener(response)
  }
}

/** A reply by button has no text: the popover opens. */
function responseTo({ key, activationToken }: Shown, action: string): AlertResponse {
  if (action === 'reply' || action === 'inline-reply') return { kind: 'reply', key, text: null, activationToken }
  return action === 'resolve' ? { kind: 'resolve', key } : { kind: 'open', key, activationToken }
}

/** Pairs of name and label. The reply field has a name of its own; without it "Reply" is a button and opens the popover. */
function actionsOf(alert: Alert, capabilities: Set<string>, text: Text): string[] {
  if (!capabilities.has('actions')) return []
  const pairs: Record<Alert['actions'][number], () => [string, string]> = {
    reply: () => [capabilities.has('inline-reply') ? 'inline-reply' : 'reply', text.t('alert.reply')],
    open: () => ['open', text.t('alert.open')],
    resolve: () => ['resolve', text.t('alert.resolve')],
  }
  return ['default', text.t('alert.open'), ...alert.actions.flatMap((action) => pairs[action]())]
}
