import { useEffect, useRef, useState } from 'react'
import type { CustomAttribute, ContactCard, ContactTrouble, UniqueField } from '../../../src-preload/contract/contact'
import { makeContact, saveContact, useAttributes } from '../../bridge/contacts'
import { useDirectory } from '../../bridge/queries'
import { Button } from '../../parts/button'
import { Form } from '../../parts/form'
import { useText } from '../../text/t'
import { type AccountRef, useUi } from '../../ui-state'
import { AttributeField } from './attribute-field'
import { Field } from './field'
import { changesOf, draftOf, type Draft, problemsOf } from './form-state'
import { nameOf, troubleText } from './words'

interface FormProps {
  at: AccountRef
  /** Null: a new one. */
  card: ContactCard | null
  onEnd: () => void
}

function useForm({ at, card, onEnd }: FormProps, attributes: CustomAttribute[]) {
  const before = draftOf(card?.contact ?? null)
  const [draft, setDraft] = useState<Draft>(before)
  const [trouble, setTrouble] = useState<ContactTrouble | null>(card?.trouble ?? null)
  const [isAsked, setAsked] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const problems = problemsOf(draft, attributes)
  const save = async (): Promise<void> => {
    setAsked(true)
    if (isBusy || Object.keys(problems).length > 0) return
    const fields = changesOf(draft, { before, attributes, isNew: card === null })
    if (card && Object.keys(fields).length === 0) return onEnd()
    setBusy(true)
    const end = card
      ? await saveContact({ ...at, contactId: card.contact.id }, fields, nameOf(card.contact))
      : await makeContact({ profileId: at.profileId, accountId: at.accountId }, fields)
    setBusy(false)
    if (end === 'refused') return
    if (end !== 'done' && 'field' in end) return setTrouble(end)
    if (end !== 'done') useUi.getState().selectContact(end)
    onEnd()
  }
  const change = (some: Partial<Draft>): void => {
    setDraft({ ...draft, ...some })
    if (trouble?.field && trouble.field in some) setTrouble(null)
  }
  const wrongOf = (field: keyof Draft): string | null =>
    (isAsked ? problems[field] : undefined) ?? (trouble?.field === field ? troubleText(trouble) : null)
  return { draft, change, save, wrongOf, trouble, isBusy, problems: isAsked ? problems : {} }
}

function Labels({ chosen, all, onChange }: { chosen: string[]; all: string[]; onChange: (labels: string[]) => void }) {
  const t = useText()
  const titles = [...new Set([...all, ...chosen])]
  if (titles.length === 0) return null
  return (
    <fieldset className="field">
      <legend className="field-label">{t('panel.labels')}</legend>
      <div className="contact-labels">
        {titles.map((title) => (
          <label className="chip" key={title}>
            <input
              type="checkbox"
              checked={chosen.includes(title)}
              onChange={() => onChange(chosen.includes(title) ? chosen.filter((one) => one !== title) : [...chosen, title])}
            />
            {title}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

const UNIQUE: { field: UniqueField; label: 'contact.email' | 'contact.phoneNumber' | 'contacts.identifier'; type: string }[] = [
  { field: 'email', label: 'contact.email', type: 'text' },
  { field: 'phoneNumber', label: 'contact.phoneNumber', type: 'tel' },
  { field: 'identifier', label: 'contacts.identifier', type: 'text' },
]

type FormState = ReturnType<typeof useForm>

function Plain({ form }: { form: FormState }) {
  const t = useText()
  const { draft, change, wrongOf } = form
  const text = (field: 'name' | 'company' | 'city' | 'country') => ({
    value: draft[field],
    wrong: wrongOf(field),
    onChange: (to: string) => change({ [field]: to }),
  })
  return (
    <>
      <Field label={t('contact.name')} {...text('name')} />
      {UNIQUE.map(({ field, label, type }) => (
        <Field
          key={field}
          label={t(label)}
          type={type}
          isLtr
          value={draft[field]}
          wrong={wrongOf(field)}
          onChange={(to) => change({ [field]: to })}
        />
      ))}
      <Field label={t('contacts.company')} {...text('company')} />
      <div className="contact-two">
        <Field label={t('contacts.city')} {...text('city')} />
        <Field label={t('contacts.country')} {...text('country')} />
      </div>
    </>
  )
}

function Own({ form, attributes }: { form: FormState; attributes: CustomAttribute[] }) {
  const { draft, change } = form
  return attributes.map((attribute) => (
    <AttributeField
      key={attribute.key}
      attribute={attribute}
      value={draft.attributes[attribute.key] ?? ''}
      wrong={form.problems[`attribute ${attribute.key}`] ?? null}
      onChange={(to) => change({ attributes: { ...draft.attributes, [attribute.key]: to } })}
    />
  ))
}

/** Everything of a contact at once. What is refused is said at its field, and nothing that was typed is lost. */
export function ContactForm(props: FormProps) {
  const t = useText()
  const { at, card, onEnd } = props
  const attributes = useAttributes(at, 'contact').data ?? []
  const labels = useDirectory(at).data?.labels ?? []
  const form = useForm(props, attributes)
  const { draft, change, trouble } = form
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector('input')?.focus(), [])
  return (
    <div className="contact-scroll" ref={box}>
      <Form className="contact-form" onSend={() => void form.save()}>
        <h1>{card ? t('contacts.editTitle', { name: nameOf(card.contact) }) : t('contacts.new')}</h1>
        {trouble?.field === null && (
          <p className="contact-trouble" role="alert">
            {troubleText(trouble)}
          </p>
        )}
        <Plain form={form} />
        <Labels chosen={draft.labels} all={labels.map(({ title }) => title)} onChange={(to) => change({ labels: to })} />
        <Own form={form} attributes={attributes} />
        <div className="btn-row contact-form-foot">
          <Button submit look="primary" busy={form.isBusy}>
            {card ? t('contacts.save') : t('contacts.create')}
          </Button>
          <Button look="quiet" onPress={onEnd}>
            {t('channels.cancel')}
          </Button>
          {!card && <span className="field-help">{t('contacts.createHelp')}</span>}
        </div>
      </Form>
    </div>
  )
}
