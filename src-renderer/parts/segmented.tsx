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

/** Two or three choices side by side: a radio group with one Tab stop, arrows choose. */
export function Segmented<T extends string>({ label, value, choices, onChoose }: SegmentedProps<T>) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const here = choices.findIndex((choice) => choice.value === value)
    const next = choices[(here + step + choices.length) % choices.length]
    if (!next) return
    onChoose(next.value)
    event.currentTarget.querySelectorAll<HTMLElement>('[role="radio"]')[choices.indexOf(next)]?.focus()
  }
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
