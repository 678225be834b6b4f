import { ChevronsUp, CircleDot, Hash, Mail, Phone, Tag, UsersRound, X } from 'lucide-react'
import type { CSSProperties, ReactNode } from 'react'
import type { Conversation } from '../../../src-preload/contract/entities'
import { findAccount, useAccounts, useBooks } from '../../bridge/accounts'
import { changeContact, type Subject } from '../../bridge/changes'
import { useConversation } from '../../bridge/queries'
import { ariaKeys, keysOf, useKeys } from '../../keys'
import { Avatar } from '../../parts/avatar'
import { Glyph } from '../../parts/glyph'
import { Icon } from '../../parts/icon'
import { IconButton } from '../../parts/button'
import { channelLook } from '../../parts/names'
import { useNow } from '../../text/now'
import { isTextKey, say, useText } from '../../text/t'
import { moment, shortTime } from '../../text/when'
import { type PickKind, useUi } from '../../ui-state'
import type { ConversationRef } from '../../../src-preload/contract/ids'
import { ContactName, Reach } from './contact-field'

function Person({ subject }: { subject: Subject }) {
  const t = useText()
  const { contact } = subject.conversation
  const place = [contact.additionalAttributes['city'], contact.additionalAttributes['country']]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(', ')
  const editOf = (field: 'email' | 'phoneNumber') => ({
    field,
    onSave: (value: string | null) => void changeContact(subject, { [field]: value }),
  })
  return (
    // Another customer is another person: a field that is open here must not be saved there.
    <section className="panel-sec" key={contact.id}>
      <div className="person">
        <Avatar name={contact.name} size={44} />
        <div className="grow">
          <ContactName name={contact.name} onSave={(name) => name !== null && void changeContact(subject, { name })} />
          <p className="cut">{contact.blocked ? t('panel.blocked') : place}</p>
        </div>
      </div>
      <Reach icon={Phone} value={contact.phoneNumber} edit={editOf('phoneNumber')} />
      <Reach icon={Mail} value={contact.email} edit={editOf('email')} />
      <Reach icon={Hash} value={contact.identifier} />
    </section>
  )
}

function Fact({ name, pick, children }: { name: string; pick?: PickKind; children: ReactNode }) {
  const showOverlay = useUi((ui) => ui.showOverlay)
  return (
    <div className="fact">
      <dt className="cut" title={name}>
        {name}
      </dt>
      <dd>
        {pick ? (
          <button type="button" className="fact-pick" title={say(`pick.${pick}`)} onClick={() => showOverlay(pick)}>
            {children}
          </button>
        ) : (
          children
        )}
      </dd>
    </div>
  )
}

function word(prefix: 'status.one' | 'priority', value: string): string {
  const key = `${prefix}.${value}`
  return isTextKey(key) ? say(key) : value
}

function Whence({ conversation, inboxName }: { conversation: Conversation; inboxName: string | undefined }) {
  const t = useText()
  const now = useNow()
  const { snoozedUntilAt, channel, createdAt } = conversation
  return (
    <>
      {snoozedUntilAt !== null && <Fact name={t('panel.snoozedUntil')}>{moment(snoozedUntilAt, now)}</Fact>}
      <Fact name={t('panel.inbox')}>
        <Glyph name={channelLook(channel, inboxName).glyph} />
        <span className="cut">{inboxName ?? ''}</span>
      </Fact>
      <Fact name={t('panel.created')}>
        <span className="cut">{shortTime(createdAt, now)}</span>
      </Fact>
    </>
  )
}

function Facts({ conversation, inboxName }: { conversation: Conversation; inboxName: string | undefined }) {
  const t = useText()
  const { assignee, team, priority, status } = conversation
  return (
    <section className="panel-sec">
      <h3 className="panel-head">
        {t('panel.conversation')}
        <span className="muted num">#{conversation.id}</span>
      </h3>
      <dl className="facts">
        <Fact name={t('panel.assignee')} pick="assign">
          {assignee && <Avatar name={assignee.name} size={16} />}
          <span className="cut">{assignee?.name ?? t('panel.nobody')}</span>
        </Fact>
        <Fact name={t('panel.team')} pick="team">
          {team && <Icon of={UsersRound} size={14} />}
          <span className="cut">{team?.name ?? t('panel.none')}</span>
        </Fact>
        <Fact name={t('panel.priority')} pick="priority">
          {(priority === 'high' || priority === 'urgent') && <Icon of={ChevronsUp} size={14} />}
          {priority ? word('priority', priority) : t('panel.none')}
        </Fact>
        <Fact name={t('panel.status')}>
          <Icon of={CircleDot} size={14} />
          {word('status.one', status)}
        </Fact>
        <Whence conversation={conversation} inboxName={inboxName} />
      </dl>
    </section>
  )
}

function shown(value: unknown): string {
  if (typeof value === 'boolean') return say(value ? 'panel.yes' : 'panel.no')
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  return JSON.stringify(value) ?? ''
}

/** `vk_user_id` → "Vk user id": keys are all that is known of an attribute. */
function titleOf(key: string): string {
  const words = key.replace(/_+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function Attributes({ title, values }: { title: string; values: Record<string, unknown> }) {
  const entries = Object.entries(values).filter(([, value]) => value !== null && value !== '' && value !== undefined)
  if (entries.length === 0) return null
  return (
    <section className="panel-sec">
      <h3 className="panel-head">{title}</h3>
      <dl className="facts">
        {entries.map(([name, value]) => (
          <Fact key={name} name={titleOf(name)}>
            <span className="cut" dir="auto" title={shown(value)}>
              {shown(value)}
            </span>
          </Fact>
        ))}
      </dl>
    </section>
  )
}

function Labels({ labels, colorOf }: { labels: string[]; colorOf: (title: string) => string | undefined }) {
  const t = useText()
  const showOverlay = useUi((ui) => ui.showOverlay)
  return (
    <section className="panel-sec">
      <h3 className="panel-head">
        {t('panel.labels')}
        <IconButton
          icon={Tag}
          size={14}
          label={t('pick.labels')}
          keys={keysOf('label')}
          onPress={() => showOverlay('labels')}
        />
      </h3>
      {labels.length === 0 && <p className="muted">{t('panel.noLabels')}</p>}
      <div className="chips">
        {labels.map((title) => (
          <span className="chip" key={title}>
            <span className="label" style={{ '--label': colorOf(title) ?? 'var(--acct-1)' } as CSSProperties}>
              {title}
            </span>
          </span>
        ))}
      </div>
    </section>
  )
}

function PanelOf({ selected }: { selected: ConversationRef }) {
  const t = useText()
  const accounts = useAccounts()
  const books = useBooks(accounts)
  const conversation = useConversation(selected).data?.conversation
  if (!conversation) return null
  const inbox = books.inbox({ ...selected, inboxId: conversation.inboxId })
  const account = findAccount(accounts, selected)
  return (
    <>
      <Person subject={{ ref: selected, conversation }} />
      <Facts conversation={conversation} inboxName={inbox?.name} />
      <Labels labels={conversation.labels} colorOf={(title) => account && books.label(account, title)?.color} />
      <Attributes title={t('panel.attributes')} values={conversation.customAttributes} />
      <Attributes title={t('panel.aboutContact')} values={conversation.contact.customAttributes} />
    </>
  )
}

/** The contact and the facts of the conversation. */
export function ContactPanel() {
  const t = useText()
  const selected = useUi((ui) => ui.selected)
  const closeSide = useUi((ui) => ui.closeSide)
  useKeys({
    back: () => {
      closeSide()
      return useUi.getState().side === null
    },
  })
  return (
    <aside className="panel" aria-label={t('panel.label')} data-area="panel" tabIndex={-1}>
      <IconButton
        className="panel-close"
        icon={X}
        label={t('act.close')}
        keys={keysOf('back')}
        ariaKeys={ariaKeys('back')}
        onPress={closeSide}
      />
      {selected && <PanelOf selected={selected} />}
    </aside>
  )
}
