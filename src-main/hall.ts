/** The agent's side of Perch: its windows, what is told to them, and where clicks lead. It stands before core is loaded (P1). */
import type { ConversationRef } from '../src-preload/contract/ids'
import type { Perch } from './core/perch'
import type { Screen } from './core/screen'
import type { Desktop, ReadyDesktop } from './desktop'
import type { AlertScreen } from './desktop/alerts/with-window'
import type { QuickWindow } from './desktop/quick-window'
import type { Shortcut } from './desktop/shortcut'
import type { TraylessNotice } from './desktop/trayless-notice'
import type { Tray } from './desktop/tray'
import type { MainWindow } from './desktop/window'
import { type Broadcast, makeBroadcast } from './ipc/broadcast'
import { isSame, openTargets, type Targets } from './ipc/targets'

/** `tray`, `shortcut` and `perch` come later. */
export interface Hall {
  window: MainWindow
  /** `quick.open(conversation)` is the way to a quick reply from anywhere: key, tray, command, alert; null: the most urgent. */
  quick: QuickWindow
  broadcast: Broadcast
  targets: Targets
  /** What the agent looks at, in whichever window. */
  screen: Screen
  /** A page tells what it shows. */
  report(contentsId: number, open: ConversationRef | null): void
  /** Whoever else shows the draft reads it again. */
  draftChanged: (conversation: ConversationRef) => void
  tray: Tray | null
  /** The key for quick reply; null before the settings are followed. */
  shortcut: Shortcut | null
  trayless: TraylessNotice
  perch: Perch | null
  /** The window was closed, to the tray or for good. */
  hidden: () => void
  /** A server can be reached and everything of it is known. */
  caughtUp: () => void
}

/** Makes the windows, not yet shown, and what is told to them and heard from them. */
export function openHall({ clock, log, settingsFile, alerts, mail }: Desktop, ready: ReadyDesktop): Hall {
  // The theme comes before the window: its first frame has the right ground.
  ready.applySettings(settingsFile.read(), null)
  const broadcast = makeBroadcast({ audience: () => [...window.contents(), ...quick.contents()], clock, log })
  mail.onLink((link) => broadcast.say('mail.pressed', link))
  mail.onLeave(() => broadcast.say('mail.left', {}))
  const cameBack = (): void => {
    trayless.look()
    if (screen.hasFocus()) hall.perch?.cameBack()
  }
  const window: MainWindow = ready.windows.main({
    onBroken: () => targets.forget(() => warn(broadcast, 'notice.recovered')),
    onHidden: () => hall.hidden(),
    onFocusChanged: cameBack,
  })
  const quick: QuickWindow = ready.windows.quick({
    tellOpened: (conversation) => broadcast.say('quick.opened', { conversation }),
    tellClosed: () => broadcast.say('quick.closed', {}),
    onFocusChanged: cameBack,
    isMainVisible: () => window.isVisible(),
  })
  const targets = openTargets({ window, broadcast })
  const screen = bothScreens(targets.screen, quick)
  const trayless = ready.makeTraylessNotice(() => tellTrayless({ window, broadcast, targets }))
  alerts.showIn({ ...alertScreen(window, broadcast), warm: () => quick.warm() })
  const hall: Hall = {
    ...{ window, quick, broadcast, targets, screen, trayless, tray: null, shortcut: null, perch: null },
    report(contentsId, open) {
      if (quick.contents().some(({ id }) => id === contentsId)) quick.report(open)
      else targets.report(contentsId, open)
      trayless.look()
    },
    draftChanged(conversation) {
      const hasOthers = window.contents().length > 0 && quick.contents().length > 0
      if (hasOthers) broadcast.say('draft.changed', { conversation })
    },
    hidden: () => undefined,
    caughtUp: () => undefined,
  }
  return hall
}

function alertScreen(window: MainWindow, broadcast: Broadcast): Omit<AlertScreen, 'warm'> {
  return {
    isVisible: () => window.isVisible(),
    toast: (values) => broadcast.say('notice.raised', { level: 'info', key: 'notice.alert', values }),
  }
}

function tellTrayless({ window, broadcast, targets }: Pick<Hall, 'window' | 'broadcast' | 'targets'>): boolean {
  if (!window.isVisible() || !targets.canHear()) return false
  warn(broadcast, 'notice.trayless')
  return true
}

function warn(broadcast: Broadcast, key: string): void {
  broadcast.say('notice.raised', { level: 'warn', key, values: {} })
}

/** The quick-reply window shows a customer as well as the main one does; calls go to the main one. */
function bothScreens(main: Screen, quick: QuickWindow): Screen {
  return {
    ...main,
    hasFocus: () => main.hasFocus() || quick.isFocusedAndVisible(),
    isSeen: (conversation) => main.isSeen(conversation) || isSame(quick.seen(), conversation),
  }
}
