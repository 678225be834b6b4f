import type { LucideIcon } from 'lucide-react'
import { type HTMLInputTypeAttribute, type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react'
import { Icon } from '../../parts/icon'
import { useText } from '../../text/t'

interface InlineEditProps {
  label: string
  value: string
  icon?: LucideIcon | null
  type?: HTMLInputTypeAttribute
  inputMode?: 'text' | 'email' | 'tel' | 'decimal' | 'url'
  /** Addresses and numbers run from left to right whatever the language. */
  isLtr?: boolean
  maxLength?: number
  /** As it is kept, from as people type it. */
  tidy?: (typed: string) => string
  /** What is wrong with it, before anything is sent; null: nothing. */
  check: (text: string) => string | null
  onSave: (text: string) => void
  onEnd: () => void
}

const trim = (typed: string): string => typed.trim()

/** What is typed, what is wrong with it, and what the keys do. */
function useEdit({ value, tidy = trim, check, onSave, onEnd }: InlineEditProps) {
  const input: RefObject<HTMLInputElement | null> = useRef(null)
  useEffect(() => {
    input.current?.focus()
    input.current?.select()
  }, [])
  const [{ text, wrong }, set] = useState<{ text: string; wrong: string | null }>({ text: value, wrong: null })
  const save = () => {
    const wanted = tidy(text)
    const problem = check(wanted)
    if (problem !== null) return set({ text, wrong: problem })
    if (wanted !== value) onSave(wanted)
    onEnd()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Enter') save()
    else onEnd()
  }
  return { input, text, wrong, onType: (typed: string) => set({ text: typed, wrong: null }), onKeyDown }
}

/** One value edited in its place. Enter saves, Esc gives up; leaving it unchanged closes it. */
export function InlineEdit(props: InlineEditProps) {
  const { label, icon = null, type = 'text', inputMode = 'text', isLtr = false, maxLength = 255, value, onEnd } = props
  const t = useText()
  const id = useId()
  const { input, text, wrong, onType, onKeyDown } = useEdit(props)
  return (
    <div className="contact-edit">
      <span className="input">
        {icon && <Icon of={icon} size={14} />}
        <input
          ref={input}
          className="grow"
          type={type}
          inputMode={inputMode}
          dir={isLtr ? 'ltr' : 'auto'}
          value={text}
          maxLength={maxLength}
          spellCheck={false}
          autoComplete="off"
          aria-label={label}
          aria-invalid={wrong !== null || undefined}
          aria-describedby={id}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => text === value && onEnd()}
        />
      </span>
      <span className={`field-help${wrong === null ? '' : ' is-wrong'}`} id={id} role={wrong === null ? undefined : 'alert'}>
        {wrong ?? t('contact.keys')}
      </span>
    </div>
  )
}
