/**
 * The quick-reply window (M8). It costs as much as the main one, so it is made only when it may be needed: when it is wanted, or
 * warmed before that by an alert with a Reply button; ten minutes later it is taken apart (P2). A warm one shows a conversation
 * in less than 100 ms: the page draws it unseen and reports, then it comes on screen. Its drafts are in the store, not in it.
 */
import type { BrowserWindow, WebContents } from 'electron'
import type { ConversationRef } from '../../src-preload/contract/ids'
import type { Clock, Log, Stop } from '../core/ports'

export interface QuickNeeds {
  /** A new window with the quick page on its way, not on screen. */
  open: () => BrowserWindow
  /** Puts it on the screen where the agent works. */
  place: (window: BrowserWindow) => void
  /** The page is to show this conversation, or the most urgent one. */
  tellOpened: (conversation: ConversationRef | null) => void
  tellClosed: () => void
  /** Wayland: a token of the desktop that lets the window come to the front. */
  activate: (token: string) => void
  /** It is not on screen any more: the program before has the keyboard again. */
  onHidden: () => void
  onFocusChanged: () => void
  clock: Clock
  log: Log
}

export interface QuickWindow {
  /** Brings it, with the desktop's token if there is one; null: the most urgent conversation, and pressed again it goes. */
  open(conversation: ConversationRef | null, token?: string | null): void
  /** The leave to come to the front arrived; one that is not on screen stays away. */
  comeForward(): void
  /** It may be needed soon. */
  warm(): void
  close(): void
  /** The page tells what it shows. */
  report(open: ConversationRef | null): void
  /** What the agent looks at; null while it is not in front. */
  seen(): ConversationRef | null
  isFocusedAndVisible(): boolean
  contents(): WebContents[]
  /** From here on closing closes. */
  letGo(): void
}

const KEPT_WARM_MS = 10 * 60_000
/** A page that draws slowly is shown all the same: it says that it is loading. */
const SHOW_WARM_MS = 80
const SHOW_COLD_MS = 1_500

/** Owns the quick-reply window, of which there is one or none. */
export function makeQuickWindow(needs: QuickNeeds): QuickWindow {
  return new OneQuickWindow(needs)
}

class OneQuickWindow implements QuickWindow {
  private window: BrowserWindow | null = null
  /** What the page is to show; undefined: it rests. */
  private wish: ConversationRef | null | undefined
  private shown: ConversationRef | null = null
  private isListening = false
  private isLeaving = false
  private stopCooling: Stop = () => undefined
  private stopWaiting: Stop = () => undefined

  constructor(private readonly needs: QuickNeeds) {}

  open(conversation: ConversationRef | null, token: string | null = null): void {
    if (conversation === null && this.isFocusedAndVisible()) return this.close()
    if (token !== null) this.needs.activate(token)
    // What is being written there is not taken from under the hands.
    if (conversation === null && this.isVisible()) return this.front()
    this.wish = conversation
    const window = this.made()
    if (!this.isListening) return
    this.needs.tellOpened(conversation)
    if (!this.isVisible()) this.showWithin(window, SHOW_WARM_MS)
    else this.front()
  }

  comeForward(): void {
    if (this.isVisible()) this.front()
  }

  warm(): void {
    this.made()
    if (!this.isVisible()) this.cool()
  }

  close(): void {
    this.wish = undefined
    this.shown = null
    this.stopWaiting()
    const { window } = this
    if (!window) return
    this.needs.tellClosed()
    this.cool()
    if (!window.isVisible()) return
    window.hide()
    this.needs.onHidden()
  }

  report(open: ConversationRef | null): void {
    const { window } = this
    if (!window) return
    if (!this.isListening) {
      this.isListening = true
      if (this.wish !== undefined) this.needs.tellOpened(this.wish)
      return
    }
    this.shown = open
    if (this.wish !== undefined && !window.isVisible()) this.show(window)
  }

  seen(): ConversationRef | null {
    return this.isFocusedAndVisible() ? this.shown : null
  }

  isFocusedAndVisible(): boolean {
    return this.isVisible() && this.window?.isFocused() === true
  }

  contents(): WebContents[] {
    return this.window && !this.window.webContents.isDestroyed() ? [this.window.webContents] : []
  }

  letGo(): void {
    this.isLeaving = true
  }

  private isVisible(): boolean {
    return this.window?.isVisible() === true
  }

  private front(): void {
    this.window?.show()
    this.window?.focus()
  }

  private show(window: BrowserWindow): void {
    this.stopWaiting()
    this.stopCooling()
    if (window.isDestroyed() || this.wish === undefined) return
    this.needs.place(window)
    this.front()
  }

  private showWithin(window: BrowserWindow, ms: number): void {
    this.stopWaiting()
    this.stopWaiting = this.needs.clock.after(ms, () => this.show(window))
  }

  private cool(): void {
    this.stopCooling()
    this.stopCooling = this.needs.clock.after(KEPT_WARM_MS, () => this.window?.destroy())
  }

  private made(): BrowserWindow {
    this.stopCooling()
    return (this.window ??= this.make())
  }

  private make(): BrowserWindow {
    const window = this.needs.open()
    this.isListening = false
    window.on('close', (event) => {
      if (this.isLeaving) return
      event.preventDefault()
      this.close()
    })
    window.on('closed', () => this.gone(window))
    window.on('focus', this.needs.onFocusChanged)
    window.on('blur', this.needs.onFocusChanged)
    window.webContents.once('did-finish-load', () => this.showWithin(window, SHOW_COLD_MS))
    window.webContents.once('did-fail-load', () => this.showWithin(window, SHOW_COLD_MS))
    window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => this.broken(window, { reason, exitCode }))
    return window
  }

  /** A page that died is made anew; what was written is a draft. One that was not on screen is not missed. */
  private broken(window: BrowserWindow, facts: { reason: string; exitCode: number }): void {
    if (facts.reason === 'clean-exit' || window.isDestroyed()) return
    this.needs.log.warn('quick page gone', facts)
    const wasVisible = window.isVisible()
    const last = this.shown ?? this.wish ?? null
    window.destroy()
    if (wasVisible) this.open(last)
  }

  private gone(window: BrowserWindow): void {
    if (this.window !== window) return
    this.window = null
    this.isListening = false
    this.wish = undefined
    this.shown = null
    this.stopCooling()
    this.stopWaiting()
  }
}
