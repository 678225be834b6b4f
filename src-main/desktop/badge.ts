/** The count on dock and taskbar. On Linux the launcher's own signal goes out directly: Electron's way needs libunity. */
import type { App } from 'electron'
import type { Bus } from './bus'

export interface Badge {
  set(count: number): void
}

/** Electron's badge (macOS, Windows). */
export function makeSystemBadge(app: Pick<App, 'setBadgeCount'>): Badge {
  let shown = 0
  return {
    set(count) {
      if (count !== shown) app.setBadgeCount(count)
      shown = count
    },
  }
}

/** The LauncherEntry signal (Unity, KDE, Dash to Dock, Plank …). Said again when the bus comes back is not needed: it asks nobody. */
export function makeLauncherBadge(bus: Bus, desktopEntry: string): Badge {
  let shown = 0
  return {
    set(count) {
      if (count === shown) return
      shown = count
      void tellLauncher(bus, desktopEntry, count)
    },
  }
}

async function tellLauncher(bus: Bus, desktopEntry: string, count: number): Promise<void> {
  const properties = {
    count: await bus.variant('x', BigInt(count)),
    'count-visible': await bus.variant('b', count > 0),
  }
  await bus.emit({
    path: '/com/canonical/unity/launcherentry/1',
    interface: 'com.canonical.Unity.LauncherEntry',
    member: 'Update',
    signature: 'sa{sv}',
    body: [`application://${desktopEntry}.desktop`, properties],
  })
}
