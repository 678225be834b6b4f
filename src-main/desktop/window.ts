/**
 * The main window. Closing hides it, quitting is explicit. Hidden it costs as much as shown, so after ten minutes it is taken
 * apart and made again when it is wanted (P2): nothing that matters lives in it. Made by `window-pane`; here is when and why.
 */
import type { BrowserWindow, WebContents } from 'electron'
import type { Clock, Log, Stop } from '../core/ports'
import type { KeptFile } from './kept-file'

export interface WindowNeeds {
  /** A new window with our page, not on screen yet; `stored` is where the last one was, as it was kept. */
  open: (stored: unknown) => BrowserWindow
  /** Loads the page again in a window whose page died. */
  load: (window: BrowserWindow) => void
  /** Its screen may have been unplugged while it was out of sight. */
  bringBack: (window: BrowserWindow) => void
  /** Wayland: a token of the desktop that lets the window come to the front. */
  activate: (token: string) => void
  /** electron-store `windows`. */
  kept: KeptFile
  clock: Clock
  log: Log
  /** The page died and is being loaded again: it cannot hear, and the agent may have been typing. */
  onBroken: () => void
  onFocusChanged: () => void
  /** Closed: to the tray, to the task bar where there is no tray, or for good. */
  onHidden: () => void
}
export interface MainWindow {
  /** Makes it if needed, brings it to the front; with the desktop's token if a click brought one. */
  show(token?: string | null): void
  control(action: 'minimize' | 'maximize' | 'close'): void
  /** On screen, not minimised, and with the keyboard: what the agent looks at. */
  isFocusedAndVisible(): boolean
  isVisible(): boolean
  /** Asks for attention on the task bar, until the agent looks. */
  flash(): void
  /** Pages to tell events to. */
  contents(): WebContents[]
  /** No tray: closing minimises, and there is always a window, or Perch would be out of reach. */
  setTrayless(isTrayless: boolean): void
  /** From here on closing closes. */
  letGo(): void
}

const TAKEN_APART_AFTER_MS = 10 * 60_000
/** Wayland may never send ready-to-show for a hidden window. */
const SHOW_ANYWAY_MS = 1_500
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
  /** Its first frame leaves it on the task bar. */
  private asIcon = false
  private stopHidden: Stop = () => undefined

  constructor(private readonly needs: WindowNeeds) {}

  show(token: string | null = null): void {
    this.asIcon = false
    if (token !== null) this.needs.activate(token)
    const { window } = this
    if (!window) {
      this.window = this.make()
      return
    }
    // A window that still waits for its first frame comes by itself.
    if (window.webContents.isLoadingMainFrame() && !window.isVisible()) return
    this.needs.bringBack(window)
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
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

  flash(): void {
    const { window } = this
    if (window === null || window.isFocused()) return
    window.flashFrame(true)
    window.once('focus', () => window.flashFrame(false))
  }

  isFocusedAndVisible(): boolean {
    return this.isVisible() && this.window?.isFocused() === true
  }

  contents(): WebContents[] {
    return this.window && !this.window.webContents.isDestroyed() ? [this.window.webContents] : []
  }

  setTrayless(isTrayless: boolean): void {
    this.isTrayless = isTrayless
    if (!isTrayless || this.isLeaving) return
    const { window } = this
    if (window === null) {
      this.asIcon = true
      this.window = this.make()
    } else if (!window.isVisible() && !window.webContents.isLoadingMainFrame()) showAsIcon(window)
  }

  letGo(): void {
    this.isLeaving = true
  }

  private make(): BrowserWindow {
    const { clock, kept, onFocusChanged } = this.needs
    const window = this.needs.open(kept.all()['main'])
    window.on('close', (event) => this.closing(window, event))
    window.on('hide', () => {
      this.needs.onHidden()
      this.stopHidden()
      this.stopHidden = clock.after(TAKEN_APART_AFTER_MS, () => window.destroy())
    })
    window.on('show', () => this.stopHidden())
    window.on('closed', () => {
      this.needs.onHidden()
      this.stopHidden()
      if (this.window === window) this.window = null
    })
    for (const change of CHANGES) onChange(window, change, onFocusChanged)
    whenPainted(window, clock, () => (this.asIcon ? showAsIcon(window) : showInFront(window)))
    recover(window, this.needs)
    return window
  }

  private closing(window: BrowserWindow, event: { preventDefault(): void }): void {
    if (!this.isLeaving) {
      event.preventDefault()
      if (!this.isTrayless) window.hide()
      else {
        window.minimize()
        this.needs.onHidden()
      }
    }
    try {
      this.needs.kept.set({ main: { ...window.getNormalBounds(), isMaximized: window.isMaximized() } })
    } catch (error: unknown) {
      // A full disk costs the place of the window, not the window.
      this.needs.log.warn('window place not kept', { error: error instanceof Error ? error.name : 'unknown' })
    }
  }
}

function showInFront(window: BrowserWindow): void {
  window.show()
  window.focus()
}

function showAsIcon(window: BrowserWindow): void {
  // Only what was on screen once can be on the task bar.
  window.showInactive()
  window.minimize()
}

function whenPainted(window: BrowserWindow, clock: Clock, show: () => void): void {
  let isShown = false
  const showOnce = (): void => {
    if (isShown || window.isDestroyed()) return
    isShown = true
    show()
  }
  window.once('ready-to-show', showOnce)
  window.webContents.once('did-finish-load', () => void clock.after(SHOW_ANYWAY_MS, showOnce))
  // A page that never loads must not leave the agent with nothing at all.
  window.webContents.once('did-fail-load', () => void clock.after(SHOW_ANYWAY_MS, showOnce))
}

/** A page that died is loaded again. One that keeps dying waits longer: the tray and the alerts go on meanwhile. */
function recover(window: BrowserWindow, { clock, log, load, onBroken }: WindowNeeds): void {
  let crashes: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    log.warn('page gone', { reason, exitCode })
    onBroken()
    crashes = [...crashes.filter((at) => clock.now() - at < CALM_AGAIN_MS), clock.now()]
    const pauseMs = crashes.length >= CRASHES_IN_A_ROW ? RELOAD_PAUSE_LONG_MS : RELOAD_PAUSE_MS
    clock.after(pauseMs, () => void (window.isDestroyed() || load(window)))
  })
  window.webContents.on('unresponsive', () => log.warn('page does not answer'))
}

/** Electron types each event by an overload of its own. */
function onChange(window: BrowserWindow, change: (typeof CHANGES)[number], tell: () => void): void {
  window.on(change as 'focus', tell)
}
