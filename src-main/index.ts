/** The first file to run: what must happen before ready, then the window, then everything else. */
import { app, dialog } from 'electron'
import type { Settings } from '../src-preload/contract/schemas/app'
import type { Perch } from './core/perch'
import { defaultSettings } from './core/settings'
import { claimDesktop, type Desktop, type ReadyDesktop } from './desktop'
import { startTrouble, tellStartTrouble } from './desktop/start-trouble'
import type { TrayActions } from './desktop/tray-menu'
import { unknownState } from './desktop/tray-state'
import { type Hall, openHall } from './hall'
import { quickCalls } from './ipc/quick-calls'
import { type Page, serve } from './ipc/serve'
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

const { platform, env, argv } = process
const trouble = startTrouble({ platform, env, argv, folder: () => app.getPath('userData') })
const desktop = trouble !== null ? null : claimDesktop({ defaults: defaultSettings, idleLimitMs: () => awayAfterMs })
// Never awaited at the top level: ready waits for this module (HOUSE §11).
if (trouble !== null) tellStartTrouble(trouble, { app, dialog, env, error: (line) => process.stderr.write(line) })
else if (desktop === null) app.quit()
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
  serve({ ipcMain: desktop.ipcMain, pages: pagesOf(desktop), log, handlers: office.then(({ handlers }) => handlers) })
  const { perch, opened, updates, stop } = await office
  hall.tray = ready.makeTray(trayActions(perch, hall), window, hall.trayless)
  hall.tray.render(unknownState(perch.settings.get()))
  followSettings(perch, ready, hall)
  awayAfterMs = perch.settings.get().offlineAfterMs
  perch.settings.onChange((settings) => void (awayAfterMs = settings.offlineAfterMs))
  ready.guardQuit({
    unsent: () => perch.unsent(),
    sendNow: (what) => perch.sendNow(what, what === 'all' ? SEND_NOW_MS : CHANGES_NOW_MS),
    close: async (isSystemDown) => {
      const putInPlace = await updates.leaving(isSystemDown)
      window.letGo()
      hall.quick.letGo()
      await stop()
      await putInPlace()
    },
  })
  arrivals.listen(({ target, quick }) => {
    if (quick === 'leave') return hall.quick.comeForward()
    if (quick) return hall.quick.open(null)
    window.show()
    if (!target) return
    // At a cold start the link is there before anybody knows whose conversation it names.
    void opened.then(() => targets.goTo({ conversation: perch.locate(target), compose: false, activationToken: null }))
  })
  await opened
  perch.start()
}

function pagesOf({ pages: { window, quick } }: Desktop): Page[] {
  return [
    { address: window, calls: 'all' },
    { address: quick, calls: quickCalls },
  ]
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
    onPress: (token) => hall.quick.open(null, token),
    onChange: () => hall.broadcast.say('quick.keyChanged', {}),
    onTaken: (key) => hall.broadcast.say('notice.raised', { level: 'warn', key: 'notice.quickKeyTaken', values: { key } }),
    onRefused() {
      // Asked again at each start the agent would say no each time.
      perch.settings.set({ quickKey: '' })
      hall.broadcast.say('notice.raised', { level: 'info', key: 'notice.quickKeyRefused', values: {} })
    },
  })
  hall.shortcut = shortcut
  shortcut.set(perch.settings.get().quickKey)
  const change = (some: Partial<Settings>): void => void perch.settings.set(some)
  ready.applySettings(perch.settings.get(), hall.tray, change)
  perch.settings.onChange((settings) => {
    ready.applySettings(settings, hall.tray, change)
    shortcut.set(settings.quickKey)
    hall.broadcast.say('settings.changed', settings)
  })
}
