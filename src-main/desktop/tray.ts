/**
 * The tray: one render() from state. It draws at most once a second and only what changed, because every new menu makes the
 * desktop read all of it again and closes one that is open. Waiting times grow by themselves, so it looks again twice a minute.
 */
import type { MenuItemConstructorOptions } from 'electron'
import type { Clock, Stop } from '../core/ports'
import type { Text } from './text'
import { type TrayActions, trayMenu } from './tray-menu'
import { type TrayState, trayTooltip } from './tray-state'

/** The drawn tray, without Electron: tests hand in a fake. */
export interface TraySurface {
  setPicture(picture: string): void
  setTooltip(tooltip: string): void
  setMenu(menu: MenuItemConstructorOptions[]): void
  /** Takes it away and puts a new one up, with the same face. */
  recreate(): void
  remove(): void
}
export interface Tray {
  render(state: TrayState): void
  /** Language or panel changed: everything is said anew. */
  refresh(): void
  recreate(): void
  stop: Stop
}
interface TrayNeeds {
  surface: TraySurface
  text: Text
  clock: Clock
  actions: TrayActions
}

const BETWEEN_DRAWINGS_MS = 1_000
const LOOK_AGAIN_MS = 30_000
const NOTHING = { picture: '', tooltip: '', menu: '' }

/** Draws the gauge. Nothing is shown before the first render. */
export function makeTray({ surface, text, clock, actions }: TrayNeeds): Tray {
  let state: TrayState | null = null
  let drawnAt = Number.NEGATIVE_INFINITY
  let stopTimer: Stop = () => undefined

  const face = new Face(surface)
  const own = telling(actions, () => {
    face.forgetMenu()
    soon()
  })

  function draw(): void {
    stopTimer()
    if (!state) return
    const now = clock.now()
    drawnAt = now
    face.show(trayPicture(state), trayTooltip(state, text, now), trayMenu(state, { text, actions: own, now }))
    stopTimer = clock.after(LOOK_AGAIN_MS, draw)
  }

  function soon(): void {
    stopTimer()
    const waitMs = drawnAt + BETWEEN_DRAWINGS_MS - clock.now()
    if (waitMs <= 0) draw()
    else stopTimer = clock.after(waitMs, draw)
  }

  return {
    render(next) {
      state = next
      soon()
    },
    refresh() {
      face.forget()
      soon()
    },
    recreate: () => surface.recreate(),
    stop() {
      stopTimer()
      surface.remove()
    },
  }
}

/** What is shown now: only what differs is drawn. */
class Face {
  private shown = NOTHING

  constructor(private readonly surface: TraySurface) {}

  show(picture: string, tooltip: string, menu: MenuItemConstructorOptions[]): void {
    const next = { picture, tooltip, menu: JSON.stringify(menu) }
    if (next.picture !== this.shown.picture) this.surface.setPicture(picture)
    if (next.tooltip !== this.shown.tooltip) this.surface.setTooltip(tooltip)
    if (next.menu !== this.shown.menu) this.surface.setMenu(menu)
    this.shown = next
  }

  forget(): void {
    this.shown = NOTHING
  }

  forgetMenu(): void {
    this.shown = { ...this.shown, menu: '' }
  }
}

/** A click moves the check mark by itself; what is true is known only to the server, so the menu is drawn anew. */
function telling(actions: TrayActions, isUnsure: () => void): TrayActions {
  return {
    ...actions,
    choosePresence(wish, place) {
      actions.choosePresence(wish, place)
      isUnsure()
    },
  }
}

/** Name of the picture: the level, and for waiting customers how many, two figures at most. */
export function trayPicture({ gauge }: TrayState): string {
  const { level, count } = gauge
  const isCounted = level === 'calm' || level === 'amber' || level === 'red'
  if (!isCounted || count === 0) return level
  return `${level}-${count > 9 ? '9plus' : count}`
}
