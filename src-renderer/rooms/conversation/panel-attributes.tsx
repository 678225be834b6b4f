import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import type { CustomAttribute } from '../../../src-preload/contract/contact'
import { changeAttribute, changeContact, type Subject } from '../../bridge/changes'
import { call } from '../../bridge/client'
import { useAttributes } from '../../bridge/contacts'
import {
  ATTRIBUTE_LENGTH,
  attributeChoices,
  attributeProblem,
  attributeShown,
  attributeText,
  attributeValue,
} from '../../parts/attribute'
import { IconButton } from '../../parts/button'
import { useText } from '../../text/t'
import { attempt } from '../../ui-state'
import { InlineEdit } from './inline-edit'
import { Fact, Section } from './panel-section'

type Save = (attribute: CustomAttribute, value: ReturnType<typeof attributeValue>) => void

interface LineProps {
  attribute: CustomAttribute
  value: unknown
  onSave: Save
}

const KEYBOARDS: Record<string, 'decimal' | 'url'> = { number: 'decimal', currency: 'decimal', percent: 'decimal', link: 'url' }

function Choose({ attribute, value, onSave, onEnd }: LineProps & { onEnd: () => void }) {
  const t = useText()
  const text = attributeText(value)
  return (
    <span className="input">
      <select
        className="grow"
        autoFocus
        aria-label={attribute.name}
        value={text}
        onBlur={onEnd}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          onEnd()
        }}
        onChange={(event) => {
          onSave(attribute, attributeValue(attribute.kind, event.target.value))
          onEnd()
        }}
      >
        <option value="">{t('panel.notSet')}</option>
        {attributeChoices(attribute, text)?.map((one) => (
          <option key={one.value} value={one.value}>
            {one.name}
          </option>
        ))}
      </select>
    </span>
  )
}

function Edit(props: LineProps & { onEnd: () => void }) {
  const { attribute, value, onSave, onEnd } = props
  const { kind, name } = attribute
  const text = attributeText(value)
  if (attributeChoices(attribute, text) !== null) return <Choose {...props} />
  return (
    <InlineEdit
      label={name}
      type={kind === 'date' ? 'date' : 'text'}
      // A date with a time is kept by the dashboard; the field knows days only.
      value={kind === 'date' ? text.slice(0, 10) : text}
      inputMode={KEYBOARDS[kind] ?? 'text'}
      isLtr={kind !== 'text'}
      maxLength={ATTRIBUTE_LENGTH}
      check={(typed) => attributeProblem(kind, typed)}
      onSave={(typed) => onSave(attribute, attributeValue(kind, typed))}
      onEnd={onEnd}
    />
  )
}

function Line(props: LineProps) {
  const t = useText()
  const { attribute, value } = props
  const [isOpen, setOpen] = useState(false)
  const text = attributeShown(attribute.kind, value)
  const isLink = attribute.kind === 'link' && text !== '' && attributeProblem('link', text) === null
  const label = t(text === '' ? 'panel.set' : 'contact.change', { what: attribute.name })
  if (isOpen)
    return (
      <Fact name={attribute.name}>
        <Edit {...props} onEnd={() => setOpen(false)} />
      </Fact>
    )
  return (
    <Fact name={attribute.name}>
      <button type="button" className="fact-pick" title={text || label} aria-label={label} onClick={() => setOpen(true)}>
        <span className={text === '' ? 'cut muted' : 'cut'} dir="auto">
          {text || t('panel.notSet')}
        </span>
      </button>
      {isLink && (
        <IconButton
          icon={ExternalLink}
          size={14}
          className="panel-copy"
          label={t('panel.openLink', { what: attribute.name })}
          onPress={() => void attempt(call('link.open', { url: text }))}
        />
      )}
    </Fact>
  )
}

/** `vk_user_id` → "Vk user id": nobody has defined it, so its key is all that is known. */
function titleOf(key: string): string {
  const words = key.replace(/_+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function isThere(value: unknown): boolean {
  return value !== null && value !== undefined && value !== ''
}

interface AttributesProps {
  title: string
  defined: CustomAttribute[]
  values: Record<string, unknown>
  onSave: Save
}

/** Those with a value, by their names and kinds; the others on demand. */
function Attributes({ title, defined, values, onSave }: AttributesProps) {
  const t = useText()
  const [isWhole, setWhole] = useState(false)
  const empty = defined.filter(({ key }) => !isThere(values[key]))
  const strange = Object.keys(values).filter((key) => isThere(values[key]) && !defined.some((one) => one.key === key))
  if (defined.length + strange.length === 0) return null
  const shown = isWhole ? defined : defined.filter((one) => !empty.includes(one))
  return (
    <Section title={title}>
      {shown.length + strange.length > 0 && (
        <dl className="facts">
          {shown.map((attribute) => (
            <Line key={attribute.key} attribute={attribute} value={values[attribute.key]} onSave={onSave} />
          ))}
          {strange.map((key) => (
            <Fact key={key} name={titleOf(key)}>
              <span className="cut" dir="auto" title={attributeText(values[key])}>
                {attributeShown('text', values[key])}
              </span>
            </Fact>
          ))}
        </dl>
      )}
      {empty.length > 0 && (
        <button type="button" className="fact-pick muted" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('panel.lessAttributes') : t('panel.moreAttributes', { count: empty.length })}
        </button>
      )}
    </Section>
  )
}

/** What the account keeps about the conversation. */
export function ConversationAttributes({ subject }: { subject: Subject }) {
  const t = useText()
  const defined = useAttributes(subject.ref, 'conversation').data ?? []
  return (
    <Attributes
      title={t('panel.attributes')}
      defined={defined}
      values={subject.conversation.customAttributes}
      onSave={({ key, name }, value) => void changeAttribute(subject, { key, title: name, value })}
    />
  )
}

/** What the account keeps about the customer, in all conversations with them. */
export function ContactAttributes({ subject }: { subject: Subject }) {
  const t = useText()
  const defined = useAttributes(subject.ref, 'contact').data ?? []
  return (
    <Attributes
      title={t('panel.aboutContact')}
      defined={defined}
      values={subject.conversation.contact.customAttributes}
      onSave={({ key }, value) => void changeContact(subject, { customAttributes: { [key]: value } })}
    />
  )
}
