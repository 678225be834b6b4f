import { Hand, LockKeyhole, Pencil, Send, Trash2, Undo2 } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import type { Happened, ReviewItem } from '../../../src-preload/contract/schemas/review'
import { undoAction } from '../../bridge/changes'
import { drop, takeBack } from '../../bridge/replies'
import { sendReviewed } from '../../bridge/review'
import { actionText } from '../../parts/action-text'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { plainLine } from '../../parts/preview-text'
import { reasonText } from '../../parts/reason'
import { useNow } from '../../text/now'
import { useText } from '../../text/t'
import { moment } from '../../text/when'
import { useUi } from '../../ui-state'

type Reply = Extract<ReviewItem, { kind: 'reply' }>

/** Back into its composer, which takes the place of the review. */
async function edit({ conversation, clientId }: Reply): Promise<void> {
  const { go, select, askComposer } = useUi.getState()
  if (!(await takeBack({ conversation, clientId }))) return
  go('workspace')
  select(conversation)
  askComposer(null)
}

function dropIt(item: ReviewItem): void {
  if (item.kind === 'reply') void drop(item, item)
  else void undoAction(item.conversation, item.actionId)
}

function Line({ line }: { line: Happened }) {
  const t = useText()
  const now = useNow()
  const who = line.name ?? t('review.somebody')
  return (
    <li>
      <h4>
        {line.private && <Icon of={LockKeyhole} size={12} />}
        {line.type === 'activity'
          ? moment(line.createdAt, now)
          : t('held.theirs', { name: who, time: moment(line.createdAt, now) })}
      </h4>
      <p dir="auto">{plainLine(line.text) || t('outbox.files', { count: line.files })}</p>
    </li>
  )
}

function Meanwhile({ item, isThere }: { item: ReviewItem; isThere: boolean }) {
  const t = useText()
  if (item.happened.length === 0) return <p className="muted">{t(isThere ? 'review.nothing' : 'review.notKnown')}</p>
  return (
    <ul className="review-lines">
      {item.more > 0 && <li className="muted">{t('review.more', { count: item.more })}</li>}
      {item.happened.map((line) => (
        <Line key={line.id} line={line} />
      ))}
    </ul>
  )
}

function Mine({ item }: { item: ReviewItem }) {
  const t = useText()
  if (item.kind === 'action') return <p dir="auto">{actionText(item)}</p>
  return (
    <>
      {item.private && (
        <p className="out-state">
          <Icon of={LockKeyhole} size={14} />
          {t('outbox.note')}
        </p>
      )}
      {item.text !== '' && (
        <p className="review-text" dir="auto">
          {item.text}
        </p>
      )}
      {item.files.length > 0 && <p className="muted">{item.files.join(', ')}</p>}
    </>
  )
}

function Acts({ item, isThere }: { item: ReviewItem; isThere: boolean }) {
  const t = useText()
  const isReply = item.kind === 'reply'
  const word = item.changed
    ? 'reply.sendAsItIs'
    : isReply && item.private
      ? 'review.add'
      : isReply
        ? 'review.send'
        : 'review.do'
  return (
    <div className="held-foot">
      <Button icon={Send} keys={['S']} disabled={!isThere} onPress={() => void sendReviewed([item])}>
        {t(isReply || !item.changed ? word : 'action.doAnyway')}
      </Button>
      {isReply && (
        <Button look="quiet" icon={Pencil} keys={['E']} onPress={() => void edit(item)}>
          {t('reply.edit')}
        </Button>
      )}
      <Button look="quiet" icon={isReply ? Trash2 : Undo2} keys={['D']} onPress={() => dropIt(item)}>
        {t(isReply ? 'reply.drop' : 'action.undo')}
      </Button>
    </div>
  )
}

function keysFor(item: ReviewItem, isThere: boolean) {
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.nativeEvent.isComposing) return
    if (event.code === 'KeyS' && isThere) void sendReviewed([item])
    else if (event.code === 'KeyE' && item.kind === 'reply') void edit(item)
    else if (event.code === 'KeyD') dropIt(item)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
}

/** One of what waits: what happened meanwhile, what was written, and what becomes of it. */
export function ReviewCard({ item, isThere }: { item: ReviewItem; isThere: boolean }) {
  const t = useText()
  const now = useNow()
  const label = item.kind === 'reply' ? plainLine(item.text).slice(0, 80) : actionText(item)
  return (
    <li
      className={`review-item${item.changed ? ' is-changed' : ''}`}
      role="group"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={keysFor(item, isThere)}
    >
      {item.changed && (
        <p className="review-why">
          <Icon of={Hand} size={14} />
          {reasonText(item.changed)}
        </p>
      )}
      <div className="held-pair">
        <div className="held-side">
          <h4>{t('review.meanwhile')}</h4>
          <Meanwhile item={item} isThere={isThere} />
        </div>
        <div className="held-side">
          <h4>{t('held.mine', { time: moment(item.createdAt, now) })}</h4>
          <Mine item={item} />
        </div>
      </div>
      <Acts item={item} isThere={isThere} />
    </li>
  )
}
