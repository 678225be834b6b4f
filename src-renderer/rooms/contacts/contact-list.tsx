import { Ban } from 'lucide-react'
import type { CSSProperties, KeyboardEvent, RefObject } from 'react'
import type { ContactRow } from '../../../src-preload/contract/contact'
import { Avatar } from '../../parts/avatar'
import { Glyph } from '../../parts/glyph'
import { Icon } from '../../parts/icon'
import { useNow } from '../../text/now'
import { useText } from '../../text/t'
import { shortTime } from '../../text/when'
import { useUi } from '../../ui-state'
import { nameOf } from './words'
import type { useContacts } from './use-contacts'

function Blocked() {
  const t = useText()
  return (
    <span className="contact-mark" title={t('panel.blocked')}>
      <Icon of={Ban} size={12} />
      <span className="sr">{t('panel.blocked')}</span>
    </span>
  )
}

function Kept() {
  const t = useText()
  return (
    <span className="row-mark" title={t('contacts.kept')}>
      <Glyph name="st-kept" size={12} />
      <span className="sr">{t('contacts.kept')}</span>
    </span>
  )
}

function RowContent({ row }: { row: ContactRow }) {
  const t = useText()
  const now = useNow()
  const { contact, lastActivityAt, kept } = row
  const company = contact.additionalAttributes['company_name']
  const way = contact.email ?? contact.phoneNumber ?? contact.identifier
  return (
    <>
      <Avatar name={nameOf(contact)} size={32} />
      <div className="contact-lines">
        <div className="row-line">
          <span className="row-name cut" dir="auto">
            {nameOf(contact)}
          </span>
          {contact.blocked && <Blocked />}
          <span className="row-spacer" />
          {lastActivityAt !== null && <span className="muted num contact-when">{shortTime(lastActivityAt, now)}</span>}
        </div>
        <div className="row-line">
          {kept && <Kept />}
          <bdi className="row-preview cut">{way ?? t('contacts.noWay')}</bdi>
          {typeof company === 'string' && company !== '' && (
            <span className="muted cut contact-company" dir="auto">
              {company}
            </span>
          )}
        </div>
      </div>
    </>
  )
}

interface ListProps {
  found: ReturnType<typeof useContacts>
  scroller: RefObject<HTMLDivElement | null>
  onPick: (row: ContactRow) => void
  onOpen: () => void
}

/** The row that is reached by keys is shown beside the list. */
export function useContactMoves({ shown, virtual }: ListProps['found'], onPick: (row: ContactRow) => void) {
  const here = (): number => {
    const { contact } = useUi.getState()
    for (const [place, row] of shown?.at ?? []) if (row.contact.id === contact?.contactId) return place
    return -1
  }
  const goTo = (wanted: number): void => {
    const place = Math.max(0, Math.min((shown?.total ?? 0) - 1, wanted))
    virtual.scrollToIndex(place)
    const row = shown?.at.get(place)
    if (row) onPick(row)
  }
  return {
    goTo,
    next: () => goTo(here() + 1),
    previous: () => goTo(Math.max(0, here() - 1)),
    last: () => goTo((shown?.total ?? 0) - 1),
  }
}

function keysOf(moves: ReturnType<typeof useContactMoves> & { open: () => void }) {
  const actions: Record<string, () => void> = {
    ...{ ArrowDown: moves.next, ArrowUp: moves.previous, Home: () => moves.goTo(0), End: moves.last },
    Enter: moves.open,
  }
  return (event: KeyboardEvent<HTMLElement>): void => {
    const action = event.ctrlKey || event.altKey || event.metaKey ? undefined : actions[event.key]
    if (!action) return
    event.preventDefault()
    action()
  }
}

interface RowProps {
  row: ContactRow | undefined
  place: number
  top: number
  total: number
  onPick: (row: ContactRow) => void
}

function Row({ row, place, top, total, onPick }: RowProps) {
  const open = useUi((ui) => ui.contact?.contactId)
  const style: CSSProperties = { transform: `translateY(${top}px)` }
  if (!row) return <div className="row contact-row" style={style} aria-hidden="true" />
  return (
    <div
      className="row contact-row"
      id={`contact-${row.contact.id}`}
      role="option"
      aria-selected={row.contact.id === open}
      aria-setsize={total}
      aria-posinset={place + 1}
      style={style}
      onClick={() => onPick(row)}
    >
      <RowContent row={row} />
    </div>
  )
}

/** Contacts in their order, drawn only where they are seen. */
export function ContactList({ found, scroller, onPick, onOpen }: ListProps) {
  const t = useText()
  const open = useUi((ui) => ui.contact?.contactId)
  const { shown, items, virtual } = found
  const moves = useContactMoves(found, onPick)
  const onKeyDown = keysOf({ ...moves, open: onOpen })
  const active = items.map((item) => shown?.at.get(item.index)).find((row) => row?.contact.id === open)
  return (
    <div
      className="rows"
      role="listbox"
      aria-label={t('contacts.title')}
      tabIndex={0}
      ref={scroller}
      aria-activedescendant={active ? `contact-${active.contact.id}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div className="rows-in" role="presentation" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => (
          <Row
            key={item.index}
            row={shown?.at.get(item.index)}
            place={item.index}
            top={item.start}
            total={shown?.total ?? 0}
            onPick={onPick}
          />
        ))}
      </div>
    </div>
  )
}
