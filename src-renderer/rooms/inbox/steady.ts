import { useEffect, useMemo, useRef, useState } from 'react'
import type { ListRow } from '../../../src-preload/contract/entities'
import { refKey } from '../../ui-state'

/** The agent is at the list while the pointer or a key moved in it this short a time ago. */
const HANDS_OFF_MS = 2000

/** Rows by their place; not all places have to be loaded. */
export interface Rows {
  total: number
  at: Map<number, ListRow>
}

/** One word for a row. */
export function rowKey(row: ListRow): string {
  return refKey({ profileId: row.profileId, accountId: row.accountId, conversationId: row.id })
}

/** Whether the agent's hands are at the list, and what to call when they move. */
export function useHands(): [boolean, () => void] {
  const [areOn, setOn] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const touch = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setOn(false), HANDS_OFF_MS)
    setOn(true)
  }
  return [areOn, touch]
}

/** The fresh rows in the order that is on screen: contents change, places do not. */
function keepPlaces(shown: Rows, fresh: Rows): Rows {
  const byKey = new Map([...fresh.at.values()].map((row) => [rowKey(row), row]))
  const at = new Map(fresh.at)
  for (const [place, row] of shown.at) at.set(place, byKey.get(rowKey(row)) ?? row)
  return { total: Math.max(shown.total, fresh.total), at }
}

/**
 * Nothing moves under the pointer: while the agent's hands are at the list, rows change their contents but keep their
 * places; the new order comes when the hands are elsewhere. Another question (`name`) starts afresh.
 */
export function useSteadyRows(fresh: Rows, name: string, isHeld: boolean): Rows {
  const last = useRef<{ name: string; rows: Rows }>({ name, rows: fresh })
  const rows = useMemo(
    () =>
      isHeld && last.current.name === name && last.current.rows.at.size > 0 ? keepPlaces(last.current.rows, fresh) : fresh,
    [fresh, name, isHeld],
  )
  useEffect(() => {
    last.current = { name, rows }
  })
  return rows
}
