import { Check } from 'lucide-react'
import { type CSSProperties, type KeyboardEvent, memo, useEffect, useMemo, useRef } from 'react'
import type { ListRow } from '../../../src-preload/contract/entities'
import type { ConversationRef } from '../../../src-preload/contract/ids'
import type { OutboxItem } from '../../../src-preload/contract/schemas/conversation'
import { type AccountEntry, type Books, findAccount, useAccounts, useBooks } from '../../bridge/accounts'
import { useAhead } from '../../bridge/ahead'
import { useIsCalled } from '../../bridge/called'
import { type ListAsk, useOutbox, useSettings } from '../../bridge/queries'
import { useWriters } from '../../bridge/writers'
import { forgetLead, refOf, rowKey, useChosen } from '../../chosen'
import { useKeys } from '../../keys'
import { Icon } from '../../parts/icon'
import type { WaitLimits } from '../../parts/wait-clock'
import { refKey, sameRef, useUi } from '../../ui-state'
import { RowContent } from './row'
import type { Hands } from './steady'
import { type Choosing, useChoosing } from './use-choosing'
import { useFirstPaint } from './use-first-paint'
import type { Found } from './use-rows'
import { useUnread } from './use-unread'

/** Where the open conversation is in the list. While its page is not read: where it was when it was gone to. */
function placeOfOpen({ at }: Found['rows'], reached: { key: string; place: number } | null): number {
  const { selected } = useUi.getState()
  const found = [...at].find(([, row]) => sameRef(refOf(row), selected))
  return found?.[0] ?? (selected && reached?.key === refKey(selected) ? reached.place : -1)
}

/** Moving by keys: the row that is reached is chosen at once, or as soon as it is read. */
function useMoves({ rows, reveal }: Found, touch: () => void) {
  const select = useUi((ui) => ui.select)
  const awaited = useRef<number | null>(null)
  const reached = useRef<{ key: string; place: number } | null>(null)
  const choose = (place: number) => {
    const row = rows.at.get(place)
    awaited.current = row ? null : place
    if (row) select(refOf(row))
  }
  useEffect(() => {
    if (awaited.current !== null) choose(awaited.current)
  })
  const show = (place: number) => {
    touch()
    reveal(place)
    forgetLead()
  }
  const goTo = (wanted: number) => {
    const place = Math.max(0, Math.min(rows.total - 1, wanted))
    show(place)
    choose(place)
  }
  const here = () => placeOfOpen(rows, reached.current)
  /** To a row that is known, whether its page is drawn or not. */
  const goToRow = (place: number, row: ListRow) => {
    show(place)
    awaited.current = null
    reached.current = { key: rowKey(row), place }
    select(refOf(row))
  }
  return {
    goTo,
    goToRow,
    here,
    next: () => goTo(here() + 1),
    previous: () => goTo(Math.max(0, here() - 1)),
    last: () => goTo(rows.total - 1),
  }
}

/** In the place of the face. */
function Tick() {
  return (
    <span className="row-tick">
      <Icon of={Check} size={18} />
    </span>
  )
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
  writers: string[] | undefined
  choosing: Choosing
}

function RowBox({ row, place, top, total, accounts, books, limits, kept, writers, choosing }: OneRowProps) {
  const isOpen = useUi((ui) => sameRef(ui.selected, refOf(row)))
  const key = rowKey(row)
  const isChosen = useChosen((chosen) => chosen.rows.has(key))
  const isMany = useChosen((chosen) => chosen.rows.size > 0)
  const isLead = useChosen((chosen) => chosen.rows.size > 0 && chosen.lead === key)
  const isCalled = useIsCalled(refOf(row))
  const select = useUi((ui) => ui.select)
  const account = findAccount(accounts, row)
  const own = { row, account, limits, kept, writers }
  const signs = [row.unreadCount > 0 && 'is-unread', isCalled && 'is-called', isChosen && 'is-chosen', isLead && 'is-lead']
  const style: CSSProperties = { transform: `translateY(${top}px)` }
  return (
    <div
      id={`row-${key}`}
      className={['row', account?.tone, ...signs].filter(Boolean).join(' ')}
      role="option"
      aria-selected={isMany ? isChosen : isOpen}
      aria-current={isOpen || undefined}
      aria-setsize={total}
      aria-posinset={place + 1}
      style={style}
      onClick={(event) => {
        if (choosing.click(row, place, event)) return
        forgetLead()
        select(refOf(row))
      }}
    >
      {isChosen && <Tick />}
      <RowContent
        {...own}
        me={account?.profile.user}
        inbox={books.inbox({ ...row, accountId: row.accountId })}
        labels={row.labels.slice(0, 2).map((title) => books.label(row, title))}
      />
    </div>
  )
}

/** Drawn again for what is its own only: walking through the list changes two rows and not all of them (P5). */
const OneRow = memo(RowBox)

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
      // Rows that come anew while the filter is open are not before it.
      if (useUi.getState().overlay !== null || scroller.current?.contains(document.activeElement)) return false
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
    const action = event.shiftKey || event.ctrlKey || event.altKey || event.metaKey ? undefined : actions[event.key]
    if (!action) return
    event.preventDefault()
    action()
  }
}

function Drawn({ rows, items, choosing }: Pick<Found, 'rows' | 'items'> & { choosing: Choosing }) {
  const accounts = useAccounts()
  const books = useBooks(accounts)
  const limits = useSettings().data
  const kept = useKept([...rows.at.values()].some((row) => row.mark !== null && row.mark !== 'draft'))
  const writers = useWriters()
  useFirstPaint(limits !== undefined && items.length > 0)
  if (!limits) return null
  return items.map((item) => {
    const row = rows.at.get(item.index)
    if (!row) return null
    const key = rowKey(row)
    const place = { place: item.index, top: item.start, total: rows.total }
    const shared = { accounts, books, limits, choosing }
    return <OneRow key={key} row={row} {...place} {...shared} kept={kept.get(key)} writers={writers.get(key)} />
  })
}

/** Those that J and K lead to from here. */
function neighboursOf({ at }: Found['rows'], here: number): ConversationRef[] {
  if (here === -1) return []
  return [at.get(here + 1), at.get(here - 1)].flatMap((row) => (row ? [refOf(row)] : []))
}

interface RowsProps {
  found: Found
  ask: ListAsk
  hands: Hands
  scroller: { current: HTMLDivElement | null }
  title: string
}

/** The rows on screen: walking, choosing, opening. */
export function Rows({ found, ask, hands, scroller, title }: RowsProps) {
  const selected = useUi((ui) => ui.selected)
  const moves = useMoves(found, hands.touch)
  const onKeyDown = useListKeys(moves, scroller)
  useAhead(selected ? neighboursOf(found.rows, moves.here()) : [])
  useUnread(ask, { ...moves, total: found.rows.total })
  const { rows, items, virtual } = found
  const choosing = useChoosing(found, ask, hands.touch)
  const lead = useChosen((chosen) => (chosen.rows.size > 0 ? chosen.lead : null)) ?? (selected && refKey(selected))
  const active = items.map((item) => rows.at.get(item.index)).find((row) => row && rowKey(row) === lead)
  return (
    <div
      className="rows"
      role="listbox"
      aria-label={title}
      aria-multiselectable
      tabIndex={0}
      ref={scroller}
      aria-activedescendant={active ? `row-${rowKey(active)}` : undefined}
      onKeyDown={onKeyDown}
      onPointerMove={hands.touch}
      onPointerLeave={hands.letGo}
    >
      <div className="rows-in" role="presentation" style={{ height: virtual.getTotalSize() }}>
        <Drawn rows={rows} items={items} choosing={choosing} />
      </div>
    </div>
  )
}
