import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { ListPage } from '../../../src-preload/contract/schemas/conversation'
import { LIST_PAGE, type ListAsk, useListPages } from '../../bridge/queries'
import { useUi } from '../../ui-state'
import { rowKey } from '../../chosen'
import { type Rows, useSteadyRows } from './steady'

const GAP = 2
const heights = { cosy: 76, compact: 54 }

type Chosen = Pick<ReturnType<typeof useUi.getState>, 'place' | 'scope' | 'status' | 'sort' | 'where'>

/** The question behind what is chosen. */
export function askOf({ place, scope, status, sort, where }: Chosen): ListAsk {
  const narrowed = [...(place.only?.where ?? []), ...where]
  return {
    ...(narrowed.length > 0 ? { where: narrowed } : {}),
    view: place.view,
    profileId: place.inbox?.profileId ?? scope?.profileId ?? null,
    accountId: place.inbox?.accountId ?? scope?.accountId ?? null,
    inboxId: place.inbox?.inboxId ?? null,
    status,
    sort,
  }
}

/** The question behind the list on screen. */
export function useAsk(): ListAsk {
  const { place, scope, status, sort, where } = useUi()
  return useMemo(() => askOf({ place, scope, status, sort, where }), [place, scope, status, sort, where])
}

function collect(pages: number[], answers: (ListPage | undefined)[]): Rows {
  const at: Rows['at'] = new Map()
  answers.forEach((answer, index) => {
    answer?.rows.forEach((row, place) => at.set((pages[index] ?? 0) * LIST_PAGE + place, row))
  })
  return { total: answers[0]?.total ?? 0, at }
}

/** Rows that come or go above leave what is being read where it is. At the top the new ones are shown. */
function useStill(rows: Rows, scroller: RefObject<HTMLElement | null>, height: number): void {
  const last = useRef(rows)
  useLayoutEffect(() => {
    const node = scroller.current
    const before = last.current
    last.current = rows
    if (!node || before === rows || node.scrollTop === 0) return
    const seen = before.at.get(Math.ceil(node.scrollTop / height))
    if (!seen) return
    const placeIn = ({ at }: Rows) => [...at].find(([, row]) => rowKey(row) === rowKey(seen))?.[0]
    const [then, now] = [placeIn(before), placeIn(rows)]
    if (then !== undefined && now !== undefined && then !== now) node.scrollTop += (now - then) * height
  }, [rows, scroller, height])
}

/** What the list shows now: rows by place, drawn only where they are seen, pages fetched only when they come near. */
export function useRows(
  ask: ListAsk,
  scroller: RefObject<HTMLElement | null>,
  options: { density: 'cosy' | 'compact'; isHeld: boolean },
) {
  const name = JSON.stringify(ask)
  const [wanted, setWanted] = useState({ name, pages: [0] })
  const pages = wanted.name === name ? wanted.pages : [0]
  const answers = useListPages(ask, pages)
  const edition = `${name} ${answers.map((answer, index) => `${pages[index]}:${answer.dataUpdatedAt}`).join()}`
  const kept = useRef<{ edition: string; rows: Rows } | null>(null)
  // The answers are new objects on each render; what they hold is named by the edition.
  if (kept.current?.edition !== edition) {
    const data = answers.map((answer) => answer.data)
    kept.current = { edition, rows: collect(pages, data) }
  }
  const fresh = kept.current.rows
  const rows = useSteadyRows(fresh, name, options.isHeld)
  const height = heights[options.density] + GAP
  const virtual = useVirtualizer({
    count: rows.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 6,
    initialRect: { width: 336, height: 800 },
  })
  useEffect(() => virtual.measure(), [virtual, height])
  useStill(rows, scroller, height)
  const items = virtual.getVirtualItems()
  const near = [...new Set([0, ...items.map((item) => Math.floor(item.index / LIST_PAGE))])].join()
  useEffect(() => setWanted({ name, pages: near.split(',').map(Number) }), [name, near])
  return { rows, virtual, items, first: answers[0], reveal: revealIn(virtual, height) }
}

/** Shows a place. One that is on screen is left where it is, without asking the page for its layout (P5). */
function revealIn(virtual: ReturnType<typeof useVirtualizer<HTMLElement, Element>>, height: number): (place: number) => void {
  return (place) => {
    const from = virtual.scrollOffset ?? 0
    const until = from + (virtual.scrollRect?.height ?? 0)
    if (place * height < from || (place + 1) * height > until) virtual.scrollToIndex(place)
  }
}

/** What `useRows` gives. */
export type Found = ReturnType<typeof useRows>
