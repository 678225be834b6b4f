/** A window as far as the desktop room knows it: Electron's, without a screen. */
import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'

export class FakePane extends EventEmitter {
  state: 'hidden' | 'shown' | 'minimized' | 'destroyed' = 'hidden'
  hasFocus = false
  isLarge = false
  readonly webContents = Object.assign(new EventEmitter(), {
    id: 1,
    isLoading: true,
    isLoadingMainFrame: () => this.webContents.isLoading,
    isDestroyed: () => this.state === 'destroyed',
  })

  /** What Electron's type says it is. */
  get asWindow(): BrowserWindow {
    return this as unknown as BrowserWindow
  }

  isVisible = () => this.state === 'shown' || this.state === 'minimized'
  isMinimized = () => this.state === 'minimized'
  isDestroyed = () => this.state === 'destroyed'
  isFocused = () => this.hasFocus
  isMaximized = () => this.isLarge
  maximize = () => void (this.isLarge = true)
  unmaximize = () => void (this.isLarge = false)
  getNormalBounds = () => ({ x: 10, y: 20, width: 1000, height: 700 })
  focus = () => void (this.hasFocus = true)
  /** Does not bring back what lies on the task bar, as on some desktops. */
  show = () => (this.isMinimized() ? undefined : this.become('shown', 'show'))
  showInactive = () => this.become('shown', 'show')
  restore = () => this.become('shown', 'restore')
  minimize = () => this.become('minimized', 'minimize')

  hide = () => {
    this.hasFocus = false
    this.become('hidden', 'hide')
  }

  close = () => {
    let isPrevented = false
    this.emit('close', { preventDefault: () => (isPrevented = true) })
    if (!isPrevented) this.destroy()
  }

  destroy = () => this.become('destroyed', 'closed')

  /** The page is there and had its first frame. */
  paint(): void {
    this.webContents.isLoading = false
    this.emit('ready-to-show')
  }

  private become(state: FakePane['state'], event: string): void {
    this.state = state
    this.emit(event)
  }
}
