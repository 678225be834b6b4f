/** What the self-test tries on a Linux desktop, over the session bus. */
import type { SelfTestInstruments } from '../core/self-test/self-test'
import type { Bus } from './bus'
import { PORTAL_NAME } from './portal'

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
const SHOWN_MS = 10_000

type Found = Awaited<ReturnType<SelfTestInstruments['autostart']>>

interface LinuxNeeds {
  bus: Bus
  /** Title and text of the test alert. */
  words: [string, string]
  /** The process whose icon is looked for. */
  pid: number
}

/** Nothing is asked before a step is tried; without a bus everything is missing. */
export function linuxInstruments({ bus, words, pid }: LinuxNeeds): Pick<SelfTestInstruments, 'alert' | 'tray' | 'portal'> {
  return {
    alert: () => linuxAlert(bus, words),
    tray: () => linuxTray(bus, pid),
    portal: async () =>
      (await bus.canReach(PORTAL_NAME))
        ? { state: 'ok', reason: 'there', detail: null }
        : { state: 'warn', reason: 'none', detail: null },
  }
}

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

/** Whether a panel shows icons, and ours is among them: the bus knows whose process an item is. */
async function linuxTray(bus: Bus, pid: number): Promise<Found> {
  const properties = { destination: WATCHER, path: '/StatusNotifierWatcher', interface: 'org.freedesktop.DBus.Properties' }
  const words = { signature: 'ss', body: [WATCHER, 'RegisteredStatusNotifierItems'] }
  const [answer] = await bus.call(properties, 'Get', words).catch(() => [null])
  const items = (answer as { value?: unknown } | null)?.value
  if (!Array.isArray(items)) return { state: 'warn', reason: 'no-host', detail: null }
  const owners = await Promise.all(items.map((item) => processOf(bus, String(item).split('/')[0] ?? '')))
  return { state: 'ok', reason: owners.includes(pid) ? 'registered' : 'host', detail: null }
}

async function processOf(bus: Bus, name: string): Promise<unknown> {
  const words = { signature: 's', body: [name] }
  const [pid] = await bus.call(DBUS, 'GetConnectionUnixProcessID', words).catch(() => [null])
  return pid
}
