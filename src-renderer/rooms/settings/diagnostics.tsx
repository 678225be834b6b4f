import { Copy, FileDown } from 'lucide-react'
import { useState } from 'react'
import type { HealthLine } from '../../../src-preload/contract/schemas/health'
import { call } from '../../bridge/client'
import { useHealth, useProfiles } from '../../bridge/queries'
import { Button } from '../../parts/button'
import { hostOf } from '../../parts/names'
import { useNow } from '../../text/now'
import { say, useText } from '../../text/t'
import { moment } from '../../text/when'
import { attempt, toast, whyNot } from '../../ui-state'
import { healthWords } from './health-words'
import { Opt } from './opt'
import { SelfTestSection } from './self-test'

/** Enough for a week of a bad line; the whole log is in the saved file. */
const MOST = 500
const SHOWN = 6

async function save(): Promise<void> {
  try {
    const { saved } = await call('diagnostics.export', {})
    if (saved) toast({ text: say('health.saved') })
  } catch (thrown: unknown) {
    toast({ level: 'error', text: whyNot(thrown) })
  }
}

async function copy(lines: HealthLine[]): Promise<void> {
  const text = lines.map((line) => `${new Date(line.at).toISOString()} ${line.what} ${JSON.stringify(line.facts)}`).join('\n')
  if (await attempt(navigator.clipboard.writeText(text))) toast({ text: say('health.copied') })
}

function Lines({ lines, isLong }: { lines: HealthLine[]; isLong: boolean }) {
  const now = useNow()
  const profiles = useProfiles().data ?? []
  const names = new Map(profiles.map((one) => [one.id, one.accounts[0]?.name ?? hostOf(one.baseUrl)]))
  return (
    <ol
      className={`health-lines${isLong ? ' is-long' : ''}`}
      tabIndex={isLong ? 0 : undefined}
      aria-label={say('health.title')}
    >
      {lines.map((line, index) => (
        <li key={`${line.at}/${line.profileId}/${index}`} className={`health-line is-${line.what}`}>
          <time dateTime={new Date(line.at).toISOString()}>{moment(line.at, now)}</time>
          <span>
            {healthWords(line)}
            {names.size > 1 && <span className="muted">{`, ${names.get(line.profileId) ?? ''}`}</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}

function Log() {
  const t = useText()
  const query = useHealth(MOST)
  const [isOpen, setOpen] = useState(false)
  if (query.isError) return <p className="health-none">{whyNot(query.error)}</p>
  const lines = query.data
  if (lines === undefined) return <p className="health-none" aria-busy="true" />
  if (lines.length === 0) return <p className="health-none">{t('health.empty')}</p>
  return (
    <>
      <Lines lines={isOpen ? lines : lines.slice(0, SHOWN)} isLong={isOpen && lines.length > SHOWN} />
      <div className="btn-row health-acts">
        {lines.length > SHOWN && (
          <Button look="quiet" onPress={() => setOpen(!isOpen)}>
            {isOpen ? t('health.fewer') : t('health.all', { count: lines.length })}
          </Button>
        )}
        <Button look="quiet" icon={Copy} onPress={() => void copy(lines)}>
          {t('health.copy')}
        </Button>
      </div>
    </>
  )
}

/** What the connection went through, and a file of it for support. */
export function DiagnosticsSection() {
  const t = useText()
  return (
    <>
      <SelfTestSection />
      <div className="opt health">
        <div className="grow">
          <b>{t('health.title')}</b>
          <p>{t('health.help')}</p>
          <Log />
        </div>
      </div>
      <Opt name={t('menu.saveDiagnostics')} help={t('health.saveHelp')}>
        <Button icon={FileDown} onPress={() => void save()}>
          {t('health.save')}
        </Button>
      </Opt>
    </>
  )
}
