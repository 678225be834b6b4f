/**
 * Electron registers its tray once. If the panel is not there yet (autostart before the panel) or restarts, the icon never
 * comes, so we follow the watcher's name and put the tray up again. No watcher five seconds after the start means a desktop
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

  const greet = (): void => {
    setTrayless(false)
    onHost()
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
    if (isFirst) greet()
    else stopSettle = clock.after(SETTLE_MS, greet)
    isFirst = false
  })

  return () => {
    stopPatience()
    stopSettle()
    stopOwner()
  }
}
