/** The agent's side of Perch: the window, what is told to it, and where clicks lead. It stands before core is loaded (P1). */
import type { Perch } from './core/perch'
import type { Desktop, ReadyDesktop } from './desktop'
import type { Tray } from './desktop/tray'
import type { MainWindow } from './desktop/window'
import { type Broadcast, makeBroadcast } from './ipc/broadcast'
import { openTargets, type Targets } from './ipc/targets'

/** `tray` and `perch` come later. */
export interface Hall {
  window: MainWindow
  broadcast: Broadcast
  targets: Targets
  tray: Tray | null
  perch: Perch | null
  /** The window was closed, to the tray or for good. */
  hidden: () => void
  /** A server can be reached and everything of it is known. */
  caughtUp: () => void
}

/** Makes the window, not yet shown, and what is told to it and heard from it. */
export function openHall({ clock, log, settingsFile, alerts }: Desktop, ready: ReadyDesktop): Hall {
  // The theme comes before the window: its first frame has the right ground.
  ready.applySettings(settingsFile.read(), null)
  const broadcast = makeBroadcast({ audience: () => window.contents(), clock, log })
  const window: MainWindow = ready.makeWindow({
    onBroken: () =>
      targets.forget(() => broadcast.say('notice.raised', { level: 'warn', key: 'notice.recovered', values: {} })),
    onHidden: () => hall.hidden(),
    onFocusChanged: () => window.isFocusedAndVisible() && hall.perch?.cameBack(),
  })
  const targets = openTargets({ window, broadcast })
  alerts.showIn({
    isVisible: () => window.isVisible(),
    explain: () => broadcast.say('notice.raised', { level: 'warn', key: 'notice.noAlerts', values: {} }),
    toast: (values) => broadcast.say('notice.raised', { level: 'info', key: 'notice.alert', values }),
  })
  const hall: Hall = { window, broadcast, targets, tray: null, perch: null, hidden: () => undefined, caughtUp: () => undefined }
  return hall
}
