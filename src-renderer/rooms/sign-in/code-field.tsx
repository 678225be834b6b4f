import { type ClipboardEvent, type KeyboardEvent, useRef } from 'react'
import { useText } from '../../text/t'
import { Field } from './fields'

const LENGTH = 6

interface DigitsProps {
  value: string
  onChange: (value: string) => void
}

function Digits({ value, onChange }: DigitsProps) {
  const t = useText()
  const row = useRef<HTMLDivElement>(null)
  const focus = (index: number) => row.current?.querySelectorAll('input')[Math.max(0, Math.min(LENGTH - 1, index))]?.focus()
  const put = (index: number, typed: string) => {
    const digits = typed.replace(/\D/g, '')
    const next = (value.slice(0, index) + digits + value.slice(index + digits.length)).slice(0, LENGTH)
    if (digits === '') return
    onChange(next)
    focus(index + digits.length)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, index: number) => {
    if (event.key !== 'Backspace') return
    event.preventDefault()
    const at = value[index] === undefined ? index - 1 : index
    onChange(value.slice(0, Math.max(0, at)) + value.slice(at + 1))
    focus(at)
  }
  const onPaste = (event: ClipboardEvent) => {
    event.preventDefault()
    put(0, event.clipboardData.getData('text'))
  }
  return (
    <div className="otp" ref={row} role="group" aria-label={t('signIn.code')} onPaste={onPaste}>
      {Array.from({ length: LENGTH }, (_, index) => (
        <span className="input" key={index}>
          <input
            inputMode="numeric"
            autoComplete={index === 0 ? 'one-time-code' : 'off'}
            aria-label={t('signIn.codeDigit', { count: index + 1 })}
            autoFocus={index === 0}
            value={value[index] ?? ''}
            onChange={(event) => put(index, event.target.value.slice(value[index] ? 1 : 0))}
            onKeyDown={(event) => onKeyDown(event, index)}
          />
        </span>
      ))}
    </div>
  )
}

interface CodeFieldProps extends DigitsProps {
  isBackup: boolean
}

/** The second factor: six digits, or a backup code. */
export function CodeField({ value, onChange, isBackup }: CodeFieldProps) {
  const t = useText()
  if (isBackup) return <Field label={t('signIn.backupCode')} value={value} onChange={onChange} mono autoFocus />
  return (
    <div className="field">
      <span className="field-label">{t('signIn.code')}</span>
      <Digits value={value} onChange={onChange} />
      <span className="field-help">{t('signIn.codeHelp')}</span>
    </div>
  )
}
