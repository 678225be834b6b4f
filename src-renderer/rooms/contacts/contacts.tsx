import { Plus } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import type { ContactRow } from '../../../src-preload/contract/contact'
import { type AccountEntry, useAccounts } from '../../bridge/accounts'
import { useKeys } from '../../keys'
import { Blank } from '../../parts/blank'
import { IconButton } from '../../parts/button'
import { Choice } from '../../parts/choice'
import { figure, useText } from '../../text/t'
import { useUi } from '../../ui-state'
import { ContactForm } from './contact-form'
import { ContactList, useContactMoves } from './contact-list'
import { ContactPage } from './contact-page'
import { FilterBuilder } from './filter-builder'
import { FindContact } from './find-contact'
import { Empty, Foot, Tools, useQuestion } from './list-parts'
import { useContacts, useContactsAccount } from './use-contacts'

function useChosenAccount(): {
  account: AccountEntry | undefined
  choose: (value: string) => void
  choices: { value: string; text: string }[]
  value: string
} {
  const accounts = useAccounts()
  const [wanted, setWanted] = useState<string | null>(null)
  const fallback = useContactsAccount()
  const open = useUi((ui) => ui.contact)
  const keyOf = (one: { profileId: string; accountId: number }): string => `${one.profileId}/${one.accountId}`
  const account = accounts.find((one) => keyOf(one) === (open ? keyOf(open) : wanted)) ?? fallback
  const choose = (value: string): void => {
    useUi.getState().selectContact(null)
    setWanted(value)
  }
  return {
    account,
    choose,
    choices: accounts.map((one) => ({ value: keyOf(one), text: one.name })),
    value: account ? keyOf(account) : '',
  }
}

/** Which part of the room has what is beside the list. */
type Mode = 'page' | 'edit' | 'new'

function useRoomKeys({
  moves,
  scroller,
  setMode,
  mode,
}: {
  moves: ReturnType<typeof useContactMoves>
  scroller: RefObject<HTMLElement | null>
  setMode: (mode: Mode) => void
  mode: Mode
}) {
  const find = (): void => {
    const field = document.querySelector<HTMLInputElement>('.contacts-list input[type="search"]')
    field?.focus()
    field?.select()
  }
  useKeys({
    ...{ next: moves.next, previous: moves.previous },
    ...{ find, search: find },
    resolve: () => {
      if (useUi.getState().contact === null) return false
      setMode('edit')
      return true
    },
    back: () => {
      if (mode !== 'page') setMode('page')
      else if (scroller.current !== document.activeElement) scroller.current?.focus()
      else if (useUi.getState().contact !== null) useUi.getState().selectContact(null)
      else useUi.getState().go('workspace')
    },
  })
}

function isLiveNow({ profile }: AccountEntry): boolean {
  return profile.link.state === 'live' || profile.link.state === 'polling'
}

function useRoom(account: AccountEntry) {
  const scroller = useRef<HTMLDivElement>(null)
  const [mode, setMode] = useState<Mode>('page')
  const [isBuilding, setBuilding] = useState(false)
  const question = useQuestion(account)
  const isLive = isLiveNow(account)
  const found = useContacts(question.ask, scroller, isLive)
  const at = { profileId: account.profileId, accountId: account.accountId }
  const pick = ({ contact: { id } }: ContactRow): void => {
    setMode('page')
    useUi.getState().selectContact({ ...at, contactId: id })
  }
  useRoomKeys({ moves: useContactMoves(found, pick), scroller, setMode, mode })
  // The focus is never nowhere: what had it may have gone with a form, a contact or an empty page.
  useEffect(() => {
    if (document.activeElement === document.body) scroller.current?.focus()
  })
  return { scroller, mode, setMode, isBuilding, setBuilding, question, isLive, found, at, pick }
}

type RoomState = ReturnType<typeof useRoom>

function ListSide({ room, head }: { room: RoomState; head: ReactNode }) {
  const t = useText()
  const { scroller, isBuilding, setBuilding, question, isLive, found, at } = room
  const { conditions, setConditions, ask } = question
  const isSought = conditions.length > 0 ? 'filter' : ask.text === '' ? null : 'text'
  const toPage = () => document.querySelector<HTMLElement>('.contact-page button')?.focus()
  return (
    <section className="list contacts-list" aria-label={t('contacts.title')} data-area="list">
      <div className="list-head">
        <h1 className="cut">{t('contacts.title')}</h1>
        {found.shown && <span className="muted num grow">{figure(found.shown.total)}</span>}
        {head}
        <IconButton icon={Plus} label={t('contacts.new')} onPress={() => room.setMode('new')} />
      </div>
      <FindContact
        value={question.text}
        onType={question.setText}
        isOff={conditions.length > 0}
        onDown={() => scroller.current?.focus()}
      />
      <Tools question={question} isBuilding={isBuilding} onBuild={() => setBuilding(!isBuilding)} />
      {isBuilding && <FilterBuilder at={at} applied={conditions} onApply={setConditions} onClose={() => setBuilding(false)} />}
      {found.shown && found.shown.total > 0 ? (
        <ContactList found={found} scroller={scroller} onPick={room.pick} onOpen={toPage} />
      ) : (
        <div className="contacts-empty" ref={scroller} tabIndex={-1}>
          <Empty found={found} isSought={isSought} isLive={isLive} />
        </div>
      )}
      <Foot found={found} isLive={isLive} />
    </section>
  )
}

function PageSide({ room }: { room: RoomState }) {
  const t = useText()
  const contact = useUi((ui) => ui.contact)
  const { mode, setMode, at, isLive } = room
  const turn = (on: boolean): void => setMode(on ? 'edit' : 'page')
  if (mode === 'new') return <ContactForm key="new" at={at} card={null} onEnd={() => setMode('page')} />
  if (!contact) return <Blank icon="bird" title={t('contacts.choose')} text={t('contacts.chooseText')} />
  return <ContactPage key={contact.contactId} contactRef={contact} isLive={isLive} isEditing={mode === 'edit'} onEdit={turn} />
}

function Room({ account, head }: { account: AccountEntry; head: ReactNode }) {
  const t = useText()
  const room = useRoom(account)
  return (
    <>
      <ListSide room={room} head={head} />
      <main className="contact-page" data-area="talk" aria-label={t('panel.label')}>
        <PageSide room={room} />
      </main>
    </>
  )
}

/** The room of the contacts: a list, and one of them beside it (G3). */
export function ContactsRoom() {
  const t = useText()
  const { account, choices, value, choose } = useChosenAccount()
  if (!account) return null
  const head = choices.length > 1 && (
    <Choice look="chip" label={t('channels.account')} value={value} choices={choices} onChoose={choose} />
  )
  return <Room key={value} account={account} head={head} />
}
