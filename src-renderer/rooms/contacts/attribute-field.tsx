import { useId } from 'react'
import type { CustomAttribute } from '../../../src-preload/contract/contact'
import { attributeChoices } from '../../parts/attribute'
import { useText } from '../../text/t'
import { Field } from './field'

interface AttributeProps {
  attribute: CustomAttribute
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
  const choices = attributeChoices(attribute, value)
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
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {attribute.name}
      </label>
      <span className="input">
        <select id={id} className="grow" value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t('contacts.nothingThere')}</option>
          {choices.map((one) => (
            <option key={one.value} value={one.value}>
              {one.name}
            </option>
          ))}
        </select>
      </span>
    </div>
  )
}
