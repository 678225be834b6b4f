import { CloudDownload, LockKeyhole, Paperclip } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { CustomerHit, FoundMessage } from '../../../src-preload/contract/schemas/search'
import { findAccount, useAccounts, useBooks } from '../../bridge/accounts'
import { AccountCode, Avatar } from '../../parts/avatar'
import { Icon } from '../../parts/icon'
import { useNow } from '../../text/now'
import { type TextKey, useText } from '../../text/t'
import { shortTime } from '../../text/when'
import type { Found } from './use-found'
import { Words } from './words'

interface Around {
  code: { code: string; tone: string; name: string } | undefined
  inbox: string
}

function useAround(): (found: Found) => Around {
  const accounts = useAccounts()
  const books = useBooks(accounts)
  return ({ ref, ...found }) => {
    const inboxId = found.kind === 'customer' ? found.customer.inboxId : found.message.inboxId
    const inbox = inboxId === null ? undefined : books.inbox({ ...ref, inboxId })
    return { code: findAccount(accounts, ref), inbox: inbox?.name ?? '' }
  }
}

function Meta({ around, number }: { around: Around; number: number }) {
  return (
    <div className="row-line row-line-meta">
      {around.code && <AccountCode code={around.code.code} name={around.code.name} />}
      <span className="row-inbox cut">{around.inbox}</span>
      <span>#{number}</span>
    </div>
  )
}

function CustomerBody({ customer, around }: { customer: CustomerHit; around: Around }) {
  const now = useNow()
  const name = customer.name.map((piece) => piece.text).join('')
  return (
    <>
      <Avatar name={name} />
      <div>
        <div className="row-line">
          <Words className="row-name cut" pieces={customer.name} />
          <span className="row-spacer" />
          <span className="wait">{shortTime(customer.lastActivityAt, now)}</span>
        </div>
        <div className="row-line">
          <Words className="row-preview cut" pieces={customer.detail} />
        </div>
        <Meta around={around} number={customer.conversation.conversationId} />
      </div>
    </>
  )
}

function useWriter(message: FoundMessage, around: Around): string {
  const t = useText()
  const accounts = useAccounts()
  const me = findAccount(accounts, message.conversation)?.profile.user.name
  if (message.type === 'incoming') return ''
  if (message.senderName === null || message.senderName === me) return t('list.you')
  return `${message.senderName || around.inbox}:`
}

function MessageBody({ message, around }: { message: FoundMessage; around: Around }) {
  const t = useText()
  const now = useNow()
  const writer = useWriter(message, around)
  const name = message.contactName ?? message.senderName ?? t('search.someone')
  return (
    <>
      <Avatar name={name} />
      <div>
        <div className="row-line">
          <span className="row-name cut" dir="auto">
            {name}
          </span>
          <span className="row-spacer" />
          <span className="wait">{shortTime(message.createdAt, now)}</span>
        </div>
        <div className="found-text">
          {message.private && (
            <>
              <Icon of={LockKeyhole} size={12} />
              <span className="sr">{t('message.note')}</span>{' '}
            </>
          )}
          {writer !== '' && <span className="row-you">{writer} </span>}
          <Words className="" pieces={message.pieces} />
        </div>
        {message.file && (
          <div className="row-line row-line-meta">
            <Icon of={Paperclip} size={12} />
            <Words className="cut" pieces={message.file.name} />
          </div>
        )}
        <Meta around={around} number={message.conversation.conversationId} />
      </div>
    </>
  )
}

const heads: Record<'customer' | 'here' | 'server', TextKey> = {
  customer: 'search.customers',
  here: 'search.messages',
  server: 'search.onServer',
}

const groupOf = (found: Found): keyof typeof heads => (found.kind === 'customer' ? 'customer' : found.where)

interface ResultsProps {
  lines: Found[]
  at: number
  onPick: (found: Found) => void
}

/** Customers, then messages, then what only the servers have. The light stays in view. */
export function Results({ lines, at, onPick }: ResultsProps) {
  const t = useText()
  const aroundOf = useAround()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' }), [at])
  return (
    <div className="found-lines" role="listbox" id="search-list" aria-label={t('search.title')} ref={box}>
      {lines.map((found, index) => {
        const group = groupOf(found)
        const before = lines[index - 1]
        const around = aroundOf(found)
        return (
          <div key={found.id} role="presentation">
            {(before === undefined || groupOf(before) !== group) && (
              <div className="menu-head" role="presentation">
                {group === 'server' && <Icon of={CloudDownload} size={12} />} {t(heads[group])}
              </div>
            )}
            <div
              className={`row found ${around.code?.tone ?? ''}`}
              role="option"
              id={found.id}
              aria-selected={index === at}
              onClick={() => onPick(found)}
            >
              {found.kind === 'customer' ? (
                <CustomerBody customer={found.customer} around={around} />
              ) : (
                <MessageBody message={found.message} around={around} />
              )}
            </div>
          </div>
        )
      })}
    </div>
  )
}
