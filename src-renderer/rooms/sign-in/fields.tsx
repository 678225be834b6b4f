import { Check, Eye, EyeOff, Globe, LockKeyhole } from 'lucide-react'
import { type ReactNode, type Ref, useId, useState } from 'react'
import { IconButton } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { useText } from '../../text/t'

interface FieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  help?: string | undefined
  placeholder?: string
  before?: ReactNode
  after?: ReactNode
  type?: 'text' | 'password' | 'email'
  autoComplete?: string
  mono?: boolean
  ref?: Ref<HTMLInputElement>
  onBlur?: () => void
  invalid?: boolean
  autoFocus?: boolean
  readOnly?: boolean
}

/** A field with its name above and a word below. */
export function Field(props: FieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {props.label}
      </label>
      <span className="input input-lg">
        {props.before}
        <input
          id={id}
          ref={props.ref}
          className={props.mono ? 'mono' : undefined}
          type={props.type ?? 'text'}
          value={props.value}
          placeholder={props.placeholder}
          autoComplete={props.autoComplete ?? 'off'}
          autoFocus={props.autoFocus}
          readOnly={props.readOnly}
          spellCheck={false}
          autoCapitalize="none"
          aria-invalid={props.invalid || undefined}
          aria-describedby={props.help ? `${id}-help` : undefined}
          onChange={(event) => props.onChange(event.target.value)}
          onBlur={props.onBlur}
        />
        {props.after}
      </span>
      {props.help && (
        <span className="field-help" id={`${id}-help`}>
          {props.help}
        </span>
      )}
    </div>
  )
}

/** A field that hides what is typed until asked. */
export function SecretField(props: Omit<FieldProps, 'type' | 'after'>) {
  const t = useText()
  const [isShown, setShown] = useState(false)
  return (
    <Field
      {...props}
      type={isShown ? 'text' : 'password'}
      after={
        <IconButton
          icon={isShown ? EyeOff : Eye}
          label={t(isShown ? 'signIn.hide' : 'signIn.show')}
          pressed={isShown}
          onPress={() => setShown(!isShown)}
        />
      }
    />
  )
}

/** The address of the server, with a tick when it is good. */
export function AddressField(props: {
  value: string
  onChange: (value: string) => void
  onBlur: () => void
  isGood: boolean
  isBad: boolean
  /** The organisation decided which one: shown, not changed. */
  isFixed: boolean
}) {
  const t = useText()
  return (
    <Field
      label={t('signIn.address')}
      value={props.value}
      onChange={props.onChange}
      onBlur={props.onBlur}
      placeholder={t('signIn.addressHint')}
      invalid={props.isBad}
      autoComplete="url"
      autoFocus={!props.isFixed}
      readOnly={props.isFixed}
      help={props.isFixed ? t('managed.fixed') : undefined}
      before={<Icon of={props.isFixed ? LockKeyhole : Globe} />}
      after={
        props.isGood && (
          <span role="img" aria-label={t('signIn.addressOk')}>
            <Icon of={Check} />
          </span>
        )
      }
    />
  )
}
