import { Check, type LucideIcon } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Icon } from './icon'
import { KeysHint } from './keys-hint'

/** A line of a menu. `checked` makes it one of a choice. */
export interface MenuLine {
  id: string
  text: string
  icon?: LucideIcon
  before?: ReactNode
  checked?: boolean
  keys?: string[]
  onPick: () => void
}

interface MenuProps {
  label: string
  lines: (MenuLine | 'line')[]
  trigger: (props: { 'aria-haspopup': 'menu'; 'aria-expanded': boolean; onClick: () => void }) => ReactNode
  at?: string
  className?: string
}

function Line({ line, onPick }: { line: MenuLine; onPick: () => void }) {
  const isChoice = line.checked !== undefined
  return (
    <button
      type="button"
      role={isChoice ? 'menuitemradio' : 'menuitem'}
      aria-checked={line.checked}
      tabIndex={-1}
      className="menu-item"
      onClick={onPick}
    >
      {line.icon && <Icon of={line.icon} />}
      {line.before}
      <span className="grow">{line.text}</span>
      {line.checked && <Icon of={Check} size={14} className="menu-tick" />}
      {line.keys && <KeysHint keys={line.keys} />}
    </button>
  )
}

function move(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('.menu-item')]
  const here = items.findIndex((item) => item === document.activeElement)
  const steps: Record<string, number> = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }
  const to = steps[event.key]
  if (to === undefined) return
  event.preventDefault()
  event.stopPropagation()
  items[(to + items.length) % items.length]?.focus()
}

/** Closes when the pointer or the focus goes elsewhere. */
function useOutside(isOpen: boolean, root: { current: HTMLElement | null }, close: () => void): void {
  useEffect(() => {
    if (!isOpen) return
    const look = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) close()
    }
    document.addEventListener('pointerdown', look)
    document.addEventListener('focusin', look)
    return () => {
      document.removeEventListener('pointerdown', look)
      document.removeEventListener('focusin', look)
    }
  })
}

/** Opening puts the focus on the chosen line, or on the first. */
function useFirstFocus(isOpen: boolean, root: { current: HTMLElement | null }): void {
  useEffect(() => {
    if (!isOpen) return
    const items = [...(root.current?.querySelectorAll<HTMLElement>('.menu-item') ?? [])]
    const chosen = items.find((item) => item.getAttribute('aria-checked') === 'true') ?? items[0]
    chosen?.focus()
  }, [isOpen, root])
}

/** A button with a menu: arrows move, Enter picks, Esc closes and gives the focus back. */
export function Menu({ label, lines, trigger, at = '', className = '' }: MenuProps) {
  const [isOpen, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const close = (giveBack: boolean) => {
    setOpen(false)
    if (giveBack) root.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus()
  }
  useOutside(isOpen, root, () => close(false))
  useFirstFocus(isOpen, root)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.nativeEvent.stopImmediatePropagation()
      close(true)
    } else move(event)
  }
  const pick = (line: MenuLine) => {
    close(true)
    line.onPick()
  }
  return (
    <div className={`menu-at ${className}`} ref={root}>
      {trigger({ 'aria-haspopup': 'menu', 'aria-expanded': isOpen, onClick: () => (isOpen ? close(true) : setOpen(true)) })}
      {isOpen && (
        <div className={`menu menu-pop ${at}`} role="menu" aria-label={label} onKeyDown={onKeyDown}>
          {lines.map((line, index) =>
            line === 'line' ? (
              <div className="menu-line" role="separator" key={index} />
            ) : (
              <Line key={line.id} line={line} onPick={() => pick(line)} />
            ),
          )}
        </div>
      )}
    </div>
  )
}
