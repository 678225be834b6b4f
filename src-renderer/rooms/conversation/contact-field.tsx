import { Copy, Pencil, type LucideIcon } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react'
import { isEmail, isPhone } from '../../../src-preload/contract/reach'
import { IconButton } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { say, useText } from '../../text/t'
import { toast } from '../../ui-state'

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

/** What is typed, what is wrong with it, and what the keys do. */
function useEdit({ field, value, onSave, onEnd }: EditProps) {
  const input: RefObject<HTMLInputElement | null> = useRef(null)
  useEffect(() => input.current?.select(), [])
  const [{ text, wrong }, set] = useState<{ text: string; wrong: string | null }>({ text: value, wrong: null })
  const save = () => {
    const wanted = tidy(field, text)
    const problem = wrongWith(field, wanted)
    if (problem !== null) return set({ text, wrong: problem })
    if (wanted !== value) onSave(wanted === '' ? null : wanted)
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

const keyboards = { name: 'text', email: 'email', phoneNumber: 'tel' } as const

/** Enter saves, Esc gives up; leaving it unchanged closes it. */
function Edit(props: EditProps) {
  const { field, icon, value, onEnd } = props
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
          inputMode={keyboards[field]}
          dir={field === 'name' ? 'auto' : 'ltr'}
          value={text}
          maxLength={255}
          spellCheck={false}
          autoComplete="off"
          aria-label={t(`contact.${field}`)}
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

/** Who it is; the name can be corrected. */
export function ContactName({ name, onSave }: { name: string; onSave: (value: string | null) => void }) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  if (isOpen) return <Edit field="name" icon={null} value={name} onSave={onSave} onEnd={() => setOpen(false)} />
  return (
    <div className="contact-name">
      <h3 className="cut" dir="auto">
        {name}
      </h3>
      <IconButton
        icon={Pencil}
        size={14}
        className="panel-copy"
        label={t('contact.change', { what: name })}
        onPress={() => setOpen(true)}
      />
    </div>
  )
}
