import { Search } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { Icon } from './icon'

interface FindFieldProps {
  /** The list below by its id, null while there is none; and the lit line. */
  list: string | null
  active: string | undefined
  label: string
  hint: string
  value: string
  onType: (text: string) => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** A field over a list: what is typed finds, the light stays in the list. */
export function FindField({ list, active, label, hint, value, onType, onKeyDown }: FindFieldProps) {
  return (
    <div className="palette-in">
      <Icon of={Search} size={18} />
      <input
        role="combobox"
        aria-expanded={list !== null}
        aria-controls={list ?? undefined}
        aria-activedescendant={active}
        aria-label={label}
        placeholder={hint}
        value={value}
        autoFocus
        onChange={(event) => onType(event.target.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}

/** Arrows move the light, and go round; Enter picks. Anything else is the field's. */
export function moveOrPick<T>(
  event: KeyboardEvent,
  { found, at, move, pick }: { found: readonly T[]; at: number; move: (to: number) => void; pick: (one: T) => void },
): void {
  if (event.nativeEvent.isComposing) return
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const chosen = found[at]
  if (step !== undefined) move((at + step + found.length) % Math.max(1, found.length))
  else if (event.key === 'Enter' && chosen) pick(chosen)
  else return
  event.preventDefault()
}
