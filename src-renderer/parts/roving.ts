import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect } from 'react'

const steps: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }

/**
 * One Tab stop for a column of buttons: arrows, Home and End go from one to the next. The stop is where the focus was, else
 * what is current, else the first. Goes on the box around them.
 */
export function useRoving(box: RefObject<HTMLElement | null>, selector: string) {
  const items = () =>
    [...(box.current?.querySelectorAll<HTMLElement>(selector) ?? [])].filter((item) => item.checkVisibility?.() !== false)
  const stopAt = (stop: Element | null | undefined) => items().forEach((item) => (item.tabIndex = item === stop ? 0 : -1))
  useEffect(() => {
    const all = items()
    const known = all.find((item) => item === document.activeElement) ?? all.find((item) => item.ariaCurrent === 'page')
    stopAt(known ?? all[0])
  })
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const all = items()
    const here = all.findIndex((item) => item === document.activeElement)
    if (here === -1 || event.ctrlKey || event.metaKey || event.altKey) return
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? all.length - 1 : here + (steps[event.key] ?? NaN)
    if (Number.isNaN(to)) return
    event.preventDefault()
    all[(to + all.length) % all.length]?.focus()
  }
  const onFocus = (event: FocusEvent<HTMLElement>) => {
    if (items().includes(event.target)) stopAt(event.target)
  }
  return { onKeyDown, onFocus }
}
