import type { LucideIcon } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { Icon } from './icon'

interface Choice<T extends string> {
  value: T
  text: string
  icon?: LucideIcon
  flip?: boolean
}

interface SegmentedProps<T extends string> {
  label: string
  value: T
  choices: Choice<T>[]
  onChoose: (value: T) => void
}

/** What arrows do in a radio group: they choose, and take the focus along. Goes on the box around the radios. */
export function arrowsChoose<T>(values: readonly T[], value: T, onChoose: (value: T) => void) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const to = (values.indexOf(value) + step + values.length) % values.length
    const next = values[to]
    if (next === undefined) return
    onChoose(next)
    event.currentTarget.querySelectorAll<HTMLElement>('button[role="radio"]')[to]?.focus()
  }
}

/** Two or three choices side by side: a radio group with one Tab stop, arrows choose. */
export function Segmented<T extends string>({ label, value, choices, onChoose }: SegmentedProps<T>) {
  const onKeyDown = arrowsChoose(
    choices.map((choice) => choice.value),
    value,
    onChoose,
  )
  return (
    <div className="segmented" role="radiogroup" aria-label={label} onKeyDown={onKeyDown}>
      {choices.map((choice) => (
        <button
          type="button"
          key={choice.value}
          role="radio"
          aria-checked={choice.value === value}
          tabIndex={choice.value === value ? 0 : -1}
          onClick={() => onChoose(choice.value)}
        >
          {choice.icon && <Icon of={choice.icon} size={14} flip={choice.flip ?? false} />}
          {choice.text}
        </button>
      ))}
    </div>
  )
}
