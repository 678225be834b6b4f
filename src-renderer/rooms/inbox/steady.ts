import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ListRow } from '../../../src-preload/contract/entities'
import { rowKey } from '../../chosen'

/** Long enough to read a row with the pointer resting on it; somebody who reads no longer has the hands there. */
const HANDS_OFF_MS = 10_000

/** Rows by their place; not all places have to be loaded. */
export interface Rows {
  total: number
  at: Map<number, ListRow>
}

/** Whether the agent's hands are at the list: the pointer moves in it, or keys walk through it. */
export interface Hands {
  areOn: boolean
  touch: () => void
  letGo: () => void
}

/** Follows the hands. Any other key lets go: what the agent does to a conversation shows at once. */
export function useHands(): Hands {
  const [areOn, setOn] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const letGo = useCallback(() => {
    clearTimeout(timer.current)
    setOn(false)
  }, [])
  const touches = useRef(0)
  const touch = useCallback(() => {
    touches.current += 1
    clearTimeout(timer.current)
    timer.current = setTimeout(letGo, HANDS_OFF_MS)
    setOn(true)
  }, [letGo])
  useEffect(() => {
    // Once everybody has heard the key, so that one that walks does not let go and touch again: two lists drawn for nothing (P5).
    let asked: ReturnType<typeof setTimeout>
    const onKey = () => {
      const before = touches.current
      asked = setTimeout(() => before === touches.current && letGo())
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => {
      clearTimeout(timer.current)
      clearTimeout(asked)
      window.removeEventListener('keydown', onKey, { capture: true })
    }
  }, [letGo])
  return { areOn, touch, letGo }
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
