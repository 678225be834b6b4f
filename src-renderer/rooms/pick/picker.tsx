import { Check } from 'lucide-react'
import { type CSSProperties, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Conversation } from '../../../src-preload/contract/entities'
import type { ConversationRef } from '../../../src-preload/contract/ids'
import { findAccount, useAccounts } from '../../bridge/accounts'
import { useConversation, useDirectories, useDirectory } from '../../bridge/queries'
import { useChosen } from '../../chosen'
import { useKeys } from '../../keys'
import { Avatar } from '../../parts/avatar'
import { Dialog } from '../../parts/dialog'
import { FindField, moveOrPick } from '../../parts/find-field'
import { Icon } from '../../parts/icon'
import { DialogFoot } from '../../parts/dialog-foot'
import { useNow } from '../../text/now'
import { useText } from '../../text/t'
import { type PickKind, useUi } from '../../ui-state'
import { type Choice, choicesOf, type Typed, typedOf } from './choices'
import { type ManyKind, manyChoicesOf, typedForMany } from './many-choices'

function Line({ choice, isAt, onPick }: { choice: Choice; isAt: boolean; onPick: () => void }) {
  return (
    <div
      className="menu-item"
      role="option"
      id={`pick-${choice.id}`}
      aria-selected={isAt}
      aria-checked={choice.isOn}
      onClick={onPick}
    >
      {choice.person !== undefined && <Avatar name={choice.person} size={24} />}
      {choice.color !== undefined && <span className="label" style={{ '--label': choice.color } as CSSProperties} />}
      <span className="grow cut" dir="auto">
        {choice.text}
        {choice.more && <span className="muted pick-more">{choice.more}</span>}
      </span>
      {choice.isOn && <Icon of={Check} size={14} className="menu-tick" />}
    </div>
  )
}

function fitting(choices: Choice[], query: string): Choice[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return choices.filter(({ text }) => words.every((word) => text.toLowerCase().includes(word)))
}

/** Short lists, and the filter of the list. */
type ListKind = PickKind | 'filter'
/** One seldom comes alone: they stay open. */
const staysOpen = (kind: ListKind) => kind === 'labels' || kind === 'filter'

interface ListProps {
  kind: ListKind
  choices: Choice[]
  /** What was typed may be a choice of its own. */
  typed: ((query: string) => Typed) | null
  onDone: () => void
}

/** What was typed, which line is lit, and what the keys do. Labels stay open: one seldom comes alone. */
function usePick({ kind, choices, typed, onDone }: ListProps) {
  const isOn = choices.findIndex((one) => one.isOn)
  const [{ query, at }, set] = useState({ query: '', at: staysOpen(kind) ? 0 : Math.max(0, isOn) })
  const named = fitting(choices, query)
  const own = query.trim() === '' ? null : (typed?.(query) ?? null)
  const found = own?.choice && !named.some(({ more }) => more !== undefined) ? [own.choice, ...named] : named
  const pick = (choice: Choice) => {
    void choice.onPick()
    if (!staysOpen(kind)) onDone()
    else set({ query: '', at: query === '' ? at : 0 })
  }
  const onKeyDown = (event: KeyboardEvent) => moveOrPick(event, { found, at, move: (to) => set({ query, at: to }), pick })
  return {
    query,
    at,
    found,
    pick,
    nothing: own?.nothing ?? null,
    onKeyDown,
    onType: (text: string) => set({ query: text, at: 0 }),
  }
}

function Lines({ kind, choices, picking }: Omit<ListProps, 'onDone' | 'typed'> & { picking: ReturnType<typeof usePick> }) {
  const t = useText()
  const { found, at, query, pick } = picking
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' }), [at])
  const nothing =
    picking.nothing ??
    (choices.length === 0 ? t(`pick.none.${kind === 'labels' ? 'labels' : 'other'}`) : t('palette.nothing', { query }))
  return (
    <div className="palette-list" role="listbox" id="pick-list" aria-label={t(`pick.${kind}`)} ref={box}>
      {found.map((choice, index) => (
        <Line key={choice.id} choice={choice} isAt={index === at} onPick={() => pick(choice)} />
      ))}
      {found.length === 0 && (
        <div className="blank">
          <h2>{nothing}</h2>
        </div>
      )}
    </div>
  )
}

function Field({ kind, picking }: { kind: ListKind; picking: ReturnType<typeof usePick> }) {
  const t = useText()
  const { found, at, query, onType, onKeyDown } = picking
  const label = t(`pick.${kind}`)
  const active = found[at] && `pick-${found[at].id}`
  return (
    <FindField
      list="pick-list"
      active={active}
      label={label}
      hint={kind === 'snooze' || kind === 'later' ? t('snooze.hint') : label}
      value={query}
      onType={onType}
      onKeyDown={onKeyDown}
    />
  )
}

/** Type to find, arrows to move, Enter to choose. */
export function List({ kind, choices, typed, onDone }: ListProps) {
  const t = useText()
  const picking = usePick({ kind, choices, typed, onDone })
  return (
    <>
      <Field kind={kind} picking={picking} />
      <Lines kind={kind} choices={choices} picking={picking} />
      <DialogFoot
        hints={[
          [['↵'], t(staysOpen(kind) ? 'pick.turn' : 'pick.choose')],
          [['Esc'], t('act.close')],
        ]}
      />
    </>
  )
}

function Of({ kind, selected, onDone }: { kind: PickKind; selected: ConversationRef; onDone: () => void }) {
  const conversation: Conversation | null = useConversation(selected).data?.conversation ?? null
  const directory = useDirectory(selected).data
  const account = findAccount(useAccounts(), selected)
  const now = useNow()
  if (!conversation || !directory) return null
  const me = account?.profile.user.id ?? null
  const ask = { ref: selected, conversation, directory, me, now }
  const typed = typedOf(kind, ask)
  return <List kind={kind} choices={choicesOf(kind, ask)} typed={typed} onDone={onDone} />
}

/** The same for all that is chosen in the list. */
function OfMany({ kind, onDone }: { kind: ManyKind; onDone: () => void }) {
  const rows = [...useChosen((chosen) => chosen.rows).values()]
  const entries = useAccounts()
  const of = entries.filter((entry) => rows.some((row) => findAccount([entry], row) !== undefined))
  const directories = useDirectories(of.map(({ profileId, accountId }) => ({ profileId, accountId })))
  const now = useNow()
  const accounts = of.flatMap(({ profileId, accountId }, index) => {
    const directory = directories[index]
    return directory ? [{ profileId, accountId, directory }] : []
  })
  const typed = kind === 'snooze' ? (query: string) => typedForMany(query, now) : null
  return <List kind={kind} choices={manyChoicesOf(kind, { rows, accounts, entries, now })} typed={typed} onDone={onDone} />
}

/** Chooses something for the conversation that is open, or for all that is chosen in the list. */
export function Picker({ kind }: { kind: PickKind }) {
  const t = useText()
  const selected = useUi((ui) => ui.selected)
  const many = useChosen((chosen) => chosen.isPicking) && kind !== 'later' ? kind : null
  const isEmpty = useChosen((chosen) => chosen.rows.size === 0)
  const close = () => useUi.getState().showOverlay(null)
  useKeys({ back: close }, true)
  useEffect(() => {
    if (many ? isEmpty : selected === null) useUi.getState().showOverlay(null)
  }, [selected, many, isEmpty])
  useEffect(() => () => useChosen.setState({ isPicking: false }), [])
  return (
    <Dialog label={t(`pick.${kind}`)} onClose={close}>
      {many ? <OfMany kind={many} onDone={close} /> : selected && <Of kind={kind} selected={selected} onDone={close} />}
    </Dialog>
  )
}
