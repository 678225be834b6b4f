import { X } from 'lucide-react'
import type { CustomAttribute, SavedFilter } from '../../../src-preload/contract/contact'
import {
  type AttributeKind,
  type FilterOperator,
  operatorsOf,
  STANDARD_KEYS,
  valueKindOf,
} from '../../../src-preload/contract/contact-filter'
import { IconButton } from '../../parts/button'
import { isTextKey, say, useText } from '../../text/t'

type Condition = SavedFilter['conditions'][number]

/** Where a new condition begins. */
export const FIRST: Condition = { key: 'name', operator: 'contains', values: [''] }

function keyName(key: string, attributes: readonly CustomAttribute[]): string {
  const text = `contacts.key.${key}`
  return attributes.find((one) => one.key === key)?.name ?? (isTextKey(text) ? say(text) : key)
}

/** A condition with another operator keeps its value where that is still one. */
function withOperator(condition: Condition, operator: FilterOperator, kinds: readonly AttributeKind[]): Condition {
  const before = valueKindOf(condition.key, condition.operator, kinds)
  const after = valueKindOf(condition.key, operator, kinds)
  const values = before === after ? condition.values : after === 'none' ? [] : [after === 'flag' ? true : '']
  return { ...condition, operator, values }
}

interface ValueProps {
  condition: Condition
  attributes: readonly (CustomAttribute & AttributeKind)[]
  labels: string[]
  onChange: (value: string | number | boolean) => void
}

function Value({ condition, attributes, labels, onChange }: ValueProps) {
  const t = useText()
  const { key, operator, values } = condition
  const kind = valueKindOf(key, operator, attributes)
  const value = values[0] ?? ''
  const list = key === 'labels' ? labels : (attributes.find((one) => one.key === key)?.values ?? [])
  const name = t('contacts.value')
  if (kind === 'none') return null
  if (kind === 'flag') return <Flag name={name} value={String(value)} onChange={onChange} />
  if (list.length > 0 && kind === 'text')
    return (
      <select aria-label={name} value={String(value)} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('contacts.chooseValue')}</option>
        {list.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    )
  const isNumber = kind === 'days' || kind === 'number'
  const bounds = kind === 'days' ? { min: 1, max: 998 } : {}
  return (
    <input
      aria-label={name}
      type={kind === 'date' ? 'date' : isNumber ? 'number' : 'text'}
      {...bounds}
      dir="auto"
      maxLength={255}
      value={String(value)}
      onChange={({ target }) => onChange(isNumber && target.value !== '' ? Number(target.value) : target.value)}
    />
  )
}

function Flag({ name, value, onChange }: { name: string; value: string; onChange: (value: boolean) => void }) {
  const t = useText()
  return (
    <select aria-label={name} value={value} onChange={(event) => onChange(event.target.value === 'true')}>
      <option value="true">{t('panel.yes')}</option>
      <option value="false">{t('panel.no')}</option>
    </select>
  )
}

interface LineProps {
  condition: Condition
  attributes: (CustomAttribute & AttributeKind)[]
  labels: string[]
  isLast: boolean
  isWrong: boolean
  onChange: (condition: Condition) => void
  onRemove: () => void
}

function Key({ condition, attributes, onChange }: Pick<LineProps, 'condition' | 'attributes' | 'onChange'>) {
  const t = useText()
  const keys = [...STANDARD_KEYS, ...attributes.map(({ key }) => key).filter((key) => !STANDARD_KEYS.includes(key))]
  const set = (key: string): void => {
    const [operator = 'equal_to'] = operatorsOf(key, attributes) ?? []
    const kind = valueKindOf(key, operator, attributes)
    onChange({ ...condition, key, operator, values: kind === 'none' ? [] : [kind === 'flag' ? true : ''] })
  }
  return (
    <select aria-label={t('contacts.what')} value={condition.key} onChange={(event) => set(event.target.value)}>
      {keys.map((key) => (
        <option key={key} value={key}>
          {keyName(key, attributes)}
        </option>
      ))}
    </select>
  )
}

function Operator({ condition, attributes, onChange }: Pick<LineProps, 'condition' | 'attributes' | 'onChange'>) {
  const t = useText()
  const set = (operator: FilterOperator): void => onChange(withOperator(condition, operator, attributes))
  return (
    <select
      aria-label={t('contacts.how')}
      value={condition.operator}
      onChange={(event) => set(event.target.value as FilterOperator)}
    >
      {(operatorsOf(condition.key, attributes) ?? []).map((operator) => (
        <option key={operator} value={operator}>
          {t(`contacts.op.${operator}`)}
        </option>
      ))}
    </select>
  )
}

/** A condition: what, how, with what, and how it is tied to the next. */
export function FilterLine(props: LineProps) {
  const t = useText()
  const { condition, attributes, labels, isLast, isWrong, onChange, onRemove } = props
  return (
    <div className={`filter-line${isWrong ? ' is-wrong' : ''}`} role="group" aria-label={keyName(condition.key, attributes)}>
      <Key condition={condition} attributes={attributes} onChange={onChange} />
      <Operator condition={condition} attributes={attributes} onChange={onChange} />
      <Value
        condition={condition}
        attributes={attributes}
        labels={labels}
        onChange={(value) => onChange({ ...condition, values: [value] })}
      />
      <IconButton icon={X} size={14} label={t('contacts.lineRemove')} onPress={onRemove} />
      {!isLast && (
        <select
          className="filter-join"
          aria-label={t('contacts.join')}
          value={condition.join ?? 'and'}
          onChange={(event) => onChange({ ...condition, join: event.target.value === 'or' ? 'or' : 'and' })}
        >
          <option value="and">{t('contacts.and')}</option>
          <option value="or">{t('contacts.or')}</option>
        </select>
      )}
    </div>
  )
}
