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
const CRASHES_IN_A_ROW = 3
const CALM_AGAIN_MS = 60_000
const RELOAD_PAUSE_MS = 300
const RELOAD_PAUSE_LONG_MS = 15_000

/** Owns the main window, of which there is one or none. */
export function makeMainWindow(needs: WindowNeeds): MainWindow {
  const { clock, kept } = needs
  let window: BrowserWindow | null = null
  let isLeaving = false
  let isTrayless = false
  let stopHidden: Stop = () => undefined

  function make(): BrowserWindow {
    const made = createWindow(needs)
    made.on('close', (event) => {
      kept.set({ main: placeOf(made) })
      if (isLeaving) return
      event.preventDefault()
      if (isTrayless) made.minimize()
      else made.hide()
    })
    made.on('hide', () => {
      stopHidden = clock.after(TAKEN_APART_AFTER_MS, () => made.destroy())
    })
    made.on('show', () => stopHidden())
    made.on('closed', () => {
      stopHidden()
      if (window === made) window = null
    })
    for (const change of ['focus', 'blur', 'show', 'hide', 'minimize', 'restore'] as const)
      onChange(made, change, needs.onFocusChanged)
    return made
  }

  function show(): void {
    if (!window) {
      window = make()
      return
    }
    // A window that still waits for its first frame comes by itself.
    if (window.webContents.isLoadingMainFrame() && !window.isVisible()) return
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }

  const isVisible = (): boolean => window !== null && window.isVisible() && !window.isMinimized()
  const isFocusedAndVisible = (): boolean => isVisible() && window?.isFocused() === true

  return {
    show,
    hide: () => window?.close(),
    toggle: () => (isFocusedAndVisible() ? window?.close() : show()),
    isVisible,
    isFocusedAndVisible,
    control(action) {
      if (!window) return
      if (action === 'minimize') window.minimize()
      else if (action === 'close') window.close()
      else if (window.isMaximized()) window.unmaximize()
      else window.maximize()
    },
    contents: () => (window && !window.webContents.isDestroyed() ? [window.webContents] : []),
    setTrayless: (next) => void (isTrayless = next),
    letGo: () => void (isLeaving = true),
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

type Change = 'focus' | 'blur' | 'show' | 'hide' | 'minimize' | 'restore'
/** Electron types each event by an overload of its own. */
function onChange(window: BrowserWindow, change: Change, tell: () => void): void {
  window.on(change as 'focus', tell)
}
