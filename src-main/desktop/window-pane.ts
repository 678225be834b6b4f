/** The window as Electron makes it: its page without any power, its frame as each system has it. */
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import type { Log } from '../core/ports'
import { broughtBack, FIRST, restorePlace, SMALLEST } from './window-bounds'

interface PaneNeeds {
  /** `app://window/index.html`, or the dev server's. */
  url: string
  preload: string
  icon: string
  /** How large everything is drawn; 1 is as it comes. */
  zoom: () => number
  log: Log
}

/** `--bg-frame` of the tokens, so that the first frame has no flash. */
const GROUND = { light: '#eef2f3', dark: '#111619' }

/** A window where the last one was, not on screen yet, with its page on the way. */
export function openPane(needs: PaneNeeds, stored: unknown): BrowserWindow {
  const { preload, icon } = needs
  const place = restorePlace(
    stored,
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
    webPreferences: { ...powerless(preload), zoomFactor: needs.zoom() },
  })
  if (place?.isMaximized) window.maximize()
  loadPage(window, needs)
  return window
}

/** To the first screen, when the one it lay on is gone; a large window is put by the system. */
export function bringBack(window: BrowserWindow): void {
  if (window.isMaximized() || window.isFullScreen()) return
  const primary = screen.getPrimaryDisplay()
  const displays = [primary, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id)]
  const place = broughtBack(
    window.getNormalBounds(),
    displays.map(({ workArea }) => workArea),
  )
  if (place) window.setBounds(place)
}

/** The quick-reply window: small, without a frame, above the others and on every desktop (LOOK §2). */
export function openQuickPane(needs: PaneNeeds): BrowserWindow {
  const { preload, icon } = needs
  const window = new BrowserWindow({
    ...{ width: 560, height: 420, show: false, frame: false, resizable: false, maximizable: false, fullscreenable: false },
    ...{ alwaysOnTop: true, skipTaskbar: true, title: app.name, icon },
    backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
    webPreferences: { ...powerless(preload), zoomFactor: needs.zoom() },
  })
  window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true })
  loadPage(window, needs)
  return window
}

/** Our pages alone, with the doorway and nothing else. */
function powerless(preload: string): Electron.WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    // Dictionaries would come from Google's servers; macOS has its own.
    spellcheck: process.platform === 'darwin',
  }
}

/** Loads our page; also again, after it died. */
export function loadPage(window: BrowserWindow, { url, log }: Pick<PaneNeeds, 'url' | 'log'>): void {
  window.loadURL(url).catch((error: unknown) => void log.bug('page not loaded', error))
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
