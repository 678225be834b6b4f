/** The conversations that are chosen in the list, to do something to all of them at once. Nothing here survives the list it was chosen in. */
import { create } from 'zustand'
import type { ListRow } from '../src-preload/contract/entities'
import type { ConversationRef } from '../src-preload/contract/ids'
import { type PickKind, refKey, useUi } from './ui-state'

interface ChosenState {
  /** As they were last seen, by `refKey`. */
  rows: ReadonlyMap<string, ListRow>
  /** What stays chosen while a range grows and shrinks. */
  base: ReadonlyMap<string, ListRow>
  /** Where a range begins, and the row the keys are at; null: the one that is open. */
  anchor: string | null
  lead: string | null
  /** How many have left the list since they were chosen. */
  left: number
  /** The short list that is open is for all of them. */
  isPicking: boolean
}

const nobody: ChosenState = { rows: new Map(), base: new Map(), anchor: null, lead: null, left: 0, isPicking: false }

/** What is chosen in the list on screen. */
export const useChosen = create<ChosenState>(() => nobody)

/** The conversation of a row. */
export function refOf(row: ListRow): ConversationRef {
  return { profileId: row.profileId, accountId: row.accountId, conversationId: row.id }
}

/** One word for a row. */
export function rowKey(row: ListRow): string {
  return refKey(refOf(row))
}

/** Whether anything is chosen: then keys are for all of it, and not for what is open. */
export function isChoosing(): boolean {
  return useChosen.getState().rows.size > 0
}

/** Nothing is chosen any more. */
export function chooseNone(): void {
  useChosen.setState(nobody)
}

/** Chooses a row, or lets it go; ranges begin there. */
export function turnChosen(row: ListRow): void {
  useChosen.setState((was) => {
    const key = rowKey(row)
    const rows = new Map(was.rows)
    if (!rows.delete(key)) rows.set(key, row)
    return { rows, base: rows, anchor: key, lead: key, left: 0 }
  })
}

/** Chooses these beside what was chosen before the range began; the keys are at `lead` now. */
export function chooseRange(range: readonly ListRow[], ends: { anchor: string; lead: string }): void {
  useChosen.setState((was) => ({
    ...ends,
    rows: new Map([...was.base, ...range.map((row) => [rowKey(row), row] as const)]),
    left: 0,
  }))
}

/** Chooses exactly these. */
export function chooseThese(all: readonly ListRow[]): void {
  const rows = new Map(all.map((row) => [rowKey(row), row]))
  useChosen.setState({ rows, base: rows, left: 0 })
}

/** The keys are where the open one is again. */
export function forgetLead(): void {
  if (useChosen.getState().lead !== null) useChosen.setState({ lead: null })
}

/** Rows that were read again, and those of the chosen that the list no longer holds. */
export function seeChosen(fresh: Iterable<ListRow>, gone: ReadonlySet<string>): void {
  const { rows: was, base, left } = useChosen.getState()
  const rows = new Map(was)
  for (const row of fresh) if (rows.has(rowKey(row))) rows.set(rowKey(row), row)
  const stays = ([key]: [string, ListRow]) => !gone.has(key)
  const kept = new Map([...rows].filter(stays))
  useChosen.setState({ rows: kept, base: new Map([...base].filter(stays)), left: left + rows.size - kept.size })
}

/** Opens a short list for all that is chosen. */
export function pickForChosen(kind: PickKind): void {
  useChosen.setState({ isPicking: true })
  useUi.getState().showOverlay(kind)
}
