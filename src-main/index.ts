/** The first file to run: what must happen before ready, then the window, then everything else. */
import { app } from 'electron'
import type { Perch } from './core/perch'
import { defaultSettings } from './core/settings'
import { claimDesktop, type Desktop, type ReadyDesktop } from './desktop'
import type { TrayActions } from './desktop/tray-menu'
import { unknownState } from './desktop/tray-state'
import { type Hall, openHall } from './hall'
import { serve } from './ipc/serve'
import { commandWords } from './terminal/asked'

/** Idle this long and nobody is at the keyboard, nor sees what is on the screen: what the agent chose, once it was read. */
let awayAfterMs = defaultSettings.offlineAfterMs
/** What "send now" at quitting may take. */
const SEND_NOW_MS = 15_000
/** Nobody was asked and nobody is told: Quit must not seem to hang. */
const CHANGES_NOW_MS = 3_000

// A command at the terminal ends before ready: without a display that would never come.
const words = commandWords(process.argv, app.isPackaged)
if (words !== null) process.exit(await (await import('./command')).runCommand(words))

const desktop = claimDesktop({ defaults: defaultSettings, idleLimitMs: () => awayAfterMs })
// Never awaited at the top level: ready waits for this module (HOUSE §11).
if (desktop === null) app.quit()
else run(desktop).catch((error: unknown) => desktop.log.bug('start', error))

async function run(desktop: Desktop): Promise<void> {
  const { log, arrivals } = desktop
  const ready = await desktop.ready()
  const hall = openHall(desktop, ready)
  const { window, targets } = hall
  // Core loads while the page compiles; its first calls wait for the handlers (P1).
  if (!arrivals.isHidden) window.show()
  const thread = arrivals.isHidden ? Promise.resolve() : desktop.pageFetched
  const office = thread.then(() => import('./office')).then(({ furnish }) => furnish(desktop, ready, hall))
  serve({ ipcMain: desktop.ipcMain, pages: desktop.pages, log, handlers: office.then(({ handlers }) => handlers) })
  const { perch, opened, stop } = await office
  hall.tray = ready.makeTray(trayActions(perch, hall), window, hall.trayless)
  hall.tray.render(unknownState(perch.settings.get()))
  followSettings(perch, ready, hall)
  awayAfterMs = perch.settings.get().offlineAfterMs
  perch.settings.onChange((settings) => void (awayAfterMs = settings.offlineAfterMs))
  ready.guardQuit({
    unsent: () => perch.unsent(),
    sendNow: (what) => perch.sendNow(what, what === 'all' ? SEND_NOW_MS : CHANGES_NOW_MS),
    close: async () => {
      window.letGo()
      hall.quick.letGo()
      await stop()
    },
  })
  arrivals.listen(({ target, quick }) => {
    if (quick) return hall.quick.open(null)
    window.show()
    if (!target) return
    // At a cold start the link is there before anybody knows whose conversation it names.
    void opened.then(() => targets.goTo({ conversation: perch.locate(target), compose: false, activationToken: null }))
  })
  await opened
  perch.start()
}

function trayActions(perch: Perch, { window, quick, targets, broadcast }: Hall): TrayActions {
  return {
    openConversation: (conversation) => targets.goTo({ conversation, compose: false, activationToken: null }),
    openApp: () => window.show(),
    quickReply: () => quick.open(null),
    openRoom: (room) => targets.goToRoom(room),
    choosePresence: (wish, place) =>
      void perch.choosePresence(wish, place).then((isTold) => {
        if (!isTold) broadcast.say('notice.raised', { level: 'error', key: 'notice.presenceNotTold', values: {} })
      }),
    pauseAlerts: (pause) => perch.pauseAlerts(pause),
    quit: () => app.quit(),
  }
}

function followSettings(perch: Perch, ready: ReadyDesktop, hall: Hall): void {
  const shortcut = ready.makeShortcut({
    onPress: () => hall.quick.open(null),
    onTaken: (key) => hall.broadcast.say('notice.raised', { level: 'warn', key: 'notice.quickKeyTaken', values: { key } }),
  })
  shortcut.set(perch.settings.get().quickKey)
  ready.applySettings(perch.settings.get(), hall.tray)
  perch.settings.onChange((settings) => {
    ready.applySettings(settings, hall.tray)
    shortcut.set(settings.quickKey)
    hall.broadcast.say('settings.changed', settings)
  })
}
