import { Languages, LockKeyhole } from 'lucide-react'
import { memo } from 'react'
import type { TimelineMessage } from '../../../src-preload/contract/entities'
import { Avatar } from '../../parts/avatar'
import { Files } from '../../parts/files'
import { Icon } from '../../parts/icon'
import { firstName } from '../../parts/names'
import { plainLine } from '../../parts/preview-text'
import { RichText } from '../../parts/rich-text'
import { waitsForLook } from '../../parts/reason'
import { type Say, useText } from '../../text/t'
import { clock } from '../../text/when'
import { doorsOf } from './file-doors'
import { HeldCard } from './held-card'
import { MailCard } from './mail-card'
import { whoOf } from './message-acts'
import { OfferCard } from './offer'
import { OwnState } from './own-state'
import { type MessageTalk, useMessageTalk } from './talk-context'
import { Twice } from './twice'

interface MessageProps {
  message: TimelineMessage
  quoted: TimelineMessage | undefined
  newer: TimelineMessage | undefined
  isFirst: boolean
  isLast: boolean
  isTwice: boolean
}

function Body({ message, quoted }: { message: TimelineMessage; quoted: TimelineMessage | undefined }) {
  const t = useText()
  const talk = useMessageTalk()
  if (message.deleted) return <div className="bubble bubble-gone">{t('message.deleted')}</div>
  if (message.mail)
    return (
      <>
        <MailCard message={message} mail={message.mail} />
        <Translated message={message} />
      </>
    )
  const hasText = message.content.trim() !== ''
  return (
    <>
      <Files
        files={message.attachments}
        doors={doorsOf(talk.ref, message, talk.openPicture)}
        isSticker={message.contentType === 'sticker'}
      />
      {(hasText || message.offer || message.attachments.length === 0) && (
        <div className="bubble" dir="auto">
          {quoted && (
            <span className="quote">
              {t('message.quote', { name: firstName(whoOf(quoted, talk, t)), text: plainLine(quoted.content) })}
            </span>
          )}
          {hasText || message.offer ? (
            <RichText className="bubble-text" text={message.content} onLink={talk.openLink} />
          ) : (
            t('message.unknownKind')
          )}
          {message.offer && <OfferCard offer={message.offer} kind={message.contentType} />}
          <Translated message={message} />
        </div>
      )}
    </>
  )
}

/** What the server made of it, under what was said. */
function Translated({ message }: { message: TimelineMessage }) {
  const t = useText()
  const { openLink } = useMessageTalk()
  const text = message.translations?.[document.documentElement.lang]
  if (text === undefined) return null
  return (
    <section className="translated" aria-label={t('message.translated')}>
      <small>
        <Icon of={Languages} size={12} />
        {t('message.translated')}
      </small>
      <RichText className="bubble-text" text={text} onLink={openLink} />
    </section>
  )
}

function labelOf(message: TimelineMessage, talk: MessageTalk, t: Say): string {
  return t('message.name', {
    who: whoOf(message, talk, t),
    time: clock(message.createdAt),
    text: plainLine(message.content).slice(0, 120),
  })
}

function Note({ message }: { message: TimelineMessage }) {
  const t = useText()
  const talk = useMessageTalk()
  const state = message.outbox ? (message.outbox.state === 'failed' ? ' is-failed' : ' is-kept') : ''
  return (
    <article className={`note${state}`} aria-label={`${t('message.note')}. ${labelOf(message, talk, t)}`}>
      <div className="note-in">
        <div className="note-head">
          <Icon of={LockKeyhole} size={14} />
          <b>{t('message.note')}</b>
          <span>
            {whoOf(message, talk, t)}, {clock(message.createdAt)}
          </span>
          <span className="grow" />
          <span>{t('message.noteWho')}</span>
        </div>
        {message.deleted ? (
          <p className="bubble-gone">{t('message.deleted')}</p>
        ) : (
          <RichText className="note-text" text={message.content} onLink={talk.openLink} />
        )}
        <Files files={message.attachments} doors={doorsOf(talk.ref, message, talk.openPicture)} />
        {message.outbox && <OwnState message={message} />}
      </div>
    </article>
  )
}

function Incoming({ message, quoted, isFirst, isLast }: MessageProps) {
  const t = useText()
  const talk = useMessageTalk()
  const name = message.sender?.name || talk.conversation.contact.name
  return (
    <article
      className={`msg msg-in${message.mail ? ' msg-wide' : ''}${isFirst ? '' : ' is-joined'}`}
      aria-label={labelOf(message, talk, t)}
    >
      {isFirst ? <Avatar name={name} size={24} /> : <span />}
      <div className="msg-body">
        <Body message={message} quoted={quoted} />
        {isLast && (
          <div className="msg-foot">
            <time>{clock(message.createdAt)}</time>
          </div>
        )}
      </div>
    </article>
  )
}

function Outgoing({ message, quoted, isFirst, isLast, isTwice }: MessageProps) {
  const t = useText()
  const talk = useMessageTalk()
  const isFailed = message.outbox?.state === 'failed' || (!message.outbox && message.status === 'failed')
  const state = isFailed ? ' is-failed' : message.outbox ? ' is-kept' : ''
  return (
    <article
      className={`msg msg-out${message.mail ? ' msg-wide' : ''}${state}${isFirst ? '' : ' is-joined'}`}
      aria-label={labelOf(message, talk, t)}
    >
      <div className="msg-body">
        <Body message={message} quoted={quoted} />
        {isTwice && <Twice message={message} />}
        {isLast && <OwnState message={message} />}
      </div>
    </article>
  )
}

function AnyMessage(props: MessageProps) {
  const { message, newer } = props
  if (message.outbox?.state === 'held' && !waitsForLook(message.outbox)) return <HeldCard message={message} newer={newer} />
  if (message.private) return <Note message={message} />
  return message.type === 'incoming' ? <Incoming {...props} /> : <Outgoing {...props} />
}

/** A message of any kind: the customer's, ours, a note, an e-mail, or a held reply. */
export const Message = memo(AnyMessage)
