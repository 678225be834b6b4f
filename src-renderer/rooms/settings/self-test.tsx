import { ListChecks } from 'lucide-react'
import type { SelfTestReport, SelfTestStep } from '../../../src-preload/contract/schemas/self-test'
import { call } from '../../bridge/client'
import { useSelfTest } from '../../bridge/self-test'
import { Button } from '../../parts/button'
import { CheckSign } from '../../parts/check-sign'
import { isTextKey, say, sayOr, useText } from '../../text/t'
import { attempt } from '../../ui-state'
import { Opt } from './opt'

function wordsOf({ id, state, reason, detail }: SelfTestStep): { why: string; next: string | null } {
  const values = { detail: detail ?? '' }
  if (state === 'busy' || state === 'skipped') return { why: say(`doctor.state.${state}`), next: null }
  const next = `selfTest.next.${id}.${reason}`
  return { why: sayOr([`selfTest.${id}.${reason}`], reason, values), next: isTextKey(next) ? say(next, values) : null }
}

function Step({ step }: { step: SelfTestStep }) {
  const t = useText()
  const { why, next } = wordsOf(step)
  return (
    <li className="check-line doctor-step" data-step={step.id} data-state={step.state}>
      <CheckSign state={step.state} label={t(`doctor.state.${step.state}`)} />
      <div>
        <b>{t(`selfTest.step.${step.id}`)}</b>
        <p>{why}</p>
        {next !== null && (
          <p className="doctor-next">
            <span>{t('doctor.next')}</span> {next}
          </p>
        )}
      </div>
    </li>
  )
}

function sumOf(report: SelfTestReport): string {
  if (report.endedAt === null) return say('doctor.running')
  const count = report.steps.filter(({ state }) => state === 'warn' || state === 'fail').length
  return count > 0 ? say('doctor.troubles', { count }) : say('doctor.allWell')
}

/** Whether this computer can do what Perch promises: alerts, tray, keychain, disk. The saved file for support has it too. */
export function SelfTestSection() {
  const t = useText()
  const report = useSelfTest().data ?? null
  const isRunning = report !== null && report.endedAt === null
  return (
    <>
      <Opt name={t('selfTest.title')} help={report === null ? t('selfTest.help') : sumOf(report)}>
        <Button icon={ListChecks} busy={isRunning} onPress={() => void attempt(call('selfTest.run', {}))}>
          {t(isRunning ? 'doctor.running' : 'selfTest.run')}
        </Button>
      </Opt>
      {report !== null && (
        <ol className="checks doctor-steps self-test" aria-label={t('selfTest.title')} aria-busy={isRunning}>
          {report.steps.map((step) => (
            <Step key={step.id} step={step} />
          ))}
        </ol>
      )}
    </>
  )
}
