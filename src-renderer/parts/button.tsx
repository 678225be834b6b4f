import type { LucideIcon } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { Icon } from './icon'
import { KeysHint } from './keys-hint'
import { withKeys } from './with-keys'

interface ButtonProps {
  children: ReactNode
  onPress?: () => void
  look?: 'plain' | 'primary' | 'quiet' | 'danger' | 'note'
  large?: boolean
  icon?: LucideIcon
  keys?: string[]
  ariaKeys?: string | undefined
  submit?: boolean
  busy?: boolean
  disabled?: boolean
  autoFocus?: boolean
}

const looks = { plain: '', primary: ' btn-primary', quiet: ' btn-quiet', danger: ' btn-danger', note: ' btn-note' }

/** A button with words. A disabled one stays reachable, so that a screen reader can say why nothing happens. */
export function Button(props: ButtonProps) {
  const off = props.disabled === true || props.busy === true
  return (
    <button
      type={props.submit ? 'submit' : 'button'}
      className={`btn${looks[props.look ?? 'plain']}${props.large ? ' btn-lg' : ''}`}
      aria-disabled={off || undefined}
      aria-busy={props.busy || undefined}
      aria-keyshortcuts={props.ariaKeys}
      autoFocus={props.autoFocus}
      onClick={off ? (event) => event.preventDefault() : props.onPress}
    >
      {props.icon && <Icon of={props.icon} size={props.large ? 16 : 14} />}
      {props.children}
      {props.keys && <KeysHint keys={props.keys} />}
    </button>
  )
}

interface IconButtonProps {
  icon: LucideIcon
  label: string
  onPress?: (() => void) | undefined
  size?: 14 | 16
  flip?: boolean
  pressed?: boolean
  /** As people read them, for the tooltip. */
  keys?: string[]
  ariaKeys?: string | undefined
  className?: string
  ref?: Ref<HTMLButtonElement>
}

/** A button with a sign only; its name and its keys are in the tooltip. */
export function IconButton(props: IconButtonProps) {
  return (
    <button
      ref={props.ref}
      type="button"
      className={`btn btn-icon ${props.className ?? ''}`}
      aria-label={props.label}
      title={withKeys(props.label, props.keys)}
      aria-pressed={props.pressed}
      aria-keyshortcuts={props.ariaKeys}
      onClick={props.onPress}
    >
      <Icon of={props.icon} size={props.size ?? 16} flip={props.flip ?? false} />
    </button>
  )
}
