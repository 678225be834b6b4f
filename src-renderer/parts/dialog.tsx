import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'

const REACHABLE = 'button, input, textarea, [tabindex="0"]'

function keepInside(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Tab') return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(REACHABLE)].filter((stop) => stop.tabIndex >= 0)
  const edge = event.shiftKey ? stops[0] : stops.at(-1)
  if (document.activeElement !== edge) return
  event.preventDefault()
  ;(event.shiftKey ? stops.at(-1) : stops[0])?.focus()
}

interface DialogProps {
  label: string
  onClose: () => void
  isWide?: boolean
  children: ReactNode
}

/** Floats over the window, keeps the focus and gives it back. The caller closes it on Esc. */
export function Dialog({ label, onClose, isWide = false, children }: DialogProps) {
  const box = useRef<HTMLDivElement>(null)
  const [before] = useState(() => document.activeElement)
  useEffect(() => {
    if (!box.current?.contains(document.activeElement))
      (box.current?.querySelector<HTMLElement>(REACHABLE) ?? box.current)?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [before])
  return (
    <div className="scrim" onPointerDown={(event) => event.target === event.currentTarget && onClose()}>
      <div
        className={isWide ? 'dialog dialog-wide' : 'dialog'}
        role="dialog"
        aria-modal="true"
        aria-label={label}
        tabIndex={-1}
        ref={box}
        onKeyDown={keepInside}
      >
        {children}
      </div>
    </div>
  )
}
