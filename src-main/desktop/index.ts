/**
 * The room's door. `claimDesktop` does what must happen before ready; `desktop.ready()` the rest. Nothing here awaits ready
 * at the top level: ready waits for the module (HOUSE §11).
 */
import { join } from 'node:path'
import { app, crashReporter, globalShortcut, nativeTheme, powerMonitor, protocol, session, shell } from 'electron'
// eslint-disable-next-line no-restricted-syntax -- fetched here for ipc/serve, which may not import electron
import { ipcMain } from 'electron'
import Store from 'electron-store'
import type { Settings } from '../../src-preload/contract/schemas/app'
import type { Awake, Chance, Clock, ProfileBook, SettingsFile } from '../core/ports'
import type { StatusFile } from '../core/status'
import { makeAlerts } from './alerts/index'
import type { DesktopAlerts } from './alerts/with-window'
import { type Arrivals, greetArrivals } from './arrival'
import { type Autostart, makeLinuxAutostart, makeLoginItem } from './autostart'
import { makeAwake } from './awake'
import { type Badge, makeLauncherBadge, makeSystemBadge } from './badge'
import { type Bus, makeBus } from './bus'
import { loadBusLibrary } from './bus-connection'
import { chance, clock } from './clock'
import { catchCrashes } from './crash'
import { openKeptFile } from './kept-file'
import { makeLinuxKeyring, systemKeyring } from './keyring'
import { type Links, makeLinks } from './links'
import { type DesktopLog, makeLog } from './log'
import { makeMediaShelf, type MediaShelf } from './media'
import { setApplicationMenu } from './menu'
import { makeNetwork, type Network } from './network'
import { claimOrigin, guardPages, type OriginNeeds, serveOrigin, WINDOW_ORIGIN } from './origin'
import { makePanelColour } from './panel-colour'
import { ourCommand } from './our-command'
import { pagesOf, readDevOrigin } from './page-address'
import { type PageFetched, watchPage } from './page-fetched'
import { makeProfileBook } from './profile-book'
import { guardQuit, type QuitNeeds } from './quit'
import { askAboutReplies } from './quit-question'
import { registerScheme } from './registration'
import { makeSettingsFile } from './settings'
import { makeStatusFile } from './status-file'
import { makeShortcut, type Shortcut, type ShortcutListeners } from './shortcut'
import { makeText, type Text } from './text'
import { makeTray, type Tray } from './tray'
import type { TrayActions } from './tray-menu'
import { makeTraySurface } from './tray-surface'
import { watchTrayHost } from './tray-watch'
import { makeTraylessNotice, type TraylessNotice } from './trayless-notice'
import { type DesktopVault, loadKeytar, makeVault } from './vault'
import type { MainWindow } from './window'
import { makeWindows, type Windows } from './windows'

interface DesktopOptions {
  defaults: Settings
  /** Nobody at the keyboard for so long counts as away. */
  idleLimitMs: () => number
}

/** Everything main has from the system. Adapters are made at once, but load their heavy parts on first use (P1). */
export interface Desktop {
  clock: Clock
  chance: Chance
  log: DesktopLog
  settingsFile: SettingsFile
  statusFile: StatusFile
  profileBook: ProfileBook
  vault: DesktopVault
  alerts: DesktopAlerts
  network: Network
  links: Links
  text: Text
  badge: Badge
  autostart: Autostart
  arrivals: Arrivals
  ipcMain: typeof ipcMain
  /** Pages that `ipc/serve` may trust. */
  pages: readonly string[]
  /** Where databases belong. */
  folder: string
  /** The built thread that searches. */
  searchProgram: string
  version: string
  /** What lies under `app://media/`. */
  fillMedia: MediaShelf['fill']
  /** Resolves when a page that is being loaded has its scripts: heavy work waits for that (P1). */
  pageFetched: Promise<void>
  /** Resolves when Electron is ready and pages can be served. */
  ready(): Promise<ReadyDesktop>
}
export interface ReadyDesktop {
  awake: Awake
  windows: Windows
  /** Also follows the tray host on Linux and tells the window, and the agent once, when there is none. */
  makeTray(actions: TrayActions, window: MainWindow, notice: TraylessNotice): Tray
  /** `tell`: false when nobody is there to read it. */
  makeTraylessNotice(tell: () => boolean): TraylessNotice
  /** The key for quick reply. */
  makeShortcut(listeners: ShortcutListeners): Shortcut
  guardQuit(needs: QuitNeeds): void
  /** Language and theme; call it at start and when they change. */
  applySettings(settings: Settings, tray: Tray | null): void
}

/** At module top level, before ready. Null: another Perch runs already and was told; end. */
export function claimDesktop(options: DesktopOptions): Desktop | null {
  claimOrigin({ app, protocol })
  const arrivals = greetArrivals()
  if (!arrivals) return null
  const folder = app.getPath('userData')
  const log = makeLog({ folder: join(folder, 'logs'), toConsole: !app.isPackaged })
  catchCrashes({ app, crashReporter, process, log })
  const kept = openKeptFile('settings', { folder, Store, log })
  const settingsFile = makeSettingsFile({ file: kept, defaults: options.defaults, log })
  const bus = process.platform === 'linux' ? makeBus({ load: loadBusLibrary, clock, log }) : null
  const text = makeText(settingsFile.read().language, () => app.getLocale())
  const links = makeLinks({ openExternal: (url) => shell.openExternal(url), log })
  const devOrigin = readDevOrigin()
  const page = watchPage(clock)
  const media = makeMediaShelf()
  const origin = guardedOrigin({ devOrigin, links, log, page, media })
  return {
    clock,
    chance,
    log,
    settingsFile,
    profileBook: makeProfileBook(openKeptFile('profiles', { folder, Store, log }), log),
    ...adapters({ bus, log, text, folder }),
    links,
    text,
    arrivals,
    ipcMain,
    pages: pagesOf(devOrigin ?? WINDOW_ORIGIN),
    folder,
    pageFetched: devOrigin === null ? page.fetched : Promise.resolve(),
    version: app.getVersion(),
    searchProgram: join(app.getAppPath(), 'out/main/search-worker.js'),
    fillMedia: media.fill,
    async ready() {
      await app.whenReady()
      serveOrigin(origin)
      return makeReady({ bus, text, log, folder, devOrigin, options })
    },
  }
}

type OriginParts = Pick<OriginNeeds, 'devOrigin' | 'links' | 'log'> & { page: PageFetched; media: MediaShelf }

function guardedOrigin({ page, media, ...needs }: OriginParts): OriginNeeds {
  const pages = join(app.getAppPath(), 'out/renderer')
  const handed = (path: string, bytes: Uint8Array): void => page.handed(path, bytes)
  const origin: OriginNeeds = { ...needs, electron: { app, protocol, session }, pages, handed, media: media.shelf }
  guardPages(origin)
  return origin
}

type Parts = { bus: Bus | null; log: DesktopLog; text: Text; folder: string }

function adapters({
  bus,
  log,
  text,
  folder,
}: Parts): Pick<Desktop, 'vault' | 'alerts' | 'network' | 'badge' | 'autostart' | 'statusFile'> {
  return {
    vault: makeVault({
      keytar: loadKeytar,
      keyring: bus ? makeLinuxKeyring(bus) : systemKeyring,
      clock,
      addSecret: (value) => log.addSecret(value),
    }),
    alerts: makeAlerts({ bus, text, clock, log, folder }),
    network: makeNetwork({
      // The window's own session leads nowhere (origin); this one has the system's proxy settings.
      session: () => app.whenReady().then(() => session.fromPartition('network')),
      caFolder: join(folder, 'ca'),
      certificateFile: process.env['SSL_CERT_FILE'],
      log,
    }),
    badge: bus ? makeLauncherBadge(bus, 'perch') : makeSystemBadge(app),
    autostart: makeAutostart(),
    statusFile: makeStatusFile({ folder, version: app.getVersion(), pid: process.pid, now: () => clock.now(), log }),
  }
}

function makeReady({
  bus,
  text,
  log,
  folder,
  devOrigin,
  options,
}: Parts & { devOrigin: string | null; options: DesktopOptions }): ReadyDesktop {
  const quit = (): void => app.quit()
  const root = app.getAppPath()
  const kept = openKeptFile('windows', { folder, Store, log })
  return {
    awake: makeAwake({ monitor: powerMonitor, clock, idleLimitMs: options.idleLimitMs, bus }),
    windows: makeWindows({ log, origin: devOrigin ?? WINDOW_ORIGIN, kept }),
    makeTraylessNotice: (tell) => makeTraylessNotice({ kept, tell, log }),
    makeTray: (actions, window, notice) => {
      const surface = makeTraySurface({
        pictures: join(root, 'resources/tray'),
        isHeld: bus !== null,
        panel: makePanelColour({ bus, desktop: process.env['XDG_CURRENT_DESKTOP'] ?? '', theme: nativeTheme }),
        onActivate: () => actions.openApp(),
      })
      const tray = makeTray({ surface, text, clock, actions })
      if (bus) followTrayHost(bus, { tray, window, notice })
      registerScheme(log)
      return tray
    },
    makeShortcut: (listeners) => makeShortcut({ shortcuts: globalShortcut, log, ...listeners }),
    guardQuit: (needs) =>
      guardQuit(needs, { app, powerMonitor, process, clock, log, ask: (count) => askAboutReplies(count, text) }),
    applySettings(settings, tray) {
      text.setLanguage(settings.language)
      nativeTheme.themeSource = settings.theme
      setApplicationMenu({ text, quit })
      tray?.refresh()
    },
  }
}

type Followers = { tray: Tray; window: MainWindow; notice: TraylessNotice }

function followTrayHost(bus: Bus, { tray, window, notice }: Followers): void {
  watchTrayHost({
    bus,
    clock,
    onHost: () => tray.recreate(),
    onTrayless(isTrayless) {
      window.setTrayless(isTrayless)
      notice.setTrayless(isTrayless)
      // Old panels know another protocol; Electron falls back to it when nobody watches for ours.
      if (isTrayless) tray.recreate()
    },
  })
}

function makeAutostart(): Autostart {
  if (process.platform !== 'linux') return makeLoginItem(app)
  return makeLinuxAutostart({ configFolder: app.getPath('appData'), command: ourCommand() })
}
