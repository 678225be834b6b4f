import { LockKeyhole } from 'lucide-react'
import type { TimelineMessage } from '../../../src-preload/contract/entities'
import { takeBack } from '../../bridge/replies'
import { keysOf } from '../../keys'
import { Delivery } from '../../parts/delivery'
import { FileNames } from '../../parts/files'
import { Icon } from '../../parts/icon'
import { shownName } from '../../parts/names'
import { plainLine } from '../../parts/preview-text'
import { reasonText } from '../../parts/reason'
import { RichText } from '../../parts/rich-text'
import { Resting, UnsentSign } from '../../parts/unsent'
import { useText } from '../../text/t'
import { clock } from '../../text/when'
import { openLink } from './doors'
import type { QuickSubject } from './subject'

const SHOWN = 3

function Words({ message, className }: { message: TimelineMessage; className: string }) {
  const t = useText()
  if (message.deleted) return <div className={`${className} bubble-gone`}>{t('message.deleted')}</div>
  const subject = message.mail?.subject
  return (
    <div className={className} dir="auto">
      {subject && <b className="quick-subject cut">{subject}</b>}
      {message.content.trim() !== '' && <RichText className="bubble-text" text={message.content} onLink={openLink} />}
      <FileNames files={message.attachments} />
      {message.content.trim() === '' && message.attachments.length === 0 && t('message.unknownKind')}
    </div>
  )
}

/** Where our words are: on this computer, at the server, read; or why not. */
function OwnLine({ message, talk }: { message: TimelineMessage; talk: QuickSubject }) {
  const t = useText()
  const { outbox } = message
  if (outbox?.state === 'resting' && outbox.untilAt !== null) {
    const reply = { conversation: talk.ref, clientId: outbox.clientId }
    const undo = () => void takeBack(reply)
    return <Resting untilAt={outbox.untilAt} sinceAt={message.createdAt} keys={keysOf('takeBack')} onUndo={undo} />
  }
  const isRefused = outbox === null && message.status === 'failed'
  return (
    <div className="msg-foot">
      <time>{clock(message.createdAt)}</time>
      {isRefused && <span className="state state-failed">{`${t('state.failedChannel')} ${message.error ?? ''}`}</span>}
      {outbox && <UnsentSign outbox={outbox} />}
      {outbox?.reason && <span className="cut">{reasonText(outbox.reason)}</span>}
      {!outbox && !isRefused && !message.private && <Delivery status={message.status} />}
    </div>
  )
}

function Note({ message, talk }: { message: TimelineMessage; talk: QuickSubject }) {
  const t = useText()
  return (
    <article className="note" aria-label={`${t('message.note')}. ${plainLine(message.content)}`}>
      <div className="note-in">
        <div className="note-head">
          <Icon of={LockKeyhole} size={14} />
          <b>{t('message.note')}</b>
          <span className="cut">{message.sender?.name}</span>
        </div>
        <Words message={message} className="note-text" />
        {message.outbox && <OwnLine message={message} talk={talk} />}
      </div>
    </article>
  )
}

function One({ message, talk }: { message: TimelineMessage; talk: QuickSubject }) {
  const t = useText()
  if (message.private) return <Note message={message} talk={talk} />
  const isMine = message.type !== 'incoming'
  const who = isMine ? t('message.you') : message.sender?.name || shownName(talk.conversation.contact)
  const label = t('message.name', { who, time: clock(message.createdAt), text: plainLine(message.content).slice(0, 120) })
  const state = message.outbox?.state ?? (message.status === 'failed' ? 'failed' : null)
  const look = !isMine || state === null ? '' : state === 'failed' ? ' is-failed' : ' is-kept'
  return (
    <article className={`msg ${isMine ? 'msg-out' : 'msg-in'}${look}`} aria-label={label}>
      <div className="msg-body">
        <Words message={message} className="bubble" />
        {isMine ? (
          <OwnLine message={message} talk={talk} />
        ) : (
          <div className="msg-foot">
            <time>{clock(message.createdAt)}</time>
          </div>
        )}
      </div>
    </article>
  )
}

/** The newest at the bottom; what is longer than the window can be scrolled up to. */
export function LastThree({ talk, messages }: { talk: QuickSubject; messages: TimelineMessage[] }) {
  const t = useText()
  const said = messages.filter(({ type }) => type !== 'activity').slice(-SHOWN)
  return (
    <div className="quick-talk" role="log" aria-label={t('quick.messages')} tabIndex={0}>
      <div className="quick-said">
        {said.length === 0 && <p className="activity">{t('talk.noMessages')}</p>}
        {said.map((message) => (
          <One key={message.clientId ?? message.id} message={message} talk={talk} />
        ))}
      </div>
    </div>
  )
}
