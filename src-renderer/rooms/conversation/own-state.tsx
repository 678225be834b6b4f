import { RotateCw, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { OutboxState, TimelineMessage } from '../../../src-preload/contract/entities'
import type { MessageId } from '../../../src-preload/contract/ids'
import { deliverAgain } from '../../bridge/once-more'
import { useUpload } from '../../bridge/uploads'
import { drop, release, type ReplyRef, retry, takeBack } from '../../bridge/replies'
import { keysOf } from '../../keys'
import { Button } from '../../parts/button'
import { Delivery } from '../../parts/delivery'
import { Glyph } from '../../parts/glyph'
import { LateFlag } from '../../parts/late-flag'
import { isLater } from '../../parts/later'
import { reasonText, waitsForLook } from '../../parts/reason'
import { Resting, UnsentSign } from '../../parts/unsent'
import { useText } from '../../text/t'
import { useNow } from '../../text/now'
import { clock, fileSize, moment } from '../../text/when'
import { isUndelivered } from './message-acts'
import { useMessageTalk, useTalk } from './talk-context'

function Failed({ outbox, reply, message }: { outbox: OutboxState; reply: ReplyRef; message: TimelineMessage }) {
  const t = useText()
  return (
    <div className="fail">
      <p className="fail-why">
        <Glyph name="st-failed" size={16} />
        <span>
          <b>{t('state.failed')}</b> {reasonText(outbox.reason)}
        </span>
      </p>
      <div className="btn-row">
        <Button icon={RotateCw} onPress={() => void retry(reply)}>
          {t('reply.retry')}
        </Button>
        <Button look="quiet" icon={Undo2} onPress={() => void takeBack(reply)}>
          {t('reply.takeBack')}
        </Button>
        <Button look="quiet" onPress={() => void drop(reply, { text: message.content, private: message.private })}>
          {t('reply.drop')}
        </Button>
      </div>
    </div>
  )
}

/** How far its files are. */
function Uploading({ clientId }: { clientId: OutboxState['clientId'] }) {
  const t = useText()
  const upload = useUpload(clientId)
  if (!upload) return null
  const values = { sent: fileSize(upload.sentBytes), total: fileSize(upload.totalBytes) }
  return (
    <span className="upload">
      <progress max={upload.totalBytes} value={upload.sentBytes} aria-label={t('state.uploadingLabel')} />
      {t('state.uploading', values)}
    </span>
  )
}

function Waiting({ outbox, reply, time }: { outbox: OutboxState; reply: ReplyRef; time: string }) {
  const t = useText()
  const canReturn = outbox.state === 'queued' || waitsForLook(outbox)
  return (
    <div className="msg-foot" title={reasonText(outbox.reason)}>
      <time>{time}</time>
      <UnsentSign outbox={outbox} />
      {outbox.state === 'sending' && <Uploading clientId={outbox.clientId} />}
      {canReturn && (
        <>
          <Button look="quiet" onPress={() => void takeBack(reply)}>
            {t('reply.takeBack')}
          </Button>
          {(outbox.untilAt !== null || isLater(outbox)) && (
            <Button look="quiet" onPress={() => void release(reply)}>
              {t('reply.sendNow')}
            </Button>
          )}
        </>
      )}
    </div>
  )
}

function Again({ id }: { id: MessageId }) {
  const t = useText()
  const { ref } = useMessageTalk()
  const [isBusy, setBusy] = useState(false)
  const press = () => {
    setBusy(true)
    void deliverAgain(ref, id).finally(() => setBusy(false))
  }
  return (
    <div className="btn-row">
      <Button icon={RotateCw} busy={isBusy} onPress={press}>
        {t('message.again')}
      </Button>
    </div>
  )
}

function Sent({ message, time }: { message: TimelineMessage; time: string }) {
  const t = useText()
  if (message.status === 'failed') {
    return (
      <div className="fail">
        <p className="fail-why">
          <Glyph name="st-failed" size={16} />
          <span>
            <b>{t('state.failedChannel')}</b> {message.error}
          </span>
        </p>
        {isUndelivered(message) && message.id !== null && <Again id={message.id} />}
      </div>
    )
  }
  return (
    <div className="msg-foot">
      <time>{time}</time>
      {!message.private && <Delivery status={message.status} />}
    </div>
  )
}

function Late({ outbox }: { outbox: OutboxState }) {
  const { replyUntilAt, isLive } = useTalk()
  return <LateFlag outbox={outbox} untilAt={replyUntilAt} isLive={isLive} />
}

/** Where the words are: resting, kept here, left without an answer, on the server, delivered, read, or not sent. */
export function OwnState({ message }: { message: TimelineMessage }) {
  const { ref, account } = useMessageTalk()
  const now = useNow()
  const { outbox } = message
  const isMine = message.sender === null || message.sender.id === account?.profile.user.id
  const time =
    isMine || !message.sender?.name ? clock(message.createdAt) : `${message.sender.name}, ${clock(message.createdAt)}`
  if (!outbox) return <Sent message={message} time={time} />
  const reply = { conversation: ref, clientId: outbox.clientId }
  if (outbox.state === 'failed') return <Failed outbox={outbox} reply={reply} message={message} />
  const isResting = outbox.state === 'resting' && outbox.untilAt !== null
  return (
    <>
      {isResting ? (
        <Resting
          untilAt={outbox.untilAt ?? 0}
          sinceAt={message.createdAt}
          keys={keysOf('takeBack')}
          onUndo={() => void takeBack(reply)}
        />
      ) : (
        <Waiting outbox={outbox} reply={reply} time={isLater(outbox) ? moment(outbox.leaveAt ?? 0, now) : time} />
      )}
      {!message.private && !outbox.isTemplate && <Late outbox={outbox} />}
    </>
  )
}
