import { Bell, BellOff } from 'lucide-react'
import { useState } from 'react'
import type { Verdict } from '../../../../src-preload/contract/schemas/alert'
import type { Settings } from '../../../../src-preload/contract/schemas/app'
import { LOOKED_AT, useAlertHistory } from '../../../bridge/alerts'
import { Icon } from '../../../parts/icon'
import { Choice } from '../../../parts/choice'
import { useNow } from '../../../text/now'
import { useText } from '../../../text/t'
import { moment } from '../../../text/when'
import { useUi, whyNot } from '../../../ui-state'
import { usePlaces } from './places'
import { eventWords, isChanged, reasonWords } from './why-words'

const filters = ['all', 'yes', 'no', 'changed'] as const
type Filter = (typeof filters)[number]

const fits: Record<Filter, (verdict: Verdict) => boolean> = {
  all: () => true,
  yes: ({ alerted }) => alerted,
  no: ({ alerted }) => !alerted,
  changed: isChanged,
}

function Line({ verdict, settings }: { verdict: Verdict; settings: Settings }) {
  const t = useText()
  const now = useNow()
  const jumpTo = useUi((ui) => ui.jumpTo)
  const names = { rules: settings.alertRules, ...usePlaces() }
  const { at, alerted, name, conversation, would } = verdict
  const open = () => {
    useUi.getState().go('workspace')
    jumpTo(conversation, null)
  }
  return (
    <li className={alerted ? 'why why-yes' : 'why why-no'}>
      <time dateTime={new Date(at).toISOString()}>{moment(at, now)}</time>
      <span role="img" aria-label={t(alerted ? 'why.alerted' : 'why.silent')}>
        <Icon of={alerted ? Bell : BellOff} />
      </span>
      <p>
        <button type="button" className="why-who" dir="auto" onClick={open}>
          {name ?? t('why.nobody')}
        </button>
        , {eventWords(verdict)}
        <small>{reasonWords(verdict, names)}</small>
        {would !== null && isChanged(verdict) && (
          <small className="why-would">
            {t(would.alerted ? 'why.wouldAlert' : 'why.wouldNot', { reason: reasonWords(would, names) })}
          </small>
        )}
      </p>
    </li>
  )
}

/** How other settings would have done: said only when it makes a difference. */
function Sum({ verdicts, onShow }: { verdicts: Verdict[]; onShow: () => void }) {
  const t = useText()
  const changed = verdicts.filter(isChanged).length
  if (changed === 0) return null
  const was = verdicts.filter(({ alerted }) => alerted).length
  const would = verdicts.filter(({ alerted, would: tried }) => (tried ?? { alerted }).alerted).length
  return (
    <p className="why-sum" role="status">
      {t('why.sum', { would, was, all: verdicts.length })}{' '}
      <button type="button" className="why-who" onClick={onShow}>
        {t('why.which', { count: changed })}
      </button>
    </p>
  )
}

/** "Why did this (not) alert?": the last 200 events, and what the settings of now would make of them. */
export function Why({ settings }: { settings: Settings }) {
  const t = useText()
  const [filter, setFilter] = useState<Filter>('all')
  const query = useAlertHistory(settings)
  const verdicts = query.data
  const shown = (verdicts ?? []).filter(fits[filter])
  return (
    <section className="set-sec why-sec" aria-label={t('why.title')}>
      <h2>
        {t('why.title')}
        <span className="grow" />
        <Choice
          label={t('why.filter')}
          at="menu-pop-end"
          value={filter}
          choices={filters.map((value) => ({ value, text: t(`why.filter.${value}`) }))}
          onChoose={setFilter}
        />
      </h2>
      {verdicts && <Sum verdicts={verdicts} onShow={() => setFilter('changed')} />}
      {query.isError && <p className="alerts-empty">{whyNot(query.error)}</p>}
      {verdicts && shown.length === 0 && (
        <p className="box alerts-empty">{t(verdicts.length === 0 ? 'why.none' : 'why.noneFits')}</p>
      )}
      {shown.length > 0 && (
        <ol className="box why-list" tabIndex={0} aria-label={t('why.title')}>
          {shown.map((verdict, index) => (
            <Line key={`${verdict.at}/${index}`} verdict={verdict} settings={settings} />
          ))}
        </ol>
      )}
      <p className="alerts-foot">{t('why.foot', { count: LOOKED_AT })}</p>
    </section>
  )
}
