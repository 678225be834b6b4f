import { Check, Copy, Undo2, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { WizardAt, WizardReason, WizardReport, WizardStep } from '../../../../src-preload/contract/schemas/wizard'
import { call } from '../../../bridge/client'
import { Button } from '../../../parts/button'
import { Icon } from '../../../parts/icon'
import { isTextKey, say, sayOr, useText } from '../../../text/t'
import { attempt, toast } from '../../../ui-state'
import { Notice } from './fields'

const shapes: Record<WizardStep['state'], string> = {
  ...{ waiting: 'is-todo', skipped: 'is-todo', planned: 'is-todo' },
  ...{ running: 'is-now', done: 'is-done', failed: 'is-bad' },
}

/** Why a step failed, in words. */
function whyWords(reason: WizardReason): string {
  const values = { detail: reason.detail ?? '', reason: reason.key }
  return sayOr([reason.why], say('wizard.unknown', values), values).trim()
}

function nextWords({ next, detail }: WizardReason): string | null {
  return next !== null && isTextKey(next) ? say(next, { detail: detail ?? '' }) : null
}

/** Why something failed, the server's words, and what to do. */
export function ReasonBox({ reason }: { reason: WizardReason }) {
  const t = useText()
  const next = nextWords(reason)
  return (
    <div className="bad" role="alert">
      <p>{whyWords(reason)}</p>
      {next !== null && <p className="muted">{next}</p>}
      {reason.words !== null && reason.words !== '' && <p className="muted">{t('wizard.words', { words: reason.words })}</p>}
    </div>
  )
}

/** What a step came to, or would. */
function saidOf({ step, state, what, name, id }: WizardStep): string {
  if (state === 'waiting' || state === 'running' || state === 'skipped') return say(`wizard.state.${state}`)
  if (step === 'connection') return say('wizard.connected', { version: name ?? '' })
  if (what === null) return ''
  const words = say(state === 'planned' ? `wizard.would.${what}` : `wizard.did.${what}`)
  const thing = [name, id === null ? null : say('wizard.number', { id: String(id) })].filter(
    (one) => one !== null && one !== '',
  )
  return thing.length === 0 ? words : `${words}: ${thing.join(', ')}`
}

function Line({ step, number }: { step: WizardStep; number: number }) {
  const t = useText()
  return (
    <li
      className={`step ${shapes[step.state]}`}
      data-step={step.step}
      data-state={step.state}
      data-what={step.what ?? undefined}
    >
      <span className="step-num">
        {step.state === 'done' ? <Icon of={Check} size={14} /> : step.state === 'failed' ? <Icon of={X} size={14} /> : number}
      </span>
      <div>
        <div className="step-head">
          <h3>{t(`wizard.step.${step.step}`)}</h3>
        </div>
        <p className="step-said">{saidOf(step)}</p>
        {step.reason && <ReasonBox reason={step.reason} />}
      </div>
    </li>
  )
}

async function copy(text: string): Promise<void> {
  if (await attempt(navigator.clipboard.writeText(text))) toast({ text: say('channels.copied') })
}

function Summary({ summary }: { summary: NonNullable<WizardReport['summary']> }) {
  const t = useText()
  return (
    <section className="step-card" aria-label={t('wizard.summary')}>
      <b>{t('wizard.summary')}</b>
      <p className="field-help">{t('wizard.summaryHelp')}</p>
      <pre className="sent">{summary.env}</pre>
      <div className="btn-row">
        {(['env', 'json', 'curl'] as const).map((form) => (
          <Button key={form} icon={Copy} onPress={() => void copy(summary[form])}>
            {t(`wizard.copy.${form}`)}
          </Button>
        ))}
      </div>
    </section>
  )
}

/** In a sentence: how it stands. */
function sumOf({ mode, isBusy, isFinished, made }: WizardReport): string {
  if (isBusy) return say('wizard.busy')
  if (mode === 'undo') return say('wizard.undone')
  if (mode === 'plan') return say('wizard.planned')
  if (isFinished) return say('wizard.finished')
  return say(made > 0 ? 'wizard.stopped' : 'wizard.stoppedEmpty')
}

function Undone({ undone }: { undone: WizardReport['undone'] }) {
  const t = useText()
  return (
    <ul className="wizard-undone">
      {undone.map(({ kind, id, state }) => (
        <li key={`${kind}/${id}`} data-undone={kind} data-state={state}>
          {sayOr([`wizard.kind.${kind}`], kind)} {id}: {t(`wizard.back.${state}`)}
        </li>
      ))}
    </ul>
  )
}

/** Offers to undo what runs have made. */
export function TakeBack({ at, made }: { at: WizardAt; made: number }) {
  const t = useText()
  return (
    <div className="btn-row">
      <Button look="danger" icon={Undo2} onPress={() => void attempt(call('wizard.undo', at))}>
        {t('wizard.undo', { count: made })}
      </Button>
      <span className="muted">{t('wizard.undoHelp')}</span>
    </div>
  )
}

/** Steps as they go, what was taken back, and what a connector's program needs to know. */
export function WizardReportBox({ report }: { report: WizardReport }) {
  const t = useText()
  const { at, isPrivate, steps, undone, mode, made, isBusy, summary } = report
  const box = useRef<HTMLElement>(null)
  // What was just asked for begins below the form, where nobody would see it.
  useEffect(() => {
    if (isBusy) box.current?.scrollIntoView?.({ block: 'start' })
  }, [isBusy])
  return (
    <section className="wizard" ref={box} aria-label={t('wizard.report')} aria-busy={isBusy} data-mode={mode}>
      <p role="status" className="wizard-sum">
        {sumOf(report)}
      </p>
      {isPrivate && mode !== 'undo' && <Notice>{t('connector.warn.private-url')}</Notice>}
      {mode === 'undo' && <Undone undone={undone} />}
      {mode !== 'undo' && (
        <ol className="steps">
          {steps.map((step, index) => (
            <Line key={step.step} step={step} number={index + 1} />
          ))}
        </ol>
      )}
      {summary && <Summary summary={summary} />}
      {made > 0 && !isBusy && <TakeBack at={at} made={made} />}
    </section>
  )
}
