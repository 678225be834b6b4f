import {
  Ban,
  Combine,
  EllipsisVertical,
  Hash,
  Mail,
  MapPin,
  MessageSquarePlus,
  Pencil,
  Phone,
  Building2,
  Trash2,
  TriangleAlert,
  UserRoundX,
  ArrowLeft,
  type LucideIcon,
} from 'lucide-react'
import { type CSSProperties, type ReactNode, useState } from 'react'
import type { CustomAttribute, ContactCard } from '../../../src-preload/contract/contact'
import { findAccount, useAccounts, useBooks } from '../../bridge/accounts'
import { saveContact, useContact, useAttributes } from '../../bridge/contacts'
import { ariaKeys, keysOf } from '../../keys'
import { attributeShown } from '../../parts/attribute'
import { Avatar } from '../../parts/avatar'
import { Blank, TalkBones } from '../../parts/blank'
import { Button, IconButton } from '../../parts/button'
import { Glyph } from '../../parts/glyph'
import { Icon } from '../../parts/icon'
import { Menu } from '../../parts/menu'
import { useNow } from '../../text/now'
import { useText } from '../../text/t'
import { moment } from '../../text/when'
import { type ContactRef, useUi, whyNot } from '../../ui-state'
import { ContactForm } from './contact-form'
import { MergeDialog } from './merge'
import { NewTalkDialog } from './new-talk'
import { ContactNotes } from './notes'
import { RemoveDialog } from './remove'
import { Talks } from './talks'
import { nameOf, troubleText } from './words'

function Way({ icon, value, name }: { icon: LucideIcon; value: unknown; name: string }) {
  if (typeof value !== 'string' || value === '') return null
  return (
    <p className="reach" title={name}>
      <Icon of={icon} size={14} />
      <span className="sr">{name}</span>
      <bdi className="cut num">{value}</bdi>
    </p>
  )
}

function Attributes({ card, defined }: { card: ContactCard; defined: CustomAttribute[] }) {
  const t = useText()
  const values = card.contact.customAttributes
  const named = defined.filter(({ key }) => values[key] !== undefined && values[key] !== null && values[key] !== '')
  const others = Object.keys(values).filter((key) => !defined.some((one) => one.key === key) && values[key] !== null)
  if (named.length + others.length === 0) return null
  const line = (key: string, name: string, kind: string): ReactNode => (
    <div className="fact" key={key}>
      <dt className="cut" title={name}>
        {name}
      </dt>
      <dd>
        <span className="contact-value" dir="auto">
          {attributeShown(kind, values[key])}
        </span>
      </dd>
    </div>
  )
  return (
    <section className="contact-sec">
      <h2>{t('panel.attributes')}</h2>
      <dl className="facts contact-facts">
        {named.map(({ key, name, kind }) => line(key, name, kind))}
        {others.map((key) => line(key, key, 'text'))}
      </dl>
    </section>
  )
}

function Labels({ card, contactRef }: { card: ContactCard; contactRef: ContactRef }) {
  const t = useText()
  const books = useBooks(useAccounts())
  const { labels } = card.contact
  if (!labels || labels.length === 0) return null
  return (
    <section className="contact-sec">
      <h2>{t('panel.labels')}</h2>
      <div className="chips">
        {labels.map((title) => (
          <span className="chip" key={title}>
            <span
              className="label"
              style={{ '--label': books.label(contactRef, title)?.color ?? 'var(--acct-1)' } as CSSProperties}
            >
              {title}
            </span>
          </span>
        ))}
      </div>
    </section>
  )
}

type Open = 'merge' | 'remove' | 'talk' | null

interface HeadProps {
  card: ContactCard
  contactRef: ContactRef
  onEdit: () => void
  onOpen: (open: Open) => void
}

function More({ card, contactRef, onOpen }: HeadProps) {
  const t = useText()
  const { blocked, name } = card.contact
  const isAdmin = findAccount(useAccounts(), contactRef)?.account.role === 'administrator'
  const block = (): void => void saveContact(contactRef, { blocked: !blocked }, name)
  return (
    <Menu
      label={t('act.more')}
      at="menu-pop-end"
      lines={[
        { id: 'block', icon: Ban, text: t(blocked ? 'contacts.unblock' : 'contacts.block'), onPick: block },
        { id: 'merge', icon: Combine, text: t('contacts.merge'), onPick: () => onOpen('merge') },
        ...(isAdmin
          ? (['line', { id: 'remove', icon: Trash2, text: t('contacts.delete'), onPick: () => onOpen('remove') }] as const)
          : []),
      ]}
      trigger={(props) => (
        <button type="button" className="btn btn-icon" aria-label={t('act.more')} title={t('act.more')} {...props}>
          <Icon of={EllipsisVertical} />
        </button>
      )}
    />
  )
}

function Head(props: HeadProps) {
  const t = useText()
  const { card, onEdit, onOpen } = props
  const { contact, kept } = card
  const back = (): void => useUi.getState().selectContact(null)
  return (
    <header className="contact-head">
      <IconButton className="contact-back" icon={ArrowLeft} flip label={t('contacts.back')} onPress={back} />
      <Avatar name={nameOf(contact)} size={44} />
      <div className="grow contact-who">
        <h1 className="cut" dir="auto" title={nameOf(contact)}>
          {nameOf(contact)}
        </h1>
        <p className="contact-marks">
          {contact.blocked && (
            <span className="contact-mark">
              <Icon of={Ban} size={12} /> {t('panel.blocked')}
            </span>
          )}
          {kept && (
            <span className="contact-mark">
              <Glyph name="st-kept" size={12} /> {t('contacts.kept')}
            </span>
          )}
        </p>
      </div>
      <Button look="primary" icon={MessageSquarePlus} onPress={() => onOpen('talk')}>
        {t('contacts.write')}
      </Button>
      <Button icon={Pencil} keys={keysOf('editContact')} ariaKeys={ariaKeys('editContact')} onPress={onEdit}>
        {t('contacts.edit')}
      </Button>
      <More {...props} />
    </header>
  )
}

function Facts({ card }: { card: ContactCard }) {
  const t = useText()
  const now = useNow()
  const { contact, createdAt, lastActivityAt } = card
  const about = contact.additionalAttributes
  const place = [about['city'], about['country']].filter((part) => typeof part === 'string' && part !== '').join(', ')
  return (
    <section className="contact-sec">
      {card.trouble && (
        <p className="contact-trouble" role="alert">
          <Icon of={TriangleAlert} size={14} />
          <span>{troubleText(card.trouble)}</span>
        </p>
      )}
      <div className="contact-ways">
        <Way icon={Mail} name={t('contact.email')} value={contact.email} />
        <Way icon={Phone} name={t('contact.phoneNumber')} value={contact.phoneNumber} />
        <Way icon={Hash} name={t('contacts.identifier')} value={contact.identifier} />
        <Way icon={Building2} name={t('contacts.company')} value={about['company_name']} />
        <Way icon={MapPin} name={t('contacts.place')} value={place} />
      </div>
      <p className="muted contact-times">
        {[
          createdAt === null ? null : t('contacts.since', { time: moment(createdAt, now) }),
          lastActivityAt === null ? null : t('contacts.lastActive', { time: moment(lastActivityAt, now) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </section>
  )
}

interface PageProps {
  contactRef: ContactRef
  isLive: boolean
  isEditing: boolean
  onEdit: (on: boolean) => void
}

/** One contact, with what goes with it. */
export function ContactPage({ contactRef, isLive, isEditing, onEdit }: PageProps) {
  const t = useText()
  const answer = useContact(contactRef)
  const defined = useAttributes(contactRef, 'contact').data ?? []
  const [open, setOpen] = useState<Open>(null)
  const card = answer.data?.card
  if (answer.isPending) return <TalkBones />
  if (answer.error) return <Blank icon={TriangleAlert} tone="red" title={t('contacts.failed')} text={whyNot(answer.error)} />
  if (!card)
    return (
      <Blank icon={UserRoundX} title={t('contacts.gone')} text={t(isLive ? 'contacts.goneText' : 'contacts.goneOffline')} />
    )
  if (isEditing) return <ContactForm at={contactRef} card={card} onEnd={() => onEdit(false)} />
  const close = (): void => setOpen(null)
  return (
    <div className="contact-scroll">
      <Head card={card} contactRef={contactRef} onEdit={() => onEdit(true)} onOpen={setOpen} />
      <Facts card={card} />
      <Attributes card={card} defined={defined} />
      <Labels card={card} contactRef={contactRef} />
      <ContactNotes contactRef={contactRef} notes={card.notes} isLive={isLive} />
      <Talks contactRef={contactRef} />
      {open === 'merge' && <MergeDialog contactRef={contactRef} card={card} isLive={isLive} onClose={close} />}
      {open === 'remove' && <RemoveDialog contactRef={contactRef} card={card} onClose={close} />}
      {open === 'talk' && <NewTalkDialog contactRef={contactRef} card={card} onClose={close} />}
    </div>
  )
}
