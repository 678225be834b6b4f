import { ChevronsUp, CircleDot, ExternalLink, Hash, Mail, Phone, Tag, UserRound, UsersRound, X } from 'lucide-react'
import { type CSSProperties, useEffect, useState } from 'react'
import type { Conversation } from '../../../src-preload/contract/entities'
import { type AccountEntry, findAccount, useAccounts, useBooks } from '../../bridge/accounts'
import { changeContact, type Subject } from '../../bridge/changes'
import { call } from '../../bridge/client'
import { useConversation } from '../../bridge/queries'
import { ariaKeys, keysOf, useKeys } from '../../keys'
import { Avatar } from '../../parts/avatar'
import { Glyph } from '../../parts/glyph'
import { Icon } from '../../parts/icon'
import { IconButton } from '../../parts/button'
import { channelLook, shownName } from '../../parts/names'
import { useNow } from '../../text/now'
import { isTextKey, say, useText } from '../../text/t'
import { moment, shortTime } from '../../text/when'
import { attempt, refKey, useUi } from '../../ui-state'
import type { ConversationRef } from '../../../src-preload/contract/ids'
import { ContactName, Reach } from './contact-field'
import { ConversationAttributes, ContactAttributes } from './panel-attributes'
import { PanelFiles } from './panel-files'
import { Macros } from './panel-macros'
import { PanelNotes } from './panel-notes'
import { Participants } from './panel-people'
import { Previous } from './panel-previous'
import { Fact, Section } from './panel-section'

/** Who only passes through asks for nothing. */
const REST_MS = 400

/** To the contact's own page, and to the conversation in the dashboard. */
function Doors({ subject: { ref, conversation }, server }: { subject: Subject; server: string | undefined }) {
  const t = useText()
  const openContact = useUi((ui) => ui.openContact)
  const { profileId, accountId, conversationId } = ref
  const { id: contactId } = conversation.contact
  const url = `${server}/app/accounts/${accountId}/conversations/${conversationId}`
  return (
    <p className="panel-doors">
      {contactId > 0 && (
        <button type="button" className="fact-pick" onClick={() => openContact({ profileId, accountId, contactId })}>
          <Icon of={UserRound} size={14} />
          {t('panel.openContact')}
        </button>
      )}
      {server !== undefined && (
        <button type="button" className="fact-pick" onClick={() => void attempt(call('link.open', { url }))}>
          <Icon of={ExternalLink} size={14} />
          {t('panel.openBrowser')}
        </button>
      )}
    </p>
  )
}

function Person({ subject, server }: { subject: Subject; server: string | undefined }) {
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
        <Avatar name={shownName(contact)} size={44} />
        <div className="grow">
          <ContactName
            name={contact.name}
            shown={shownName(contact)}
            onSave={(name) => name !== null && void changeContact(subject, { name })}
          />
          <p className="cut">{contact.blocked ? t('panel.blocked') : place}</p>
        </div>
      </div>
      <Reach icon={Phone} value={contact.phoneNumber} edit={editOf('phoneNumber')} />
      <Reach icon={Mail} value={contact.email} edit={editOf('email')} />
      <Reach icon={Hash} value={contact.identifier} />
      <Doors subject={subject} server={server} />
    </section>
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
    <Section title={t('panel.conversation')} side={<span className="muted num">#{conversation.id}</span>}>
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
    </Section>
  )
}

function Labels({ labels, colorOf }: { labels: string[]; colorOf: (title: string) => string | undefined }) {
  const t = useText()
  const showOverlay = useUi((ui) => ui.showOverlay)
  return (
    <Section
      title={t('panel.labels')}
      side={
        <IconButton
          icon={Tag}
          size={14}
          label={t('pick.labels')}
          keys={keysOf('label')}
          onPress={() => showOverlay('labels')}
        />
      }
    >
      {labels.length === 0 && <p className="muted">{t('panel.noLabels')}</p>}
      <div className="chips">
        {labels.map((title) => (
          <span className="chip" key={title}>
            <span className="label" style={{ '--label': colorOf(title) ?? 'var(--acct-1)' } as CSSProperties}>
              <span className="cut">{title}</span>
            </span>
          </span>
        ))}
      </div>
    </Section>
  )
}

/** What is asked of the server: nobody waits for it, and who only passes through asks for nothing. */
function Beside({ subject, account }: { subject: Subject; account: AccountEntry | undefined }) {
  const { ref, conversation } = subject
  const isKnown = conversation.contact.id > 0
  const isLive = account?.profile.link.state === 'live'
  const contactRef = { profileId: ref.profileId, accountId: ref.accountId, contactId: conversation.contact.id }
  return (
    <>
      {isKnown && <Previous at={ref} contactRef={contactRef} isLive={isLive} />}
      {isKnown && <PanelNotes contactRef={contactRef} isLive={isLive} />}
      <PanelFiles at={ref} />
      <Macros at={ref} isLive={isLive} />
      {account && <Participants subject={subject} me={account.profile.user} isLive={isLive} />}
    </>
  )
}

/** Whether the agent stays: true after a moment on the same conversation. */
function useRested(): boolean {
  const [isRested, setRested] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setRested(true), REST_MS)
    return () => clearTimeout(timer)
  }, [])
  return isRested
}

function PanelOf({ selected }: { selected: ConversationRef }) {
  const accounts = useAccounts()
  const books = useBooks(accounts)
  const conversation = useConversation(selected).data?.conversation
  const isRested = useRested()
  if (!conversation) return null
  const subject = { ref: selected, conversation }
  const inbox = books.inbox({ ...selected, inboxId: conversation.inboxId })
  const account = findAccount(accounts, selected)
  const server = account?.profile.baseUrl
  return (
    <>
      <Person subject={subject} server={server} />
      <Facts conversation={conversation} inboxName={inbox?.name} />
      <Labels labels={conversation.labels} colorOf={(title) => account && books.label(account, title)?.color} />
      <ConversationAttributes subject={subject} />
      <ContactAttributes subject={subject} />
      {isRested ? <Beside subject={subject} account={account} /> : <div aria-busy="true" />}
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
      {selected && <PanelOf key={refKey(selected)} selected={selected} />}
    </aside>
  )
}
