import { type ReactNode, useId } from 'react'
import { WEBHOOK_EVENTS, type WebhookEvent } from '../../../../src-preload/contract/webhook-events'
import { Switch } from '../../../parts/switch'
import { isTextKey, say, useText } from '../../../text/t'

interface TextFieldProps {
  label: string
  value: string
  onChange: (to: string) => void
  help?: string
  /** What is wrong with it. */
  wrong?: string | null
  placeholder?: string
}

/** One line to type into, with what is wrong below it. */
export function TextField({ label, value, onChange, help, wrong = null, placeholder }: TextFieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <span className="input">
        <input
          id={id}
          value={value}
          placeholder={placeholder}
          spellCheck={false}
          autoCapitalize="none"
          aria-invalid={wrong !== null}
          aria-describedby={`${id}-help`}
          onChange={(event) => onChange(event.target.value)}
        />
      </span>
      <p className={wrong === null ? 'field-help' : 'field-help field-wrong'} id={`${id}-help`}>
        {wrong ?? help}
      </p>
    </div>
  )
}

/** A switch with its name before it. */
export function SwitchField({
  label,
  on,
  onChange,
  help,
}: {
  label: string
  on: boolean
  onChange: (on: boolean) => void
  help?: string
}) {
  return (
    <div className="switch-field">
      <div className="grow">
        <b>{label}</b>
        {help && <p className="field-help">{help}</p>}
      </div>
      <Switch label={label} on={on} onChange={onChange} />
    </div>
  )
}

/** What an event of a webhook is, in words; a word of a newer server stays as it is. */
export function eventName(event: string): string {
  const key = `webhook.event.${event}`
  return isTextKey(key) ? say(key) : event
}

interface EventsFieldProps {
  chosen: readonly string[]
  onChange: (events: string[]) => void
}

/** Every event with its meaning; words of a newer server are kept as they are. */
export function EventsField({ chosen, onChange }: EventsFieldProps) {
  const t = useText()
  const toggle = (event: WebhookEvent): void =>
    onChange(chosen.includes(event) ? chosen.filter((one) => one !== event) : [...chosen, event])
  return (
    <fieldset className="field">
      <legend className="field-label">{t('webhook.events')}</legend>
      <div className="events">
        {WEBHOOK_EVENTS.map((event) => (
          <label className="event" key={event}>
            <input type="checkbox" checked={chosen.includes(event)} onChange={() => toggle(event)} />
            <span>
              {eventName(event)}
              <small>{event}</small>
            </span>
          </label>
        ))}
      </div>
      <p className="field-help">{t('webhook.eventsHelp')}</p>
    </fieldset>
  )
}

/** Says why nobody but administrators may. */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <p className="channels-notice" role="note">
      {children}
    </p>
  )
}
