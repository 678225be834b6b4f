import { type KeyboardEvent, useState } from 'react'

/** What is offered for the word at the cursor, which begins at `from`. */
export interface Asked<L> {
  from: number
  query: string
  lines: readonly L[]
}

/** Lines over a text field. The field keeps the keyboard: `onKeyDown` answers whether the key was meant for the lines. */
export interface Offer<L> {
  isOpen: boolean
  lines: readonly L[]
  lit: number
  pick: (line: L) => void
  onKeyDown: (event: KeyboardEvent) => boolean
}

interface Where {
  /** Which word this is about. */
  from: number
  query: string
  lit: number
  isClosed: boolean
}

const nowhere: Where = { from: -1, query: '', lit: 0, isClosed: false }

function step(event: KeyboardEvent, lit: number, count: number): number | null {
  if (event.key === 'ArrowDown') return (lit + 1) % count
  return event.key === 'ArrowUp' ? (lit + count - 1) % count : null
}

/** Arrows go through the lines, Enter and Tab take one, Esc closes them for this word and leaves the text as it is. */
export function useOffer<L>(asked: Asked<L> | null, onPick: (line: L, from: number) => void): Offer<L> {
  const [where, set] = useState(nowhere)
  // The word was left: another one at the same place is a new one.
  if (asked === null && where !== nowhere) set(nowhere)
  const isSame = asked?.from === where.from
  const isOpen = asked !== null && !(isSame && where.isClosed)
  const lines = isOpen ? asked.lines : []
  const lit = isSame && asked?.query === where.query ? Math.min(where.lit, Math.max(0, lines.length - 1)) : 0
  const pick = (line: L) => asked && onPick(line, asked.from)
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!isOpen || event.ctrlKey || event.metaKey || event.shiftKey) return false
    const { from, query } = asked
    const chosen = lines[lit]
    const next = chosen === undefined ? null : step(event, lit, lines.length)
    if (event.key === 'Escape') set({ from, query, lit: 0, isClosed: true })
    else if (next !== null) set({ from, query, lit: next, isClosed: false })
    else if (chosen !== undefined && (event.key === 'Enter' || event.key === 'Tab')) pick(chosen)
    else return false
    return true
  }
  return { isOpen, lines, lit, pick, onKeyDown }
}
