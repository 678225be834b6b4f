/** The only file that knows every room: it makes the adapters, hands them to core, and opens the window. */
import { app } from 'electron'
import { join } from 'node:path'
import { makeServers } from './chatwoot'
import { makePerch, type Perch } from './core/perch'
import type { Stores } from './core/ports'
import { defaultSettings } from './core/settings'
import { claimDesktop, type Desktop, type ReadyDesktop } from './desktop'
import type { MainWindow } from './desktop/window'
import type { Tray } from './desktop/tray'
import type { TrayActions } from './desktop/tray-menu'
import { type Broadcast, makeBroadcast } from './ipc/broadcast'
import { makeHandlers } from './ipc/handlers'
import { serve } from './ipc/serve'
import { openTargets, type Targets } from './ipc/targets'
import { topicsOf } from './ipc/topics'
import { makeStores } from './store'

/** Idle this long and nobody is at the keyboard: presence stays silent. */
const AWAY_AFTER_MS = 5 * 60_000
/** What "send now" at quitting may take. */
const SEND_NOW_MS = 15_000

const desktop = claimDesktop({ defaults: defaultSettings, idleLimitMs: () => AWAY_AFTER_MS })
// Never awaited at the top level: ready waits for this module (HOUSE §11).
if (desktop === null) app.quit()
else run(desktop).catch((error: unknown) => desktop.log.bug('start', error))

async function run(desktop: Desktop): Promise<void> {
  const { clock, log, arrivals } = desktop
  const ready = await desktop.ready()
  const drawn: { tray: Tray | null } = { tray: null }
  const broadcast = makeBroadcast({ audience: () => window.contents(), clock, log })
  const window: MainWindow = ready.makeWindow({
    onRecovered: () => {
      targets.forget()
      broadcast.say('notice.raised', { level: 'warn', key: 'notice.recovered', values: {} })
    },
    onPainted: () => undefined,
    onFocusChanged: () => window.isFocusedAndVisible() && perch.cameBack(),
  })
  const targets = openTargets({ window, broadcast })
  const perch = await makeCore({ desktop, ready, targets, broadcast, drawn })
  // A locked keychain may keep this waiting for hours; tray, window and quitting must work meanwhile.
  const opened = perch.profiles.restore()
  const handlers = makeHandlers(handlerNeeds({ desktop, perch, window, targets, opened }))
  serve({ ipcMain: desktop.ipcMain, origins: desktop.origins, log, handlers })
  if (!arrivals.isHidden) window.show()
  drawn.tray = ready.makeTray(trayActions({ perch, window, targets }), window)
  followSettings({ perch, ready, broadcast, drawn })
  ready.guardQuit({
    unsent: () => perch.unsent(),
    sendNow: () => perch.sendNow(SEND_NOW_MS),
    close: async () => {
      window.letGo()
      await perch.stop()
    },
  })
  arrivals.listen(({ target }) => {
    const conversation = target && perch.locate(target)
    targets.goTo({ conversation, compose: false, activationToken: null })
  })
  await opened
  perch.start()
}

function trayActions({ perch, window, targets }: { perch: Perch; window: MainWindow; targets: Targets }): TrayActions {
  return {
    openConversation: (conversation) => targets.goTo({ conversation, compose: false, activationToken: null }),
    openApp: () => window.show(),
    setAvailability: (availability) => perch.setAvailability(availability),
    pauseAlerts: (pause) => perch.pauseAlerts(pause),
    quit: () => app.quit(),
  }
}

type Shown = Pick<CoreParts, 'ready' | 'broadcast' | 'drawn'> & { perch: Perch }

function followSettings({ perch, ready, broadcast, drawn }: Shown): void {
  ready.applySettings(perch.settings.get(), drawn.tray)
  perch.settings.onChange((settings) => {
    ready.applySettings(settings, drawn.tray)
    broadcast.say('settings.changed', settings)
  })
}

interface CoreParts {
  desktop: Desktop
  ready: ReadyDesktop
  targets: Targets
  broadcast: Broadcast
  drawn: { tray: Tray | null }
}

async function makeCore({ desktop, ready, targets, broadcast, drawn }: CoreParts): Promise<Perch> {
  const { clock, log, vault } = desktop
  const ca = await desktop.network.companyRoots()
  const userAgent = `Perch/${app.getVersion()}`
  const perch: Perch = makePerch({
    ...desktop,
    book: desktop.profileBook,
    stores: storesOf(desktop),
    servers: makeServers({ proxyFor: (url) => desktop.network.proxyFor(url), ca, clock, log, userAgent }),
    awake: ready.awake,
    screen: targets.screen,
    bornAt: clock.now(),
    told: (profile, fact) => {
      if (fact.kind === 'LinkChanged') broadcast.linkChanged(profile)
      const topics = topicsOf(fact)
      if (topics.length > 0) broadcast.changed(profile, topics)
    },
    profilesChanged: (profile) => broadcast.changed(profile, ['profiles', 'inbox']),
    renderGauge: (gauge) => {
      const { alertsPausedUntilAt, amberAfterMs, redAfterMs } = perch.settings.get()
      drawn.tray?.render({ gauge, profiles: perch.profiles.list(), alertsPausedUntilAt, amberAfterMs, redAfterMs })
      desktop.badge.set(gauge.count)
    },
    goTo: (target) => targets.goTo(target),
  })
  vault.onLocked((isLocked) => {
    if (isLocked) broadcast.say('notice.raised', { level: 'warn', key: 'notice.keychainLocked', values: {} })
  })
  return perch
}

/** Never `databases`: that is Chromium's own (WebSQL), and it empties it at every start. */
const STORES_FOLDER = 'stores'

/** Whether there is a keychain is known once the vault was asked, which comes before every opening; it may go missing later. */
function storesOf({ folder, vault, log }: Desktop): Stores {
  const kept = new Map<boolean, Stores>()
  const stores = (): Stores => {
    const throwAway = vault.memoryOnly
    const made = kept.get(throwAway) ?? makeStores({ folder: join(folder, STORES_FOLDER), throwAway, log })
    kept.set(throwAway, made)
    return made
  }
  return { open: (profile, key) => stores().open(profile, key), remove: (profile) => stores().remove(profile) }
}

type HandlerParts = { desktop: Desktop; perch: Perch; window: MainWindow; targets: Targets; opened: Promise<void> }

function handlerNeeds({ desktop, perch, window, targets, opened }: HandlerParts) {
  return {
    profiles: perch.profiles,
    settings: perch.settings,
    opened,
    controlWindow: (_caller: unknown, action: 'minimize' | 'maximize' | 'close') => window.control(action),
    reportOpen: (caller: { contentsId: number }, open: Parameters<Targets['report']>[1]) =>
      targets.report(caller.contentsId, open),
    reportProblem: (problem: string) => void desktop.log.bug('window', new Error(problem)),
    openLink: (url: string) => desktop.links.open(url),
  }
}
