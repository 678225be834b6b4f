import { ArrowDownWideNarrow, Check, CloudOff, Filter, TriangleAlert, UserRoundSearch } from 'lucide-react'
import { useState } from 'react'
import { type ContactSort, contactSorts } from '../../../src-preload/contract/contact-filter'
import type { SavedFilter } from '../../../src-preload/contract/contact'
import type { AccountEntry } from '../../bridge/accounts'
import { Blank, RowBones } from '../../parts/blank'
import { Button } from '../../parts/button'
import { Choice } from '../../parts/choice'
import { Glyph } from '../../parts/glyph'
import { Icon } from '../../parts/icon'
import { useNow } from '../../text/now'
import { useText } from '../../text/t'
import { moment } from '../../text/when'
import { whyNot } from '../../ui-state'
import { type useContacts, usePaused } from './use-contacts'

type Conditions = SavedFilter['conditions']
type Found = ReturnType<typeof useContacts>

/** What is asked for, as it is typed and chosen. */
export function useQuestion(account: AccountEntry) {
  const [text, setText] = useState('')
  const [sort, setSort] = useState<ContactSort>('name')
  const [conditions, setConditions] = useState<Conditions>([])
  const paused = usePaused(text)
  const ask = {
    profileId: account.profileId,
    accountId: account.accountId,
    text: conditions.length > 0 ? '' : paused.trim(),
    sort,
    conditions,
  }
  return { text, setText, sort, setSort, conditions, setConditions, ask }
}

/** How many, of whom, and how old that is. */
export function Foot({ found, isLive }: { found: Found; isLive: boolean }) {
  const t = useText()
  const now = useNow()
  const { shown, isAsking, serverError } = found
  if (!shown) return <div className="rows-foot" role="status" />
  const count = shown.total
  if (isAsking && shown.from === 'stored')
    return (
      <div className="rows-foot" role="status">
        <Glyph name="link-catch" size={12} />
        <span className="cut">{t('contacts.footAsking', { count })}</span>
      </div>
    )
  const isServers = shown.from === 'server' && isLive
  const text = isServers
    ? t('contacts.footServer', { count, time: moment(shown.asOfAt ?? now, now) })
    : t('contacts.footStored', { count })
  return (
    <div className="rows-foot" role="status" title={serverError ? whyNot(serverError) : undefined}>
      <Icon of={isServers ? Check : CloudOff} size={12} />
      <span className="cut">{text}</span>
    </div>
  )
}

/** None: why, and what next. */
export function Empty({ found, isSought, isLive }: { found: Found; isSought: 'text' | 'filter' | null; isLive: boolean }) {
  const t = useText()
  const error = found.storedError ?? found.serverError
  if (isSought === 'filter' && !isLive)
    return <Blank icon={CloudOff} title={t('contacts.filterOffline')} text={t('contacts.filterOfflineText')} />
  if (error && !found.shown)
    return (
      <Blank icon={TriangleAlert} tone="red" title={t('contacts.failed')} text={whyNot(error)}>
        <div className="btn-row">
          <Button onPress={found.again}>{t('act.tryAgain')}</Button>
        </div>
      </Blank>
    )
  if (!found.shown || found.isAsking) return <RowBones />
  if (isSought)
    return (
      <Blank
        icon={UserRoundSearch}
        title={t('contacts.nothing')}
        text={t(isLive ? 'contacts.nothingText' : 'contacts.nothingOffline')}
      />
    )
  return <Blank icon="bird" title={t('contacts.empty')} text={t(isLive ? 'contacts.emptyText' : 'contacts.emptyOffline')} />
}

/** Order and filter. */
export function Tools({
  question,
  isBuilding,
  onBuild,
}: {
  question: ReturnType<typeof useQuestion>
  isBuilding: boolean
  onBuild: () => void
}) {
  const t = useText()
  const { sort, setSort, conditions } = question
  return (
    <div className="list-tools">
      <Choice
        look="chip"
        icon={ArrowDownWideNarrow}
        label={t('list.sort')}
        value={sort}
        choices={contactSorts.map((value) => ({ value, text: t(`contacts.sort.${value}`) }))}
        onChoose={setSort}
      />
      <button
        type="button"
        className={`chip${conditions.length > 0 ? ' chip-on' : ''}`}
        aria-expanded={isBuilding}
        onClick={onBuild}
      >
        <Icon of={Filter} size={12} />
        {conditions.length > 0 ? t('contacts.filterOn', { count: conditions.length }) : t('contacts.filter')}
      </button>
    </div>
  )
}
