import { useId } from 'react'
import type { ContactAttribute } from '../../../src-preload/contract/contact'
import { useText } from '../../text/t'
import { Field } from './field'

interface AttributeProps {
  attribute: ContactAttribute
  /** As it is typed; a checkbox is `true`, `false` or nothing. */
  value: string
  wrong: string | null
  onChange: (to: string) => void
}

const TYPES: Record<string, string> = { number: 'text', currency: 'text', percent: 'text', date: 'date', link: 'url' }

/** A custom attribute by its kind. */
export function AttributeField({ attribute, value, wrong, onChange }: AttributeProps) {
  const t = useText()
  const id = useId()
  const choices = attribute.kind === 'checkbox' ? ['true', 'false'] : attribute.kind === 'list' ? attribute.values : null
  if (choices === null)
    return (
      <Field
        label={attribute.name}
        type={TYPES[attribute.kind] ?? 'text'}
        isLtr={attribute.kind in TYPES}
        value={value}
        wrong={wrong}
        onChange={onChange}
      />
    )
  const word = (one: string): string => (attribute.kind === 'checkbox' ? t(one === 'true' ? 'panel.yes' : 'panel.no') : one)
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {attribute.name}
      </label>
      <span className="input">
        <select id={id} className="grow" value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t('contacts.nothingThere')}</option>
          {[...new Set([...choices, ...(value === '' ? [] : [value])])].map((one) => (
            <option key={one} value={one}>
              {word(one)}
            </option>
          ))}
        </select>
      </span>
    </div>
  )
}
