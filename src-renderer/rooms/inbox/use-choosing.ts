import { useQueryClient } from '@tanstack/react-query'
import { type MouseEvent, useEffect, useMemo, useRef } from 'react'
import { MOST_CHOSEN } from '../../../src-preload/contract/chosen-limits'
import type { ListRow } from '../../../src-preload/contract/entities'
import { isFocusIn } from '../../areas'
import { call } from '../../bridge/client'
import { type ListAsk, readRows } from '../../bridge/queries'
import { chooseNone, chooseRange, chooseThese, isChoosing, refOf, rowKey, seeChosen, turnChosen, useChosen } from '../../chosen'
import { useKeys } from '../../keys'
import { say } from '../../text/t'
import { attempt, refKey, toast, useUi } from '../../ui-state'
import type { Found } from './use-rows'

/** What is chosen belongs to the list it was chosen in; whatever leaves that list is no longer chosen. */
function useLeavers({ rows, first }: Found, ask: ListAsk): void {
  const readAt = first?.dataUpdatedAt
  useEffect(() => chooseNone, [ask])
  useEffect(() => {
    if (!isChoosing()) return
    const asked = useChosen.getState().rows
    const look = async () => {
      const { refs } = await call('conversation.listed', { list: ask, refs: [...asked.values()].map(refOf) })
      const here = new Set(refs.map(refKey))
      seeChosen(rows.at.values(), new Set([...asked.keys()].filter((key) => !here.has(key))))
    }
    // Without an answer everything stays chosen: what has left is refused or counted when it is changed.
    look().catch((_thrown: unknown) => undefined)
  }, [ask, rows, readAt])
}

/** Where keys and clicks are in the list. Places of rows that are not loaded are remembered from when they were. */
function usePlaces({ rows }: Found) {
  const seen = useRef(new Map<string, number>())
  const placeOf = (key: string | null): number | null => {
    if (key === null) return null
    for (const [place, row] of rows.at) if (rowKey(row) === key) return place
    return seen.current.get(key) ?? null
  }
  const note = (key: string, place: number) => void seen.current.set(key, place)
  const open = (): string | null => {
    const { selected } = useUi.getState()
    return selected && refKey(selected)
  }
  const here = (): number => placeOf(useChosen.getState().lead ?? open()) ?? -1
  return { placeOf, note, here, open }
}

/** Ranges of the list, whether they are loaded or not. */
function useRanges(found: Found, ask: ListAsk) {
  const client = useQueryClient()
  const places = usePlaces(found)
  const { rows } = found
  const read = async (from: number, to: number): Promise<ListRow[]> => {
    const onScreen = Array.from({ length: to - from + 1 }, (_, index) => rows.at.get(from + index))
    // What is on the screen counts; the rest is read.
    return onScreen.every((row) => row !== undefined) ? onScreen : readRows(client, ask, { from, to })
  }
  /** From where the range began, or from what is open. */
  const to = async (wanted: number): Promise<void> => {
    const from = Math.max(0, places.placeOf(useChosen.getState().anchor ?? places.open()) ?? 0)
    const end = Math.max(from - MOST_CHOSEN + 1, Math.min(from + MOST_CHOSEN - 1, wanted))
    const range = await read(Math.min(from, end), Math.max(from, end))
    const [first, last] = from <= end ? [range[0], range.at(-1)] : [range.at(-1), range[0]]
    if (!first || !last) return
    places.note(rowKey(first), from)
    places.note(rowKey(last), end)
    chooseRange(range, { anchor: rowKey(first), lead: rowKey(last) })
  }
  const all = async (): Promise<void> => {
    chooseThese(await read(0, Math.min(rows.total, MOST_CHOSEN) - 1))
    if (rows.total > MOST_CHOSEN) toast({ text: say('many.most', { count: MOST_CHOSEN }) })
  }
  return { ...places, to, all }
}

/** What the pointer does to the choice. */
export interface Choosing {
  /** A click with Ctrl or Shift; false: it was a plain one. */
  click: (row: ListRow, place: number, event: MouseEvent) => boolean
}

/** X, Shift with arrows or a click, Ctrl with a click, Ctrl+A (LOOK §6). */
export function useChoosing(found: Found, ask: ListAsk, touch: () => void): Choosing {
  const ranges = useRanges(found, ask)
  const { rows, reveal } = found
  useLeavers(found, ask)
  const ifHere = (run: () => void) => () => {
    if (!isFocusIn('list') || rows.total === 0) return false
    run()
    return true
  }
  const extend = (step: 1 | -1) => () => {
    const to = Math.max(0, Math.min(rows.total - 1, ranges.here() + step))
    touch()
    reveal(to)
    void attempt(ranges.to(to))
  }
  const turn = () => {
    const row = rows.at.get(Math.max(0, ranges.here()))
    if (row) turnChosen(row)
  }
  useKeys({
    chooseDown: ifHere(extend(1)),
    chooseUp: ifHere(extend(-1)),
    chooseRow: turn,
    chooseAll: ifHere(() => void attempt(ranges.all())),
  })
  return useSteady((row, place, event) => {
    if (!event.shiftKey && !event.ctrlKey && !event.metaKey) return false
    ranges.note(rowKey(row), place)
    if (event.shiftKey) void attempt(ranges.to(place))
    else turnChosen(row)
    return true
  })
}

/** One object for as long as the list is there, so that a new one is no reason to draw every row again. */
function useSteady(click: Choosing['click']): Choosing {
  const newest = useRef(click)
  useEffect(() => void (newest.current = click))
  return useMemo(() => ({ click: (...what) => newest.current(...what) }), [])
}
