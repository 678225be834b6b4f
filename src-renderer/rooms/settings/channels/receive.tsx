import { Radio } from 'lucide-react'
import { useState } from 'react'
import type { ReceiveReport } from '../../../../src-preload/contract/schemas/receive'
import { type ChannelsAt, useReceive } from '../../../bridge/channels'
import { call } from '../../../bridge/client'
import { Button } from '../../../parts/button'
import { Choice } from '../../../parts/choice'
import { Icon } from '../../../parts/icon'
import { say, useText } from '../../../text/t'
import { clock } from '../../../text/when'
import { attempt, toast } from '../../../ui-state'
import { Notice } from './fields'
import { ReceiveAskForm } from './receive-ask'
import { HeardList } from './receive-heard'
import { ReasonBox } from './wizard-report'

/** How it stands, in a sentence. */
function sumOf({ phase, ended, isClean, endsAt, heard }: ReceiveReport): string {
  if (phase === 'ending') return say('receive.ending')
  if (phase === 'ended') return say(isClean === false ? 'receive.left' : `receive.ended.${ended ?? 'asked'}`)
  const until = clock(endsAt)
  if (phase === 'listening') return say('receive.listening', { until })
  return say(heard.length > 0 ? 'receive.heard' : 'receive.waiting', { until })
}

async function open(at: ChannelsAt, reach: ReceiveReport['reach']): Promise<void> {
  await attempt(
    call('receive.open', { ...at, reach }).then(({ isOpen }) => {
      if (!isOpen) toast({ level: 'error', text: say('receive.noPort') })
    }),
  )
}

function Start({ at }: { at: ChannelsAt }) {
  const t = useText()
  const [reach, setReach] = useState<ReceiveReport['reach']>('computer')
  const choices = (['computer', 'network'] as const).map((value) => ({ value, text: t(`receive.reach.${value}`) }))
  return (
    <div className="receive-start">
      <Choice label={t('receive.reach')} value={reach} choices={choices} onChoose={setReach} />
      <Button icon={Radio} onPress={() => void open(at, reach)}>
        {t('receive.open')}
      </Button>
      <p className={reach === 'network' ? 'field-help receive-warn' : 'field-help'}>{t(`receive.reachHelp.${reach}`)}</p>
    </div>
  )
}

function Test({ report }: { report: ReceiveReport }) {
  const t = useText()
  const { phase, reach, url, heard, more, trouble } = report
  const isOn = phase !== 'ended'
  return (
    <div className="receive-test" data-phase={phase}>
      <p role="status" className="wizard-sum">
        {sumOf(report)}
      </p>
      {isOn && reach === 'network' && <Notice>{t('receive.reachHelp.network')}</Notice>}
      {trouble && <ReasonBox reason={trouble} />}
      {phase === 'listening' && <ReceiveAskForm key={report.path} report={report} />}
      {isOn && url !== null && <pre className="sent">POST {url}</pre>}
      {isOn && (
        <div className="btn-row">
          <Button busy={phase === 'ending'} onPress={() => void attempt(call('receive.end', {}))}>
            {t('receive.end')}
          </Button>
        </div>
      )}
      <HeardList heard={heard} more={more} />
    </div>
  )
}

/** Listens for a moment and shows what the server really sends (G6). */
export function ReceiveSection({ at }: { at: ChannelsAt }) {
  const t = useText()
  const report = useReceive().data ?? null
  const mine = report?.profileId === at.profileId && report.accountId === at.accountId ? report : null
  const isOn = report !== null && report.phase !== 'ended'
  return (
    <section className="set-sec receive" aria-label={t('receive.title')}>
      <h2>
        <Icon of={Radio} />
        <span className="grow">{t('receive.title')}</span>
      </h2>
      <p className="set-lead">{t('receive.lead')}</p>
      {mine && <Test report={mine} />}
      {!isOn && <Start at={at} />}
    </section>
  )
}
