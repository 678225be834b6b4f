import { ArrowLeft } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { MessageTemplate } from '../../../src-preload/contract/message-template'
import { chordOf, keysOf } from '../../keys'
import { Button } from '../../parts/button'
import { Form } from '../../parts/form'
import { Glyph } from '../../parts/glyph'
import { missingIn, placesOf, templatePieces, type Values } from '../../parts/templates'
import { useText } from '../../text/t'
import { useTalk } from './talk-context'
import { inLanguage } from './template-list'

/** As the customer sees it; what is missing keeps its braces and is marked. */
function Preview({ template, values }: { template: MessageTemplate; values: Values }) {
  const t = useText()
  const { header, footer, buttons } = template
  return (
    <section className="template-view" aria-label={t('composer.preview')}>
      <div className="bubble template-bubble" dir="auto">
        {header !== null && header !== '' && <b>{header}</b>}
        <p>
          {templatePieces(template, values).map(({ text, place, isFilled }, index) =>
            place === null ? (
              text
            ) : (
              <span className={isFilled ? 'filled' : 'unfilled'} key={index}>
                {text}
              </span>
            ),
          )}
        </p>
        {footer !== null && footer !== '' && <small>{footer}</small>}
      </div>
      {buttons.map((words, index) => (
        <span className="template-button" key={index}>
          {words}
        </span>
      ))}
    </section>
  )
}

interface PlaceProps {
  name: string
  value: string
  isWrong: boolean
  onType: (value: string) => void
}

function Place({ name, value, isWrong, onType }: PlaceProps) {
  const t = useText()
  return (
    <label className="field">
      <span className="field-label">{t('template.value', { name })}</span>
      <input
        className="input"
        dir="auto"
        maxLength={1_000}
        value={value}
        aria-invalid={isWrong}
        onChange={({ target }) => onType(target.value)}
      />
    </label>
  )
}

/** Where the form goes on: the first place without a value, else what sends. */
function goOn(form: HTMLElement): void {
  const empty = [...form.querySelectorAll('input')].find(({ value }) => value.trim() === '')
  const next = empty ?? form.querySelector<HTMLElement>('button[type="submit"]')
  next?.focus()
}

/** Enter in a field goes on, Ctrl+Enter sends; a button's Enter is the button's own. */
function onKeys(event: KeyboardEvent<HTMLElement>, onSend: () => void): void {
  if (event.nativeEvent.isComposing) return
  const chord = chordOf(event.nativeEvent)
  if (chord === 'Ctrl+Enter') onSend()
  else if (chord === 'Enter' && event.target instanceof HTMLInputElement) goOn(event.currentTarget)
  else return
  event.preventDefault()
}

interface FormProps {
  template: MessageTemplate
  values: Values
  /** Send was pressed too early. */
  isAsked: boolean
  isBusy: boolean
  problem: string | null
  onType: (name: string, value: string) => void
  onSend: () => void
  onBack: () => void
}

/** What is wrong; only what was asked for is said loudly. */
function Trouble({ template, values, isAsked, problem }: Pick<FormProps, 'template' | 'values' | 'isAsked' | 'problem'>) {
  const t = useText()
  const missing = missingIn(template, values)
  if (problem === null && missing.length === 0) return null
  const words = problem ?? t('template.missing', { count: missing.length, names: missing.join(', ') })
  const isLoud = problem !== null || isAsked
  return (
    <p className={`template-missing${isLoud ? ' is-loud' : ''}`} role={isLoud ? 'alert' : 'status'}>
      {isLoud && <Glyph name="st-failed" />}
      <span>{words}</span>
    </p>
  )
}

function Foot({ isBusy, onBack }: Pick<FormProps, 'isBusy' | 'onBack'>) {
  const t = useText()
  return (
    <div className="template-foot">
      <Button look="quiet" icon={ArrowLeft} onPress={onBack}>
        {t('template.other')}
      </Button>
      <span className="grow" />
      <Button look="primary" submit busy={isBusy} keys={keysOf('send')}>
        {t('template.send')}
      </Button>
    </div>
  )
}

/** The values of a template beside what the customer will read. */
export function TemplateForm({ template, values, isAsked, isBusy, problem, onType, onSend, onBack }: FormProps) {
  const t = useText()
  const { isLive } = useTalk()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (box.current) goOn(box.current)
  }, [template, isAsked])
  const places = placesOf(template)
  const missing = missingIn(template, values)
  return (
    <div ref={box} className="template-box" onKeyDown={(event) => onKeys(event, onSend)}>
      <Form className="template-form" onSend={onSend}>
        <div className="template-fields">
          <p className="template-name">
            <b>{template.name}</b>
            <span className="muted">{inLanguage(template)}</span>
          </p>
          {places.map((name) => (
            <Place
              key={name}
              {...{ name, value: values[name] ?? '', isWrong: isAsked && missing.includes(name) }}
              onType={(value) => onType(name, value)}
            />
          ))}
          {places.length === 0 && <p className="muted">{t('template.noPlaces')}</p>}
          <Trouble {...{ template, values, isAsked, problem }} />
          {!isLive && <p className="field-help">{t('template.keptOffline')}</p>}
        </div>
        <Preview template={template} values={values} />
        <Foot isBusy={isBusy} onBack={onBack} />
      </Form>
    </div>
  )
}
