import { Copy, Ellipsis, ExternalLink, Languages, Link, Quote, RotateCw, Trash2 } from 'lucide-react'
import { memo, useState } from 'react'
import type { TimelineMessage } from '../../../src-preload/contract/entities'
import { call } from '../../bridge/client'
import { deliverAgain, translateMessage } from '../../bridge/once-more'
import { retry } from '../../bridge/replies'
import { ariaKeys, keysOf, useKeys } from '../../keys'
import { Button } from '../../parts/button'
import { Dialog } from '../../parts/dialog'
import { Icon } from '../../parts/icon'
import { Menu, type MenuLine } from '../../parts/menu'
import { type Say, useText } from '../../text/t'
import { attempt } from '../../ui-state'
import { canQuote, canTranslate, copyLink, copyText, isUndelivered, openInBrowser, quoteMessage } from './message-acts'
import { type MessageTalk, useMessageTalk } from './talk-context'

interface DeleteProps {
  message: TimelineMessage
  onClose: () => void
}

/** What deleting does and does not do: it cannot be undone, and the channel is not told (FACTS §3.4). */
function DeleteQuestion({ message, onClose }: DeleteProps) {
  const t = useText()
  const { ref, conversation } = useMessageTalk()
  useKeys({ back: onClose }, true)
  const { id } = message
  const remove = () => {
    if (id !== null) void attempt(call('message.remove', { conversation: ref, messageId: id }))
    onClose()
  }
  const kind = message.private ? 'note' : message.type === 'incoming' ? 'incoming' : 'outgoing'
  return (
    <Dialog label={t('message.delete')} onClose={onClose}>
      <div className="dialog-title">
        <h2 className="grow">{t('message.delete')}</h2>
      </div>
      <div className="link-question">
        <p>{t('message.deleteTeam')}</p>
        <p>{t(`message.deleteWhat.${kind}`, { name: conversation.contact.name })}</p>
        <div className="btn-row">
          <Button look="primary" autoFocus onPress={onClose}>
            {t('message.keep')}
          </Button>
          <Button look="danger" icon={Trash2} onPress={remove}>
            {t('message.deleteForAll')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

interface Acts {
  message: TimelineMessage
  talk: MessageTalk
  t: Say
  askDelete: () => void
}

function linesOf({ message, talk, t, askDelete }: Acts): (MenuLine | 'line')[] {
  const lines: (MenuLine | 'line')[] = []
  const { outbox } = message
  const place = document.querySelector(`[data-message="${message.id}"]`)
  if (message.content !== '' && !message.deleted)
    lines.push({
      id: 'copy',
      text: t('message.copy'),
      icon: Copy,
      keys: keysOf('copyMessage'),
      onPick: () => copyText(message, place),
    })
  if (canQuote(message))
    lines.push({
      id: 'quote',
      text: t('message.reply'),
      icon: Quote,
      keys: keysOf('quoteMessage'),
      onPick: () => quoteMessage(message, talk),
    })
  if (outbox?.state === 'failed') {
    const reply = { conversation: talk.ref, clientId: outbox.clientId }
    lines.push({ id: 'retry', text: t('reply.retry'), icon: RotateCw, onPick: () => void retry(reply) })
  }
  const { id } = message
  if (id === null) return lines
  if (isUndelivered(message))
    lines.push({ id: 'again', text: t('message.again'), icon: RotateCw, onPick: () => void deliverAgain(talk.ref, id) })
  if (canTranslate(message, talk))
    lines.push({
      id: 'translate',
      text: t('message.translate'),
      icon: Languages,
      onPick: () => void translateMessage(talk.ref, id),
    })
  lines.push('line', { id: 'link', text: t('message.copyLink'), icon: Link, onPick: () => copyLink(message, talk) })
  lines.push({ id: 'browser', text: t('message.browser'), icon: ExternalLink, onPick: () => openInBrowser(message, talk) })
  if (!message.deleted) lines.push('line', { id: 'delete', text: t('message.deleteAsk'), icon: Trash2, onPick: askDelete })
  return lines
}

function MenuOf({ message }: { message: TimelineMessage }) {
  const t = useText()
  const talk = useMessageTalk()
  const [isAsking, setAsking] = useState(false)
  const lines = linesOf({ message, talk, t, askDelete: () => setAsking(true) })
  if (lines.length === 0) return null
  const label = t('message.more')
  return (
    <>
      <Menu
        className="msg-more"
        label={label}
        lines={lines}
        trigger={(props) => (
          <button
            type="button"
            className="btn btn-icon"
            tabIndex={-1}
            aria-label={label}
            title={`${label} (${keysOf('messageMenu').join(' ')})`}
            aria-keyshortcuts={ariaKeys('messageMenu')}
            {...props}
          >
            <Icon of={Ellipsis} size={14} />
          </button>
        )}
      />
      {isAsking && <DeleteQuestion message={message} onClose={() => setAsking(false)} />}
    </>
  )
}

/** All that can be done with one message. Its button lies over the margin: nothing moves when it comes. */
export const MessageMenu = memo(MenuOf)
