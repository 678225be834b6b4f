import { Copy, Pencil, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { isEmail, isPhone } from '../../../src-preload/contract/reach'
import { IconButton } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { say, useText } from '../../text/t'
import { toast } from '../../ui-state'
import { InlineEdit } from './inline-edit'

/** What of a customer can be corrected here. */
export type ContactFieldName = 'name' | 'email' | 'phoneNumber'

/** What is wrong with it, before anything is sent; null: nothing. Only a name cannot be taken away. */
function wrongWith(field: ContactFieldName, text: string): string | null {
  if (field === 'name') return text === '' ? say('contact.wrong.name') : null
  if (text === '') return null
  if (field === 'email') return isEmail(text) ? null : say('contact.wrong.email')
  return isPhone(text) ? null : say('contact.wrong.phoneNumber')
}

/** People write phone numbers with spaces, brackets and dashes; the server wants none. */
function tidy(field: ContactFieldName, text: string): string {
  return field === 'phoneNumber' ? text.replace(/[\s()\-–.]/g, '') : text.trim()
}

interface EditProps {
  field: ContactFieldName
  icon: LucideIcon | null
  value: string
  onSave: (value: string | null) => void
  onEnd: () => void
}

const keyboards = { name: 'text', email: 'email', phoneNumber: 'tel' } as const

function Edit({ field, icon, value, onSave, onEnd }: EditProps) {
  const t = useText()
  return (
    <InlineEdit
      label={t(`contact.${field}`)}
      value={value}
      icon={icon}
      inputMode={keyboards[field]}
      isLtr={field !== 'name'}
      tidy={(typed) => tidy(field, typed)}
      check={(text) => wrongWith(field, text)}
      onSave={(text) => onSave(text === '' ? null : text)}
      onEnd={onEnd}
    />
  )
}

function copy(value: string): void {
  void navigator.clipboard.writeText(value).then(
    () => toast({ text: say('panel.copied') }),
    () => undefined,
  )
}

interface RowProps {
  icon: LucideIcon
  value: string | null
  /** Absent: it cannot be changed here. */
  edit?: { field: 'email' | 'phoneNumber'; onSave: (value: string | null) => void }
}

/** A way to reach the customer: to copy, to correct, to add. */
export function Reach({ icon, value, edit }: RowProps) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  if (edit && isOpen) return <Edit {...edit} icon={icon} value={value ?? ''} onEnd={() => setOpen(false)} />
  if (!value && !edit) return null
  if (!value && edit)
    return (
      <p className="reach">
        <Icon of={icon} size={14} />
        <button type="button" className="fact-pick muted" onClick={() => setOpen(true)}>
          {t(`contact.add.${edit.field}`)}
        </button>
      </p>
    )
  return (
    <p className="reach">
      <Icon of={icon} size={14} />
      <bdi className="grow cut num" title={value ?? ''}>
        {value}
      </bdi>
      {edit && (
        <IconButton
          icon={Pencil}
          size={14}
          className="panel-copy"
          label={t('contact.change', { what: value ?? '' })}
          onPress={() => setOpen(true)}
        />
      )}
      <IconButton
        icon={Copy}
        size={14}
        className="panel-copy"
        label={t('panel.copyValue', { value: value ?? '' })}
        onPress={() => copy(value ?? '')}
      />
    </p>
  )
}

interface ContactNameProps {
  name: string
  /** What stands there: a name may be one that cannot be seen. */
  shown: string
  onSave: (value: string | null) => void
}

/** Who it is; the name can be corrected. */
export function ContactName({ name, shown, onSave }: ContactNameProps) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  if (isOpen) return <Edit field="name" icon={null} value={name} onSave={onSave} onEnd={() => setOpen(false)} />
  return (
    <div className="contact-name">
      <h3 className="cut" dir="auto">
        {shown}
      </h3>
      <IconButton
        icon={Pencil}
        size={14}
        className="panel-copy"
        label={t('contact.change', { what: shown })}
        onPress={() => setOpen(true)}
      />
    </div>
  )
}
