import { ChevronDown, type LucideIcon } from 'lucide-react'
import { Icon } from './icon'
import { Menu } from './menu'

interface ChoiceProps<T extends string | number> {
  label: string
  value: T
  choices: { value: T; text: string }[]
  onChoose: (value: T) => void
  look?: 'chip' | 'btn'
  icon?: LucideIcon
  at?: string
}

/** One of a few values behind a button that shows the chosen one. */
export function Choice<T extends string | number>({ label, value, choices, onChoose, look = 'btn', icon, at }: ChoiceProps<T>) {
  const chosen = choices.find((choice) => choice.value === value)
  const small = look === 'chip' ? 12 : 14
  return (
    <Menu
      label={label}
      at={at}
      lines={choices.map((choice) => ({
        id: String(choice.value),
        text: choice.text,
        checked: choice.value === value,
        onPick: () => onChoose(choice.value),
      }))}
      trigger={(props) => (
        <button type="button" className={look} aria-label={`${label}: ${chosen?.text ?? ''}`} {...props}>
          {icon && <Icon of={icon} size={12} />}
          {chosen?.text ?? String(value)}
          <Icon of={ChevronDown} size={small} />
        </button>
      )}
    />
  )
}
