import { ArrowLeftRight, Combine, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { ContactCard, ContactRow } from '../../../src-preload/contract/contact'
import { lostWays, mergedContact } from '../../../src-preload/contract/contact-merge'
import type { Contact } from '../../../src-preload/contract/entities'
import { mergeContacts, useContactPages } from '../../bridge/contacts'
import { useKeys } from '../../keys'
import { Button } from '../../parts/button'
import { Dialog } from '../../parts/dialog'
import { Icon } from '../../parts/icon'
import { useText } from '../../text/t'
import { type ContactRef, toast, useUi } from '../../ui-state'
import { Field } from './field'
import { usePaused } from './use-contacts'
import { fieldName, nameOf } from './words'

interface MergeProps {
  contactRef: ContactRef
  card: ContactCard
  isLive: boolean
  onClose: () => void
}

function Choose({ contactRef, card, isLive, onPick }: Omit<MergeProps, 'onClose'> & { onPick: (row: ContactRow) => void }) {
  const t = useText()
  const [text, setText] = useState('')
  const paused = usePaused(text.trim())
  const { profileId, accountId } = contactRef
  const ask = { profileId, accountId, text: paused, conditions: [], sort: 'name' as const }
  const stored = useContactPages(ask, { from: 'stored', pages: [0], on: paused !== '' })[0]?.data
  const server = useContactPages(ask, { from: 'server', pages: [0], on: paused !== '' && isLive })[0]?.data
  const rows = (server ?? stored)?.rows.filter(({ contact }) => contact.id !== card.contact.id) ?? []
  return (
    <>
      <Field label={t('contacts.mergeFind', { name: nameOf(card.contact) })} value={text} onChange={setText} autoFocus />
      <ul className="contact-merge-found">
        {rows.map((row) => (
          <li key={row.contact.id}>
            <button type="button" className="contact-talk" onClick={() => onPick(row)}>
              <span className="grow cut" dir="auto">
                {nameOf(row.contact)}
              </span>
              <bdi className="muted cut">{row.contact.email ?? row.contact.phoneNumber ?? row.contact.identifier}</bdi>
            </button>
          </li>
        ))}
      </ul>
      {paused !== '' && rows.length === 0 && <p className="muted">{t('contacts.nothing')}</p>}
    </>
  )
}

function Column({ title, contact, tone }: { title: string; contact: Contact; tone?: string }) {
  const t = useText()
  const company = contact.additionalAttributes['company_name']
  const lines: [string, string | null][] = [
    [t('contact.name'), nameOf(contact)],
    [t('contact.email'), contact.email],
    [t('contact.phoneNumber'), contact.phoneNumber],
    [t('contacts.identifier'), contact.identifier],
    [t('contacts.company'), typeof company === 'string' ? company : null],
  ]
  return (
    <section className={`merge-col ${tone ?? ''}`}>
      <h3>{title}</h3>
      <dl>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value || t('contacts.nothingThere')}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Sides({ keep, drop }: { keep: Contact; drop: Contact }) {
  const t = useText()
  const lost = lostWays(keep, drop).map((way) => t('contacts.mergeLost', { what: fieldName(way), value: drop[way] ?? '' }))
  return (
    <>
      <div className="merge-cols">
        <Column title={t('contacts.mergeKeep')} contact={keep} />
        <Column title={t('contacts.mergeDrop')} contact={drop} tone="is-gone" />
        <Column title={t('contacts.mergeThen')} contact={mergedContact(keep, drop)} tone="is-then" />
      </div>
      <p className="contact-trouble" role="note">
        <Icon of={TriangleAlert} size={14} />
        <span>{[t('contacts.mergeText', { name: nameOf(drop) }), ...lost].join(' ')}</span>
      </p>
    </>
  )
}

function Sure({
  contactRef,
  pair,
  isLive,
  onTurn,
  onClose,
}: Omit<MergeProps, 'card'> & { pair: [Contact, Contact]; onTurn: () => void }) {
  const t = useText()
  const [keep, drop] = pair
  const [isBusy, setBusy] = useState(false)
  const merge = async (): Promise<void> => {
    setBusy(true)
    const stays = { ...contactRef, contactId: keep.id }
    const isDone = await mergeContacts(stays, drop.id)
    setBusy(false)
    if (!isDone) return
    toast({ text: t('contacts.merged', { name: nameOf(keep) }) })
    useUi.getState().selectContact(stays)
    onClose()
  }
  return (
    <>
      <Sides keep={keep} drop={drop} />
      <div className="btn-row">
        <Button look="danger" icon={Combine} busy={isBusy} disabled={!isLive} onPress={() => void merge()}>
          {t('contacts.mergeNow')}
        </Button>
        <Button icon={ArrowLeftRight} onPress={onTurn}>
          {t('contacts.mergeTurn')}
        </Button>
        <Button look="quiet" autoFocus onPress={onClose}>
          {t('channels.cancel')}
        </Button>
        {!isLive && <span className="field-help">{t('contacts.needsLine')}</span>}
      </div>
    </>
  )
}

/** Side by side: which stays, what moves, and that there is no way back. */
export function MergeDialog({ contactRef, card, isLive, onClose }: MergeProps) {
  const t = useText()
  const [other, setOther] = useState<Contact | null>(null)
  const [isTurned, setTurned] = useState(false)
  useKeys({ back: () => (other ? setOther(null) : onClose()) }, true)
  const turn = (): void => setTurned(!isTurned)
  return (
    <Dialog label={t('contacts.merge')} onClose={onClose} isWide>
      <div className="contact-dialog">
        <h2>{t('contacts.merge')}</h2>
        {other === null ? (
          <Choose contactRef={contactRef} card={card} isLive={isLive} onPick={({ contact }) => setOther(contact)} />
        ) : (
          <Sure
            {...{ contactRef, isLive, onClose }}
            pair={isTurned ? [other, card.contact] : [card.contact, other]}
            onTurn={turn}
          />
        )}
      </div>
    </Dialog>
  )
}
