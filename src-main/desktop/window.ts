/**
 * The main window. Closing hides it, quitting is explicit. Hidden it costs as much as shown, so after ten minutes it is taken
 * apart and made again when it is wanted (P2): nothing that matters lives in it.
 */
import { app, BrowserWindow, nativeTheme, screen, type WebContents } from 'electron'
import type { Clock, Log, Stop } from '../core/ports'
import type { KeptFile } from './kept-file'
import { FIRST, type Place, restorePlace, SMALLEST } from './window-bounds'

export interface WindowNeeds {
  /** `app://window/index.html`, or the dev server's. */
  url: string
  preload: string
  icon: string
  /** electron-store `windows`. */
  kept: KeptFile
  clock: Clock
  log: Log
  /** The page died and was loaded again: tell the agent, who may have been typing. */
  onRecovered: () => void
  /** First frame on screen: the rest of the app may load now (P1). */
  onPainted: () => void
  onFocusChanged: () => void
}
export interface MainWindow {
  /** Makes it if needed, brings it to the front. */
  show(): void
  hide(): void
  toggle(): void
  control(action: 'minimize' | 'maximize' | 'close'): void
  /** On screen, not minimised, and with the keyboard: what the agent looks at. */
  isFocusedAndVisible(): boolean
  isVisible(): boolean
  /** Pages to tell events to. */
  contents(): WebContents[]
  /** No tray: closing minimises, or the window would be out of reach. */
  setTrayless(isTrayless: boolean): void
  /** From here on closing closes. */
  letGo(): void
}

const TAKEN_APART_AFTER_MS = 10 * 60_000
/** Wayland may never send ready-to-show for a hidden window. */
const SHOW_ANYWAY_MS = 1_500
/** `--bg-frame` of the tokens, so that the first frame has no flash. */
const GROUND = { light: '#eef2f3', dark: '#111619' }
const CHANGES = ['focus', 'blur', 'show', 'hide', 'minimize', 'restore'] as const
const CRASHES_IN_A_ROW = 3
const CALM_AGAIN_MS = 60_000
const RELOAD_PAUSE_MS = 300
const RELOAD_PAUSE_LONG_MS = 15_000

/** Owns the main window, of which there is one or none. */
export function makeMainWindow(needs: WindowNeeds): MainWindow {
  return new OneWindow(needs)
}

class OneWindow implements MainWindow {
  private window: BrowserWindow | null = null
  private isLeaving = false
  private isTrayless = false
  private stopHidden: Stop = () => undefined

  constructor(private readonly needs: WindowNeeds) {}

  show(): void {
    const { window } = this
    if (!window) {
      this.window = this.make()
      return
    }
    // A window that still waits for its first frame comes by itself.
    if (window.webContents.isLoadingMainFrame() && !window.isVisible()) return
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }

  hide(): void {
    this.window?.close()
  }

  toggle(): void {
    if (this.isFocusedAndVisible()) this.hide()
    else this.show()
  }

  control(action: 'minimize' | 'maximize' | 'close'): void {
    const { window } = this
    if (!window) return
    if (action === 'minimize') window.minimize()
    else if (action === 'close') window.close()
    else if (window.isMaximized()) window.unmaximize()
    else window.maximize()
  }

  isVisible(): boolean {
    return this.window !== null && this.window.isVisible() && !this.window.isMinimized()
  }

  isFocusedAndVisible(): boolean {
    return this.isVisible() && this.window?.isFocused() === true
  }

  contents(): WebContents[] {
    return this.window && !this.window.webContents.isDestroyed() ? [this.window.webContents] : []
  }

  setTrayless(isTrayless: boolean): void {
    this.isTrayless = isTrayless
  }

  letGo(): void {
    this.isLeaving = true
  }

  private make(): BrowserWindow {
    const { clock, kept, onFocusChanged } = this.needs
    const window = createWindow(this.needs)
    window.on('close', (event) => {
      kept.set({ main: placeOf(window) })
      if (this.isLeaving) return
      event.preventDefault()
      if (this.isTrayless) window.minimize()
      else window.hide()
    })
    window.on('hide', () => {
      this.stopHidden()
      this.stopHidden = clock.after(TAKEN_APART_AFTER_MS, () => window.destroy())
    })
    window.on('show', () => this.stopHidden())
    window.on('closed', () => {
      this.stopHidden()
      if (this.window === window) this.window = null
    })
    for (const change of CHANGES) onChange(window, change, onFocusChanged)
    return window
  }
}

function createWindow(needs: WindowNeeds): BrowserWindow {
  const { url, preload, icon, kept, log } = needs
  const place = restorePlace(
    kept.all()['main'],
    screen.getAllDisplays().map((display) => display.workArea),
  )
  const window = new BrowserWindow({
    ...(place ? { x: place.x, y: place.y, width: place.width, height: place.height } : FIRST),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: app.name,
    icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
    ...frame(),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // Dictionaries would come from Google's servers; macOS has its own.
      spellcheck: process.platform === 'darwin',
    },
  })
  if (place?.isMaximized) window.maximize()
  showWhenPainted(window, needs)
  recover(window, needs)
  window.loadURL(url).catch((error: unknown) => void log.bug('page not loaded', error))
  return window
}

/** Own bar everywhere: with the system's buttons where it lends them, drawn ones on Linux (LOOK §2). */
function frame(): Electron.BrowserWindowConstructorOptions {
  switch (process.platform) {
    case 'darwin':
      return { titleBarStyle: 'hiddenInset', trafficLightPosition: { x: 14, y: 14 } }
    case 'win32':
      return { titleBarStyle: 'hidden', titleBarOverlay: { height: 44, color: '#00000000' } }
    default:
      return { frame: false }
  }
}

function showWhenPainted(window: BrowserWindow, { clock, onPainted }: WindowNeeds): void {
  let isShown = false
  const show = (): void => {
    if (isShown || window.isDestroyed()) return
    isShown = true
    window.show()
    window.focus()
    onPainted()
  }
  window.once('ready-to-show', show)
  window.webContents.once('did-finish-load', () => void clock.after(SHOW_ANYWAY_MS, show))
  // A page that never loads must not leave the agent with nothing at all.
  window.webContents.once('did-fail-load', () => void clock.after(SHOW_ANYWAY_MS, show))
}

/** A page that died is loaded again. One that keeps dying waits longer: the tray and the alerts go on meanwhile. */
function recover(window: BrowserWindow, { clock, log, onRecovered, url }: WindowNeeds): void {
  let crashes: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    log.warn('page gone', { reason, exitCode })
    crashes = [...crashes.filter((at) => clock.now() - at < CALM_AGAIN_MS), clock.now()]
    clock.after(crashes.length >= CRASHES_IN_A_ROW ? RELOAD_PAUSE_LONG_MS : RELOAD_PAUSE_MS, () => {
      if (window.isDestroyed()) return
      window.webContents.once('did-finish-load', onRecovered)
      window.loadURL(url).catch((error: unknown) => void log.bug('page not loaded again', error))
    })
  })
  window.webContents.on('unresponsive', () => log.warn('page does not answer'))
}

function placeOf(window: BrowserWindow): Place {
  return { ...window.getNormalBounds(), isMaximized: window.isMaximized() }
}

/** Electron types each event by an overload of its own. */
function onChange(window: BrowserWindow, change: (typeof CHANGES)[number], tell: () => void): void {
  window.on(change as 'focus', tell)
}
