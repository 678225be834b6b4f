import { ArrowDownWideNarrow } from 'lucide-react'
import { type CSSProperties, type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import type { ListRow } from '../../../src-preload/contract/entities'
import type { ConversationRef } from '../../../src-preload/contract/ids'
import type { ListQuery, OutboxItem } from '../../../src-preload/contract/schemas/conversation'
import { type AccountEntry, type Books, findAccount, useAccounts, useBooks } from '../../bridge/accounts'
import { useIsCalled } from '../../bridge/called'
import { useOutbox, useSettings } from '../../bridge/queries'
import { useKeys } from '../../keys'
import { Choice } from '../../parts/choice'
import type { WaitLimits } from '../../parts/wait-clock'
import { useText } from '../../text/t'
import { refKey, sameRef, useUi } from '../../ui-state'
import { ListEmpty } from './list-empty'
import { ListFoot } from './list-foot'
import { RowContent } from './row'
import { type Hands, rowKey, useHands } from './steady'
import { useFirstPaint } from './use-first-paint'
import { useAsk, useRows } from './use-rows'
import { useLongest } from './use-longest'

const statuses: ListQuery['status'][] = ['open', 'pending', 'snoozed', 'resolved', 'all']
const sorts: ListQuery['sort'][] = ['waiting', 'latest', 'oldest']

/** What conversation a row names. */
function refOf(row: ListRow): ConversationRef {
  return { profileId: row.profileId, accountId: row.accountId, conversationId: row.id }
}

function Tools() {
  const t = useText()
  const { status, sort, place, setFilter } = useUi()
  const hasStatus = place.view !== 'snoozed' && place.view !== 'drafts'
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
  if (!place.inbox) return t(`view.${place.view}`)
  return books.inbox(place.inbox)?.name ?? t('view.inbox')
}

type Found = ReturnType<typeof useRows>

/** Moving by keys: the row that is reached is chosen at once, or as soon as it is read. */
function useMoves({ rows, virtual }: Found, touch: () => void) {
  const select = useUi((ui) => ui.select)
  const awaited = useRef<number | null>(null)
  const choose = (place: number) => {
    const row = rows.at.get(place)
    awaited.current = row ? null : place
    if (row) select(refOf(row))
  }
  useEffect(() => {
    if (awaited.current !== null) choose(awaited.current)
  })
  const goTo = (wanted: number) => {
    const place = Math.max(0, Math.min(rows.total - 1, wanted))
    touch()
    virtual.scrollToIndex(place)
    choose(place)
  }
  const here = () => {
    const { selected } = useUi.getState()
    for (const [place, row] of rows.at) if (sameRef(refOf(row), selected)) return place
    return -1
  }
  return { goTo, next: () => goTo(here() + 1), previous: () => goTo(Math.max(0, here() - 1)), last: () => goTo(rows.total - 1) }
}

interface OneRowProps {
  row: ListRow
  place: number
  top: number
  total: number
  accounts: AccountEntry[]
  books: Books
  limits: WaitLimits
  kept: OutboxItem | undefined
}

function OneRow({ row, place, top, total, accounts, books, limits, kept }: OneRowProps) {
  const isSelected = useUi((ui) => sameRef(ui.selected, refOf(row)))
  const isCalled = useIsCalled(refOf(row))
  const select = useUi((ui) => ui.select)
  const account = findAccount(accounts, row)
  const style: CSSProperties = { transform: `translateY(${top}px)` }
  return (
    <div
      id={`row-${rowKey(row)}`}
      className={`row ${account?.tone ?? ''}${row.unreadCount > 0 ? ' is-unread' : ''}${isCalled ? ' is-called' : ''}`}
      role="option"
      aria-selected={isSelected}
      aria-setsize={total}
      aria-posinset={place + 1}
      style={style}
      onClick={() => select(refOf(row))}
    >
      <RowContent
        row={row}
        account={account}
        me={account?.profile.user}
        inbox={books.inbox({ ...row, accountId: row.accountId })}
        labels={row.labels.slice(0, 2).map((title) => books.label(row, title))}
        limits={limits}
        kept={kept}
      />
    </div>
  )
}

/** What waits in the outbox by conversation, the newest of each; asked only when some row has something there. */
function useKept(isAny: boolean): Map<string, OutboxItem> {
  const items = useOutbox(isAny).data
  return useMemo(() => new Map(items?.map((item) => [refKey(item.conversation), item])), [items])
}

function useListKeys(moves: ReturnType<typeof useMoves>, scroller: { current: HTMLElement | null }) {
  const askComposer = useUi((ui) => ui.askComposer)
  useKeys({
    next: moves.next,
    previous: moves.previous,
    back: () => {
      if (scroller.current?.contains(document.activeElement)) return false
      scroller.current?.focus()
      return true
    },
  })
  return (event: KeyboardEvent<HTMLElement>) => {
    const actions: Record<string, () => void> = {
      ArrowDown: moves.next,
      ArrowUp: moves.previous,
      Home: () => moves.goTo(0),
      End: moves.last,
      Enter: () => askComposer(null),
    }
    const action = event.ctrlKey || event.altKey || event.metaKey ? undefined : actions[event.key]
    if (!action) return
    event.preventDefault()
    action()
  }
}

function Drawn({ rows, items }: Pick<Found, 'rows' | 'items'>) {
  const accounts = useAccounts()
  const books = useBooks(accounts)
  const limits = useSettings().data
  const kept = useKept([...rows.at.values()].some((row) => row.mark !== null && row.mark !== 'draft'))
  useFirstPaint(limits !== undefined && items.length > 0)
  if (!limits) return null
  return items.map((item) => {
    const row = rows.at.get(item.index)
    if (!row) return null
    const key = rowKey(row)
    const place = { place: item.index, top: item.start, total: rows.total }
    return <OneRow key={key} row={row} {...place} accounts={accounts} books={books} limits={limits} kept={kept.get(key)} />
  })
}

interface RowsProps {
  found: Found
  hands: Hands
  scroller: { current: HTMLDivElement | null }
  title: string
}

function Rows({ found, hands, scroller, title }: RowsProps) {
  const selected = useUi((ui) => ui.selected)
  const onKeyDown = useListKeys(useMoves(found, hands.touch), scroller)
  const { rows, items, virtual } = found
  const active = items.map((item) => rows.at.get(item.index)).find((row) => row && sameRef(refOf(row), selected))
  return (
    <div
      className="rows"
      role="listbox"
      aria-label={title}
      tabIndex={0}
      ref={scroller}
      aria-activedescendant={active ? `row-${rowKey(active)}` : undefined}
      onKeyDown={onKeyDown}
      onPointerMove={hands.touch}
      onPointerLeave={hands.letGo}
    >
      <div className="rows-in" role="presentation" style={{ height: virtual.getTotalSize() }}>
        <Drawn rows={rows} items={items} />
      </div>
    </div>
  )
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
  useEffect(() => scroller.current?.scrollTo?.({ top: 0 }), [ask])
  const isEmpty = found.first?.data?.total === 0 || found.first?.isError || found.rows.at.size === 0
  return (
    <section className="list" aria-label={title} data-area="list">
      <div className="list-head">
        <h1 className="cut">{title}</h1>
        {found.rows.total > 0 && <span className="muted num">{found.rows.total}</span>}
      </div>
      <Tools />
      {isEmpty ? (
        <ListEmpty query={found.first} view={ask.view} onLongest={longest} />
      ) : (
        <Rows found={found} hands={hands} scroller={scroller} title={title} />
      )}
      <ListFoot page={found.first?.data} total={found.rows.total} />
    </section>
  )
}
