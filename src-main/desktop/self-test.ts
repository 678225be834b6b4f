/** What the self-test tries on the desktop itself. Linux is asked over the session bus, on a connection of its own. */
import { statfs } from 'node:fs/promises'
import { Notification } from 'electron'
import type { SelfTestInstruments } from '../core/self-test/self-test'
import type { Clock, Log } from '../core/ports'
import type { Autostart } from './autostart'
import { type Bus, makeBus } from './bus'
import { loadBusLibrary } from './bus-connection'
import type { Text } from './text'

interface SelfTestDesktop {
  clock: Clock
  log: Log
  text: Text
  autostart: Autostart
  folder: string
}

const NOTIFICATIONS = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
}
const DBUS = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
}
const WATCHER = 'org.kde.StatusNotifierWatcher'
const PORTAL = 'org.freedesktop.portal.Desktop'
const SHOWN_MS = 10_000

/** Makes the instruments; nothing is asked before a step is tried. */
export function makeSelfTestInstruments({ clock, log, text, autostart, folder }: SelfTestDesktop): SelfTestInstruments {
  const bus = process.platform === 'linux' ? makeBus({ load: loadBusLibrary, clock, log }) : null
  const words: [string, string] = [text.t('alert.test'), text.t('alert.testText')]
  return {
    alert: () => (bus === null ? electronAlert(words) : linuxAlert(bus, words)),
    tray: async () => (bus === null ? null : linuxTray(bus)),
    portal: async () =>
      bus === null
        ? null
        : (await bus.canReach(PORTAL))
          ? { state: 'ok', reason: 'there', detail: null }
          : { state: 'warn', reason: 'none', detail: null },
    autostart: () =>
      autostart.look().then(
        (atLogin) => ({ state: atLogin === 'other' ? 'warn' : 'ok', reason: atLogin, detail: null }),
        () => ({ state: 'warn', reason: 'unknown', detail: null }),
      ),
    freeBytes: () =>
      statfs(folder).then(
        ({ bavail, bsize }) => bavail * bsize,
        () => null,
      ),
  }
}

type Found = Awaited<ReturnType<SelfTestInstruments['alert']>>

async function linuxAlert(bus: Bus, [title, body]: [string, string]): Promise<Found> {
  if (!(await bus.canReach(NOTIFICATIONS.destination))) return { state: 'fail', reason: 'no-daemon', detail: null }
  try {
    const [name, , version] = await bus.call(NOTIFICATIONS, 'GetServerInformation')
    const notify = ['Perch', 0, 'perch', title, body, [], {}, SHOWN_MS]
    const [id] = await bus.call(NOTIFICATIONS, 'Notify', { signature: 'susssasa{sv}i', body: notify })
    const isShown = typeof id === 'number' && id > 0
    return {
      state: isShown ? 'ok' : 'fail',
      reason: isShown ? 'shown' : 'refused',
      detail: `${String(name)} ${String(version)}`,
    }
  } catch (error: unknown) {
    const isSilent = error instanceof Error && error.name === 'BusTimeout'
    return { state: 'fail', reason: isSilent ? 'silent' : 'refused', detail: null }
  }
}

function electronAlert([title, body]: [string, string]): Promise<Found> {
  if (!Notification.isSupported()) return Promise.resolve({ state: 'fail', reason: 'no-daemon', detail: null })
  return new Promise((resolve) => {
    const alert = new Notification({ title, body, silent: true })
    alert.once('show', () => resolve({ state: 'ok', reason: 'shown', detail: null }))
    alert.once('failed', () => resolve({ state: 'fail', reason: 'refused', detail: null }))
    alert.show()
  })
}

/** Whether a panel shows icons, and ours is among them: the bus knows whose process an item is. */
async function linuxTray(bus: Bus): Promise<Found> {
  const properties = { destination: WATCHER, path: '/StatusNotifierWatcher', interface: 'org.freedesktop.DBus.Properties' }
  const words = { signature: 'ss', body: [WATCHER, 'RegisteredStatusNotifierItems'] }
  const [answer] = await bus.call(properties, 'Get', words).catch(() => [null])
  const items = (answer as { value?: unknown } | null)?.value
  if (!Array.isArray(items)) return { state: 'warn', reason: 'no-host', detail: null }
  const owners = await Promise.all(items.map((item) => processOf(bus, String(item).split('/')[0] ?? '')))
  return { state: 'ok', reason: owners.includes(process.pid) ? 'registered' : 'host', detail: null }
}

async function processOf(bus: Bus, name: string): Promise<unknown> {
  const words = { signature: 's', body: [name] }
  const [pid] = await bus.call(DBUS, 'GetConnectionUnixProcessID', words).catch(() => [null])
  return pid
}
