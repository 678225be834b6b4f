import { Hand, Pencil } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import type { TimelineMessage } from '../../../src-preload/contract/entities'
import { drop, release, type ReplyRef, takeBack } from '../../bridge/replies'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { FileNames } from '../../parts/files'
import { firstName } from '../../parts/names'
import { plainLine } from '../../parts/preview-text'
import { reasonText } from '../../parts/reason'
import { type Say, useText } from '../../text/t'
import { clock } from '../../text/when'
import { useUi } from '../../ui-state'
import { useTalk } from './talk-context'

function titleOf(newer: TimelineMessage | undefined, name: string, t: Say): string {
  if (!newer) return t('held.plain')
  return t(newer.type === 'incoming' ? 'held.wrote' : 'held.colleague', { name })
}

function dropIt(reply: ReplyRef, message: TimelineMessage): Promise<void> {
  return drop(reply, { text: message.content, private: message.private })
}

async function edit(reply: ReplyRef): Promise<void> {
  if (await takeBack(reply)) useUi.getState().askComposer(null)
}

function Choices({ reply, message }: { reply: ReplyRef; message: TimelineMessage }) {
  const t = useText()
  return (
    <div className="held-foot">
      <Button look="primary" icon={Pencil} keys={['↵']} onPress={() => void edit(reply)}>
        {t('reply.edit')}
      </Button>
      <Button keys={['S']} onPress={() => void release(reply)}>
        {t('reply.sendAsItIs')}
      </Button>
      <Button look="danger" keys={['D']} onPress={() => void dropIt(reply, message)}>
        {t('reply.drop')}
      </Button>
    </div>
  )
}

/** A reply that waits for the agent's word: what is newer and what was written, side by side. Edit is the default. */
export function HeldCard({ message, newer: newest }: { message: TimelineMessage; newer: TimelineMessage | undefined }) {
  const t = useText()
  const { ref, conversation } = useTalk()
  const { outbox } = message
  if (!outbox) return null
  // The time is over, whatever was written last.
  const newer = outbox.reason?.key === 'window-closed' ? undefined : newest
  const reply = { conversation: ref, clientId: outbox.clientId }
  const name = firstName(newer?.sender?.name ?? conversation.contact.name)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
    if (event.code === 'KeyS') void release(reply)
    else if (event.code === 'KeyD') void dropIt(reply, message)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <section className="held" role="group" aria-label={t('held.label')} onKeyDown={onKeyDown}>
      <h3 className="held-head">
        <Icon of={Hand} />
        {titleOf(newer, name, t)}
      </h3>
      <div className="held-pair">
        <div className="held-side">
          <h4>{newer ? t('held.theirs', { name, time: clock(newer.createdAt) }) : t('state.held')}</h4>
          <p dir="auto">{newer ? plainLine(newer.content) : reasonText(outbox.reason) || t('held.nothingNewer')}</p>
        </div>
        <div className="held-side">
          <h4>{t('held.mine', { time: clock(message.createdAt) })}</h4>
          {message.content !== '' && <p dir="auto">{message.content}</p>}
          <FileNames files={message.attachments} />
        </div>
      </div>
      <Choices reply={reply} message={message} />
    </section>
  )
}
