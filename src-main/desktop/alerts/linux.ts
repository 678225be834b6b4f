/**
 * Notifications on Linux, over the bus: Electron's own know neither replacing nor replying, and pass the body on as raw markup.
 * The daemon gets words and a number of its own; which conversation a number means never leaves this file.
 * A daemon may come, go or be exchanged at any time: capabilities are asked anew for each owner of the name.
 */
import type { Alert, AlertResponse, Alerts, Log, Stop } from '../../core/ports'
import type { Bus, BusSignal } from '../bus'
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

/** The Alerts port over org.freedesktop.Notifications. `stop` ends the subscriptions. */
export function makeLinuxAlerts({
  bus,
  text,
  log,
  desktopEntry,
}: LinuxAlertsNeeds): Alerts & { stop: Stop; ready: Promise<void> } {
  const listeners = new Set<(response: AlertResponse) => void>()
  const shown = new Map<number, Shown>()
  let capabilities = new Set<string>()
  let isAvailable = false
  /** One after the other: a second alert of the same conversation must know the number of the first. */
  let line: Promise<unknown> = Promise.resolve()
  let settle: () => void = () => undefined
  const ready = new Promise<void>((resolve) => void (settle = resolve))

  const inLine = (work: () => Promise<void>): Promise<void> => {
    const next = line.then(work).catch((error: unknown) => {
      // The daemon said no or went away: the window takes over until one comes back.
      log.warn('alert not shown', { error: error instanceof Error ? error.name : 'unknown' })
    })
    line = next
    return next
  }
  const idOf = (key: string): number => [...shown].find(([, entry]) => entry.key === key)?.[0] ?? 0
  const tell = (response: AlertResponse): void => {
    for (const listener of [...listeners]) listener(response)
  }

  function ownerChanged(owner: string | null): void {
    shown.clear()
    void inLine(async () => {
      isAvailable = owner !== null || (await bus.canReach(DAEMON))
      if (owner !== null) await learn()
      settle()
    })
  }

  async function learn(): Promise<void> {
    const [list] = await bus.call(TARGET, 'GetCapabilities')
    capabilities = new Set(Array.isArray(list) ? list.map(String) : [])
    log.info('notification daemon', { actions: capabilities.has('actions'), reply: capabilities.has('inline-reply') })
  }

  async function show(alert: Alert): Promise<void> {
    if (!isAvailable) return
    // A daemon that is started by the first call has not been asked yet.
    if (capabilities.size === 0) await learn()
    const words = alertWords(alert, text)
    const body = words.context === null ? words.body : `${words.body}\n${words.context}`
    const replaces = idOf(alert.key)
    const [id] = await bus.call(TARGET, 'Notify', {
      signature: 'susssasa{sv}i',
      body: [
        'Perch',
        replaces,
        '',
        words.title,
        capabilities.has('body-markup') ? escapeMarkup(body) : body,
        actionsOf(alert, capabilities, text),
        await hintsOf(alert),
        DAEMON_DECIDES,
      ],
    })
    if (typeof id !== 'number') return
    shown.delete(replaces)
    shown.set(id, { key: alert.key, activationToken: null })
    const [oldest] = shown.keys()
    if (shown.size > MOST_REMEMBERED && oldest !== undefined) shown.delete(oldest)
  }

  async function hintsOf(alert: Alert): Promise<Record<string, unknown>> {
    const hints: Record<string, unknown> = {
      urgency: await bus.variant('y', alert.urgent ? CRITICAL : NORMAL),
      'desktop-entry': await bus.variant('s', desktopEntry),
      category: await bus.variant('s', 'im.received'),
    }
    if (alert.actions.includes('reply') && capabilities.has('inline-reply'))
      hints['x-kde-reply-placeholder-text'] = await bus.variant('s', text.t('alert.replyHint'))
    return hints
  }

  async function withdraw(key: string): Promise<void> {
    const id = idOf(key)
    if (id === 0) return
    shown.delete(id)
    await bus.call(TARGET, 'CloseNotification', { signature: 'u', body: [id] })
  }

  function hear({ member, body: [id, word] }: BusSignal): void {
    const entry = typeof id === 'number' ? shown.get(id) : undefined
    // Signals go to everyone: another program's notification is none of our business.
    if (!entry) return
    if (member === 'ActivationToken') entry.activationToken = String(word)
    if (member === 'ActionInvoked') answer(Number(id), entry, { action: String(word), reply: null })
    if (member === 'NotificationReplied') answer(Number(id), entry, { action: 'reply', reply: String(word) })
    if (member !== 'NotificationClosed') return
    if (word === CLOSED_BY_AGENT) tell({ kind: 'dismissed', key: entry.key })
    if (word === CLOSED_BY_AGENT || word === CLOSED_BY_CALL) shown.delete(Number(id))
  }

  function answer(
    id: number,
    { key, activationToken }: Shown,
    { action, reply }: { action: string; reply: string | null },
  ): void {
    // Daemons close it now, some of them "by the agent": that must not count as dismissing it.
    shown.delete(id)
    void inLine(() =>
      bus.call(TARGET, 'CloseNotification', { signature: 'u', body: [id] }).then(
        () => undefined,
        () => undefined,
      ),
    )
    if (action === 'reply' || action === 'inline-reply') return tell({ kind: 'reply', key, text: reply, activationToken })
    if (action === 'resolve') return tell({ kind: 'resolve', key })
    tell({ kind: 'open', key, activationToken })
  }

  const stops = [bus.onSignal({ interface: DAEMON }, hear), bus.onOwner(DAEMON, ownerChanged)]
  return {
    get available() {
      return isAvailable
    },
    ready,
    show: (alert) => inLine(() => show(alert)),
    withdraw: (key) => inLine(() => withdraw(key)),
    onResponse(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop: () => stops.forEach((stop) => stop()),
  }
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
