import { ArrowDownWideNarrow } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { ListQuery } from '../../../src-preload/contract/schemas/conversation'
import { type Books, useAccounts, useBooks } from '../../bridge/accounts'
import { useSettings } from '../../bridge/queries'
import { useChosen } from '../../chosen'
import { Choice } from '../../parts/choice'
import { figure, useText } from '../../text/t'
import { useUi } from '../../ui-state'
import { BulkBar } from './bulk-bar'
import { FilterButton, FilterRow, useFilterKeys } from './filter-row'
import { ListEmpty } from './list-empty'
import { ListFoot } from './list-foot'
import { Rows } from './rows'
import { useHands } from './steady'
import { useLongest } from './use-longest'
import { useAsk, useRows } from './use-rows'

const statuses: ListQuery['status'][] = ['open', 'pending', 'snoozed', 'resolved', 'all']
const sorts: ListQuery['sort'][] = ['waiting', 'latest', 'oldest', 'priority']

function Tools() {
  const t = useText()
  const { status, sort, place, setFilter } = useUi()
  const hasStatus = place.view !== 'snoozed' && place.view !== 'resolved' && place.view !== 'drafts'
  return (
    <div className="list-tools">
      {hasStatus && (
        <Choice
          look="chip"
          label={t('list.status')}
          value={status}
          choices={statuses.map((value) => ({ value, text: t(`status.${value}`) }))}
          onChoose={(value) => setFilter({ status: value })}
        />
      )}
      <Choice
        look="chip"
        icon={ArrowDownWideNarrow}
        label={t('list.sort')}
        value={sort}
        choices={sorts.map((value) => ({ value, text: t(`sort.${value}`) }))}
        onChoose={(value) => setFilter({ sort: value })}
      />
    </div>
  )
}

function useTitle(books: Books): string {
  const t = useText()
  const place = useUi((ui) => ui.place)
  if (place.only) return place.only.name
  if (!place.inbox) return t(`view.${place.view}`)
  return books.inbox(place.inbox)?.name ?? t('view.inbox')
}

/** The list: longest waiting first, whatever account they are in. */
export function List() {
  const scroller = useRef<HTMLDivElement>(null)
  const hands = useHands()
  const ask = useAsk()
  const density = useSettings().data?.density ?? 'cosy'
  const found = useRows(ask, scroller, { density, isHeld: hands.areOn })
  const title = useTitle(useBooks(useAccounts()))
  const longest = useLongest()
  useFilterKeys()
  const isMany = useChosen((chosen) => chosen.rows.size > 0)
  useEffect(() => scroller.current?.scrollTo?.({ top: 0 }), [ask])
  const isEmpty = found.first?.data?.total === 0 || found.first?.isError || found.rows.at.size === 0
  return (
    <section className="list" aria-label={title} data-area="list">
      {isMany ? (
        <BulkBar />
      ) : (
        <div className="list-head">
          <h1 className="cut">{title}</h1>
          {found.rows.total > 0 && <span className="muted num">{figure(found.rows.total)}</span>}
          <span className="row-spacer" />
          <FilterButton />
        </div>
      )}
      <Tools />
      <FilterRow />
      {isEmpty ? (
        <ListEmpty query={found.first} view={ask.view} isFiltered={ask.where !== undefined} onLongest={longest} />
      ) : (
        <Rows found={found} ask={ask} hands={hands} scroller={scroller} title={title} />
      )}
      <ListFoot page={found.first?.data} total={found.rows.total} />
    </section>
  )
}
