/**
 * Electron registers its tray once. If the panel is not there yet (autostart before the panel), the icon never comes, so we
 * follow the watcher's name and put the tray up again, unless Electron managed by itself. No watcher five seconds after the start means a desktop
 * without trays: then closing the window must not hide it for good (HOUSE §7).
 */
import type { Clock, Stop } from '../core/ports'
import type { Bus } from './bus'

interface WatchNeeds {
  bus: Bus
  clock: Pick<Clock, 'after'>
  /** A watcher came, or came again: put the tray up anew. */
  onHost: () => void
  onTrayless: (isTrayless: boolean) => void
}

const WATCHER = 'org.kde.StatusNotifierWatcher'
const SETTLE_MS = 500
const PATIENCE_MS = 5_000

/** Follows the tray host until stopped. */
export function watchTrayHost({ bus, clock, onHost, onTrayless }: WatchNeeds): Stop {
  let isTrayless = false
  let hasHost = false
  let hasLooked = false
  let isFirst = true
  let stopSettle: Stop = () => undefined

  const setTrayless = (next: boolean): void => {
    if (next !== isTrayless) onTrayless(next)
    isTrayless = next
  }
  const stopPatience = clock.after(PATIENCE_MS, () => {
    hasLooked = true
    setTrayless(!hasHost)
  })

  const greet = async (): Promise<void> => {
    setTrayless(false)
    if (!(await isRegistered(bus))) onHost()
  }

  const stopOwner = bus.onOwner(WATCHER, (owner) => {
    stopSettle()
    hasHost = owner !== null
    if (!hasHost) {
      isFirst = false
      // A panel that restarts is gone for a moment; only one that stays away makes us trayless.
      if (hasLooked) stopSettle = clock.after(PATIENCE_MS, () => setTrayless(true))
      return
    }
    // One that was there before us is ready; one that just came needs a moment.
    if (isFirst) void greet()
    else stopSettle = clock.after(SETTLE_MS, () => void greet())
    isFirst = false
  })

  return () => {
    stopPatience()
    stopSettle()
    stopOwner()
  }
}

/** True when one of the watcher's items belongs to this process. Where that cannot be told, false: twice is better than never. */
async function isRegistered(bus: Bus): Promise<boolean> {
  try {
    const properties = { destination: WATCHER, path: '/StatusNotifierWatcher', interface: 'org.freedesktop.DBus.Properties' }
    const words = { signature: 'ss', body: [WATCHER, 'RegisteredStatusNotifierItems'] }
    const [answer] = await bus.call(properties, 'Get', words)
    const items = (answer as { value?: unknown } | undefined)?.value
    const owners = Array.isArray(items) ? items.map((item) => String(item).split('/')[0] ?? '') : []
    const pids = await Promise.all(owners.map((owner) => pidOf(bus, owner)))
    return pids.includes(process.pid)
  } catch {
    return false
  }
}

async function pidOf(bus: Bus, owner: string): Promise<unknown> {
  const target = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' }
  const [pid] = await bus.call(target, 'GetConnectionUnixProcessID', { signature: 's', body: [owner] }).catch(() => [null])
  return pid
}
