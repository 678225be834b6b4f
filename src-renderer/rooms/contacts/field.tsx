import { type HTMLInputTypeAttribute, useId } from 'react'

interface FieldProps {
  label: string
  value: string
  onChange: (to: string) => void
  help?: string
  wrong?: string | null
  type?: HTMLInputTypeAttribute
  /** Addresses and numbers run from left to right whatever the language. */
  isLtr?: boolean
  autoFocus?: boolean
}

/** One line to type into, with what is wrong below it. */
export function Field({ label, value, onChange, help, wrong = null, type = 'text', isLtr = false, autoFocus }: FieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <span className="input">
        <input
          id={id}
          type={type}
          className="grow"
          dir={isLtr ? 'ltr' : 'auto'}
          value={value}
          maxLength={255}
          spellCheck={false}
          autoComplete="off"
          autoFocus={autoFocus}
          aria-invalid={wrong !== null}
          aria-describedby={`${id}-help`}
          onChange={(event) => onChange(event.target.value)}
        />
      </span>
      <p
        className={wrong === null ? 'field-help' : 'field-help field-wrong'}
        id={`${id}-help`}
        role={wrong === null ? undefined : 'alert'}
      >
        {wrong ?? help}
      </p>
    </div>
  )
}
