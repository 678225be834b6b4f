import { Copy, Stethoscope } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Profile } from '../../../src-preload/contract/entities'
import type { DoctorReport, DoctorStep, DoctorTarget } from '../../../src-preload/contract/schemas/doctor'
import { call } from '../../bridge/client'
import { useDoctor, useProfiles } from '../../bridge/queries'
import { Button } from '../../parts/button'
import { Form } from '../../parts/form'
import { CheckSign } from '../../parts/check-sign'
import { Choice } from '../../parts/choice'
import { hostOf } from '../../parts/names'
import { say, useText } from '../../text/t'
import { attempt, toast } from '../../ui-state'
import { nextWords, reportText, seenWords, whyWords } from './doctor-words'
import { Opt } from './opt'

function Seen({ step }: { step: DoctorStep }) {
  if (step.seen.length === 0) return null
  return (
    <dl className="doctor-seen">
      {step.seen.map(seenWords).map(({ name, value }, index) => (
        <div key={`${name}/${index}`}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Step({ step, isOver }: { step: DoctorStep; isOver: boolean }) {
  const t = useText()
  const next = nextWords(step)
  return (
    <li className="check-line doctor-step" data-step={step.id} data-state={step.state}>
      <CheckSign state={step.state} label={t(`doctor.state.${step.state}`)} />
      <div>
        <b>{t(`doctor.step.${step.id}`)}</b>
        <p>{step.state === 'skipped' && !isOver ? t('doctor.later') : whyWords(step)}</p>
        {next !== null && (
          <p className="doctor-next">
            <span>{t('doctor.next')}</span> {next}
          </p>
        )}
        <Seen step={step} />
      </div>
    </li>
  )
}

async function copy(report: DoctorReport): Promise<void> {
  if (await attempt(navigator.clipboard.writeText(reportText(report)))) toast({ text: say('doctor.copied') })
}

/** In a word: how it went, or how it stands. */
function sumOf(report: DoctorReport): string {
  if (report.endedAt === null) return say('doctor.running')
  const troubles = report.steps.filter(({ state }) => state === 'warn' || state === 'fail').length
  const sum = troubles > 0 ? say('doctor.troubles', { count: troubles }) : say('doctor.allWell')
  return report.version === null ? sum : `Chatwoot ${report.version}. ${sum}`
}

/** A look that ended while somebody watches shows what it found: the list is longer than most windows. */
function useTroubleInView(isOver: boolean) {
  const list = useRef<HTMLOListElement>(null)
  const wasRunning = useRef(false)
  useEffect(() => {
    const trouble = list.current?.querySelector('[data-state="fail"]') ?? list.current?.querySelector('[data-state="warn"]')
    if (isOver && wasRunning.current) trouble?.scrollIntoView?.({ block: 'center' })
    wasRunning.current = !isOver
  }, [isOver])
  return list
}

function Report({ report }: { report: DoctorReport }) {
  const t = useText()
  const isOver = report.endedAt !== null
  const list = useTroubleInView(isOver)
  return (
    <section className="box doctor-report" aria-label={t('doctor.title')} aria-busy={!isOver}>
      <div className="opt">
        <div className="grow cut">
          <b className="cut">{report.baseUrl === null ? t('doctor.title') : hostOf(report.baseUrl)}</b>
          <p role="status">{sumOf(report)}</p>
        </div>
        <Button look="quiet" icon={Copy} disabled={!isOver} onPress={() => void copy(report)}>
          {t('doctor.copy')}
        </Button>
      </div>
      <ol className="checks doctor-steps" ref={list}>
        {report.steps.map((step) => (
          <Step key={step.id} step={step} isOver={isOver} />
        ))}
      </ol>
    </section>
  )
}

const OTHER = 'other'

/** Who needs the doctor most: somebody whose line is not live. */
function firstChoice(profiles: Profile[]): string {
  return (profiles.find(({ link }) => link.state !== 'live') ?? profiles[0])?.id ?? OTHER
}

function Typed({
  address,
  token,
  onChange,
}: {
  address: string
  token: string
  onChange: (to: { address?: string; token?: string }) => void
}) {
  const t = useText()
  return (
    <>
      <Opt name={t('doctor.address')}>
        <span className="input doctor-field">
          <input
            value={address}
            aria-label={t('doctor.address')}
            placeholder="chat.example.com"
            spellCheck={false}
            autoCapitalize="none"
            onChange={(event) => onChange({ address: event.target.value })}
          />
        </span>
      </Opt>
      <Opt name={t('doctor.token')} help={t('doctor.tokenHelp')}>
        <span className="input doctor-field">
          <input
            type="password"
            className="mono"
            value={token}
            aria-label={t('doctor.token')}
            autoComplete="off"
            onChange={(event) => onChange({ token: event.target.value })}
          />
        </span>
      </Opt>
    </>
  )
}

function Ask({ profiles, isRunning }: { profiles: Profile[]; isRunning: boolean }) {
  const t = useText()
  const [which, setWhich] = useState(firstChoice(profiles))
  const [typed, setTyped] = useState({ address: '', token: '' })
  const known = profiles.find(({ id }) => id === which)
  const target: DoctorTarget = known ? { kind: 'profile', profileId: known.id } : { kind: 'typed', ...typed }
  const nameOf = (profile: Profile): string => `${profile.accounts[0]?.name ?? profile.user.name} (${hostOf(profile.baseUrl)})`
  return (
    <Form className="box" onSend={() => void attempt(call('doctor.run', { target }))}>
      <Opt name={t('doctor.which')}>
        <Choice
          label={t('doctor.which')}
          value={which}
          choices={[
            ...profiles.map((profile) => ({ value: String(profile.id), text: nameOf(profile) })),
            { value: OTHER, text: t('doctor.another') },
          ]}
          onChoose={setWhich}
        />
      </Opt>
      {!known && <Typed {...typed} onChange={(to) => setTyped({ ...typed, ...to })} />}
      <div className="opt">
        <Button submit look="primary" icon={Stethoscope} busy={isRunning}>
          {t(isRunning ? 'doctor.running' : 'doctor.run')}
        </Button>
      </div>
    </Form>
  )
}

/** The connection doctor: the whole way to a server, and at each step what was seen, why, and what to do (G7). */
export function ConnectionPage() {
  const t = useText()
  const profiles = useProfiles().data ?? []
  const report = useDoctor().data ?? null
  return (
    <div className="doctor">
      <h1>{t('doctor.title')}</h1>
      <p className="set-lead">{t('doctor.lead')}</p>
      <Ask profiles={profiles} isRunning={report !== null && report.endedAt === null} />
      {report === null ? <p className="health-none">{t('doctor.none')}</p> : <Report report={report} />}
    </div>
  )
}
