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

/** Draws the gauge. Nothing is shown before the first render. */
export function makeTray({ surface, text, clock, actions }: TrayNeeds): Tray {
  let state: TrayState | null = null
  let drawnAt = Number.NEGATIVE_INFINITY
  let stopTimer: Stop = () => undefined
  let shown = { picture: '', tooltip: '', menu: '' }

  const own = telling(actions, () => {
    shown = { ...shown, menu: '' }
    soon()
  })

  function draw(): void {
    stopTimer()
    if (!state) return
    const now = clock.now()
    drawnAt = now
    const menu = trayMenu(state, { text, actions: own, now })
    const next = { picture: trayPicture(state), tooltip: trayTooltip(state, text, now), menu: JSON.stringify(menu) }
    if (next.picture !== shown.picture) surface.setPicture(next.picture)
    if (next.tooltip !== shown.tooltip) surface.setTooltip(next.tooltip)
    if (next.menu !== shown.menu) surface.setMenu(menu)
    shown = next
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
      shown = { picture: '', tooltip: '', menu: '' }
      soon()
    },
    recreate: () => surface.recreate(),
    stop() {
      stopTimer()
      surface.remove()
    },
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
