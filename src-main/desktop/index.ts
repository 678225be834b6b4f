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
import type { AbsenceFile, Awake, Chance, Clock, PinBook, ProfileBook, SettingsFile } from '../core/ports'
import type { Policy } from '../core/managed'
import type { StatusFile } from '../core/status'
import { makeAbsenceFile } from './absence-file'
import { makeAlerts } from './alerts/index'
import type { DesktopAlerts } from './alerts/with-window'
import { aboutPerch } from './about'
import { type ApplySettings, makeApplySettings } from './apply-settings'
import { type Arrivals, greetArrivals } from './arrival'
import { makeAutostart } from './at-login'
import type { Autostart } from './autostart'
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
import { type MailDesk, makeMailDesk } from './mail-desk'
import { makeMediaShelf, type MediaShelf } from './media'
import { makeNetwork, type Network } from './network'
import { claimOrigin, guardPages, type OriginNeeds, serveOrigin, WINDOW_ORIGIN } from './origin'
import { makePanelColour } from './panel-colour'
import { type PageAddresses, pagesOf, readDevOrigin } from './page-address'
import { type PageFetched, watchPage } from './page-fetched'
import { policyPlace, readPolicy } from './policy'
import { privateFolder } from './private-folder'
import { makeProfileBook } from './profile-book'
import { makeQuickKey } from './quick-key'
import { guardQuit, type QuitNeeds } from './quit'
import { askAboutReplies } from './quit-question'
import { registerScheme } from './registration'
import { makeSettingsFile } from './settings'
import { makeStatusFile } from './status-file'
import type { Shortcut, ShortcutListeners } from './shortcut'
import { keepHeapsSmall } from './small-heaps'
import { makeText, type Text } from './text'
import { makeTray, type Tray } from './tray'
import type { TrayActions } from './tray-menu'
import { makeTraySurface } from './tray-surface'
import { watchTrayHost } from './tray-watch'
import { makeTraylessNotice, type TraylessNotice } from './trayless-notice'
import { type DesktopVault, loadKeytar, makeVault } from './vault'
import type { MainWindow } from './window'
import { makeWindows, type Windows } from './windows'
import { makeZoom } from './zoom'

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
  /** What the organisation of this machine decided. */
  managed: Policy
  statusFile: StatusFile
  absenceFile: AbsenceFile
  profileBook: ProfileBook & PinBook
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
  pages: PageAddresses
  /** Where databases belong. */
  folder: string
  /** The built thread that searches. */
  searchProgram: string
  version: string
  /** What runs here. */
  about: typeof aboutPerch
  /** What lies under `app://media/`. */
  fillMedia: MediaShelf['fill']
  /** HTML mails in their frames. */
  mail: MailDesk
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
  applySettings: ApplySettings
}

/** At module top level, before ready. Null: another Perch runs already and was told; end. */
export function claimDesktop(options: DesktopOptions): Desktop | null {
  claimOrigin({ app, protocol })
  keepHeapsSmall(app)
  const arrivals = greetArrivals()
  if (!arrivals) return null
  const folder = privateFolder(app.getPath('userData'))
  const log = makeLog({ folder: join(folder, 'logs'), toConsole: !app.isPackaged })
  catchCrashes({ app, crashReporter, process, log })
  const kept = openKeptFile('settings', { folder, Store, log })
  const settingsFile = makeSettingsFile({ file: kept, defaults: options.defaults, log })
  const managed = readPolicy({ ...policyPlace(app.isPackaged), log })
  const bus = process.platform === 'linux' ? makeBus({ load: loadBusLibrary, clock, log }) : null
  const text = makeText(settingsFile.read().language, () => app.getLocale())
  const links = makeLinks({ openExternal: (url) => shell.openExternal(url), log })
  const devOrigin = readDevOrigin()
  const page = watchPage(clock)
  const media = makeMediaShelf()
  const mail = makeMailDesk(devOrigin ?? WINDOW_ORIGIN)
  const origin = guardedOrigin({ devOrigin, links, log, page, media, mail })
  return {
    clock,
    chance,
    log,
    settingsFile,
    profileBook: makeProfileBook(openKeptFile('profiles', { folder, Store, log }), log),
    ...adapters({ bus, log, text, folder, roots: managed.roots }),
    ...{ managed, links, text, arrivals, ipcMain, folder },
    pages: pagesOf(devOrigin ?? WINDOW_ORIGIN),
    pageFetched: devOrigin === null ? page.fetched : Promise.resolve(),
    ...{ version: app.getVersion(), about: aboutPerch },
    searchProgram: join(app.getAppPath(), 'out/main/search-worker.js'),
    fillMedia: media.fill,
    mail,
    async ready() {
      await app.whenReady()
      serveOrigin(origin)
      return makeReady({ bus, text, log, folder, devOrigin, options })
    },
  }
}

type OriginParts = Pick<OriginNeeds, 'devOrigin' | 'links' | 'log'> & { page: PageFetched; media: MediaShelf; mail: MailDesk }

function guardedOrigin({ page, media, mail, ...needs }: OriginParts): OriginNeeds {
  const pages = join(app.getAppPath(), 'out/renderer')
  const handed = (path: string, bytes: Uint8Array): void => page.handed(path, bytes)
  const shelves = { media: media.shelf, ...mail.origin }
  const origin: OriginNeeds = { ...needs, electron: { app, protocol, session }, pages, handed, ...shelves }
  guardPages(origin)
  return origin
}

type Parts = { bus: Bus | null; log: DesktopLog; text: Text; folder: string }

type Adapters = Pick<Desktop, 'vault' | 'alerts' | 'network' | 'badge' | 'autostart' | 'statusFile' | 'absenceFile'>

function adapters({ bus, log, text, folder, roots }: Parts & { roots: string[] }): Adapters {
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
      roots,
      log,
    }),
    badge: bus ? makeLauncherBadge(bus, 'perch') : makeSystemBadge(app),
    autostart: makeAutostart(),
    absenceFile: makeAbsenceFile(() => openKeptFile('missed', { folder, Store, log }), log),
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
  const zoom = makeZoom()
  return {
    awake: makeAwake({ monitor: powerMonitor, clock, idleLimitMs: options.idleLimitMs, bus }),
    windows: makeWindows({ log, origin: devOrigin ?? WINDOW_ORIGIN, kept, zoom: zoom.get }),
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
    makeShortcut: (listeners) => makeQuickKey({ bus, text, log, shortcuts: globalShortcut }, listeners),
    guardQuit: (needs) =>
      guardQuit(needs, { app, powerMonitor, process, clock, log, ask: (count) => askAboutReplies(count, text) }),
    applySettings: makeApplySettings({ text, quit, zoom }),
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
