import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { type ContactRow } from '../../../src-preload/contract/contact'
import { CONTACTS_PAGE } from '../../../src-preload/contract/contact-filter'
import type { ContactsPage } from '../../../src-preload/contract/schemas/contact'
import { useAccounts, type AccountEntry } from '../../bridge/accounts'
import { type ContactsQuestion, pageOfRow, useContactPages } from '../../bridge/contacts'
import { useUi } from '../../ui-state'

/** As long as it takes to know that somebody has stopped typing (HOUSE §6). */
const PAUSE_MS = 300
const HEIGHT = 56

/** What was typed, once the typing has paused. */
export function usePaused(text: string): string {
  const [paused, set] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => set(text), text === '' ? 0 : PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return paused
}

/** Whose contacts are shown: of the open contact, of the account in scope, of the open conversation, else the first. */
export function useContactsAccount(): AccountEntry | undefined {
  const accounts = useAccounts()
  const { contact, scope, selected } = useUi()
  const wanted = contact ?? scope ?? selected
  return accounts.find((one) => one.profileId === wanted?.profileId && one.accountId === wanted.accountId) ?? accounts[0]
}

export type Shown = { from: 'stored' | 'server'; total: number; at: Map<number, ContactRow>; asOfAt: number | null }

function collect(from: Shown['from'], pages: number[], answers: (ContactsPage | undefined)[]): Shown | null {
  const first = answers[0]
  if (!first) return null
  const at = new Map<number, ContactRow>()
  answers.forEach((answer, index) =>
    answer?.rows.forEach((row, place) => at.set((pages[index] ?? 0) * CONTACTS_PAGE + place, row)),
  )
  return { from, total: first.total, at, asOfAt: first.asOfAt }
}

/** What both say of the pages that are on screen. */
function useAnswers(ask: ContactsQuestion, pages: number[], isLive: boolean) {
  const isFilter = ask.conditions.length > 0
  const stored = useContactPages(ask, { from: 'stored', pages, on: !isFilter })
  const server = useContactPages(ask, { from: 'server', pages, on: isLive })
  const said = isLive
    ? collect(
        'server',
        pages,
        server.map(({ data }) => data),
      )
    : null
  const here = isFilter
    ? null
    : collect(
        'stored',
        pages,
        stored.map(({ data }) => data),
      )
  const isAsking = isLive && server[0]?.data === undefined && server[0]?.error === null
  return {
    fresh: said ?? here,
    isAsking,
    isPending: isAsking || (!isFilter && stored[0]?.isPending === true),
    serverError: isLive ? (server[0]?.error ?? null) : null,
    storedError: stored[0]?.error ?? null,
    again: () => void Promise.all([...server, ...stored].map((one) => one.refetch())),
  }
}

/**
 * What the list shows: what the server says once it has said it, until then and without a connection what is stored. Pages are
 * asked for when they come near.
 */
export function useContacts(ask: ContactsQuestion, scroller: RefObject<HTMLElement | null>, isLive: boolean) {
  const name = JSON.stringify(ask)
  const [wanted, setWanted] = useState({ name, pages: [0] })
  const answers = useAnswers(ask, usePausedPages(name, wanted.name === name ? wanted.pages : [0]), isLive)
  const last = useRef<Shown | null>(null)
  if (answers.fresh) last.current = answers.fresh
  const shown = answers.fresh ?? (answers.isPending ? last.current : null)
  const virtual = useVirtualizer({
    count: shown?.total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHT,
    overscan: 6,
    initialRect: { width: 336, height: 800 },
  })
  const items = virtual.getVirtualItems()
  const near = [...new Set([0, ...items.map((item) => pageOfRow(item.index).page)])].join()
  useEffect(() => setWanted({ name, pages: near.split(',').map(Number) }), [name, near])
  return { ...answers, shown, virtual, items }
}

/** Whoever scrolls past a thousand contacts asks for those where she stops. Another question begins at its first page. */
function usePausedPages(name: string, pages: number[]): number[] {
  const [paused, set] = useState({ name, pages })
  const list = pages.join()
  useEffect(() => {
    const timer = setTimeout(() => set({ name, pages: list.split(',').map(Number) }), 120)
    return () => clearTimeout(timer)
  }, [name, list])
  return paused.name === name ? paused.pages : [0]
}
