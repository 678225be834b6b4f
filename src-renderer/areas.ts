import { useUi } from './ui-state'

/** F6 goes round the areas in this order. */
const order = ['bar', 'rail', 'list', 'talk', 'composer', 'panel']

/** Where the focus goes inside an area: its own Tab stop. */
const stops: Record<string, string> = {
  bar: '.search',
  rail: '.rail-item[aria-current="page"], .rail-item, .switcher',
  list: '.rows[tabindex="0"], button',
  talk: '.timeline, button',
  composer: 'textarea',
  panel: 'button, [tabindex="-1"]',
}

function areaNode(name: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-area="${name}"]`)
}

function here(): number {
  const inside = document.activeElement?.closest<HTMLElement>('[data-area]')?.dataset['area']
  return inside === undefined ? -1 : order.indexOf(inside)
}

/** Whether the focus is in this area or nowhere at all: a key that means the list is not for somebody who reads or writes. */
export function isFocusIn(name: string): boolean {
  const at = here()
  return at === -1 || order[at] === name
}

/** Moves the focus to the next area that is on screen; `step` is 1 or -1. */
export function stepArea(step: 1 | -1): void {
  const from = here()
  for (let moved = 1; moved <= order.length; moved += 1) {
    const name = order[(from + step * moved + order.length * 2) % order.length] ?? 'list'
    const node = areaNode(name)
    if (!node || node.offsetParent === null) continue
    const stop = node.querySelector<HTMLElement>(stops[name] ?? 'button') ?? node
    stop.focus()
    return
  }
}

/** Shows or hides the side panel. */
export function turnPanel(): void {
  const { side, showSide } = useUi.getState()
  showSide(side === null ? 'contact' : null)
}
