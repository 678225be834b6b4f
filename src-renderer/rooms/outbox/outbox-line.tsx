import { AlarmClock, Hand, LockKeyhole, Pencil, RotateCw, Send, Trash2, Undo2 } from 'lucide-react'
import type { OutboxItem } from '../../../src-preload/contract/schemas/conversation'
import { findAccount, useAccounts } from '../../bridge/accounts'
import { drop, release, retry, takeBack } from '../../bridge/replies'
import { AccountCode } from '../../parts/avatar'
import { Button } from '../../parts/button'
import { Glyph } from '../../parts/glyph'
import { Icon } from '../../parts/icon'
import { LateFlag } from '../../parts/late-flag'
import { isLater } from '../../parts/later'
import { plainLine } from '../../parts/preview-text'
import { reasonText, waitsForLook } from '../../parts/reason'
import { useNow } from '../../text/now'
import { type Say, useText } from '../../text/t'
import { dayAndTime, moment } from '../../text/when'
import { useUi } from '../../ui-state'
import { LookButton } from './look-button'

function Top({ item }: { item: OutboxItem }) {
  const t = useText()
  const now = useNow()
  const select = useUi((ui) => ui.select)
  const account = findAccount(useAccounts(), item.conversation)
  return (
    <div className="out-top">
      {account && <AccountCode code={account.code} tone={account.tone} name={account.name} />}
      <button
        type="button"
        className="out-open"
        title={t('outbox.open', { name: item.contactName })}
        onClick={() => select(item.conversation)}
      >
        <b className="cut" dir="auto">
          {item.contactName}
        </b>
      </button>
      <span className="muted num">{moment(item.createdAt, now)}</span>
    </div>
  )
}

function wordsOf({ outbox }: OutboxItem, place: number, t: Say): string {
  const why = reasonText(outbox.reason)
  switch (outbox.state) {
    case 'resting':
      return t('state.kept')
    case 'queued':
      if (isLater(outbox)) return t('later.leaves', { at: dayAndTime(outbox.leaveAt ?? 0) })
      return [place > 0 ? t('outbox.keptNth', { count: place }) : t('outbox.kept'), why].filter(Boolean).join('. ')
    case 'sending':
      return t('state.sending')
    case 'unsure':
      return t('outbox.unsure')
    case 'held':
      if (waitsForLook(outbox)) return t('reason.review')
      return [t('outbox.held'), why].filter(Boolean).join('. ')
    case 'failed':
      return `${t('state.failed')} ${why}`
    default:
      return outbox.state satisfies never
  }
}

function Sign({ outbox }: { outbox: OutboxItem['outbox'] }) {
  const { state } = outbox
  if (isLater(outbox)) return <Icon of={AlarmClock} size={14} />
  if (state === 'held') return <Icon of={Hand} size={14} />
  if (state === 'failed') return <Glyph name="st-failed" />
  return <Glyph name={state === 'unsure' || state === 'sending' ? 'st-asking' : 'st-kept'} />
}

function Acts({ item }: { item: OutboxItem }) {
  const t = useText()
  const { select, askComposer } = useUi()
  const { state } = item.outbox
  const reply = { conversation: item.conversation, clientId: item.outbox.clientId }
  const edit = async () => {
    select(item.conversation)
    if (await takeBack(reply)) askComposer(null)
  }
  const mayGo = isLater(item.outbox) || (state === 'held' && !waitsForLook(item.outbox))
  if (state === 'sending' || state === 'unsure') return null
  return (
    <div className="out-acts">
      {state === 'failed' && (
        <Button look="quiet" icon={RotateCw} onPress={() => void retry(reply)}>
          {t('reply.retry')}
        </Button>
      )}
      <Button look="quiet" icon={Pencil} onPress={() => void edit()}>
        {t('reply.edit')}
      </Button>
      {waitsForLook(item.outbox) && <LookButton />}
      {mayGo && (
        <Button look="quiet" icon={Send} onPress={() => void release(reply)}>
          {t(state === 'held' ? 'reply.sendAsItIs' : 'reply.sendNow')}
        </Button>
      )}
      {state === 'held' || state === 'failed' || isLater(item.outbox) ? (
        <Button look="quiet" icon={Trash2} onPress={() => void drop(reply, item)}>
          {t('reply.drop')}
        </Button>
      ) : (
        <Button look="quiet" icon={Undo2} onPress={() => void takeBack(reply)}>
          {t('reply.takeBack')}
        </Button>
      )}
    </div>
  )
}

/** One unsent reply: to whom, what, where it stands, what can be done. */
export function OutboxLine({ item, place }: { item: OutboxItem; place: number }) {
  const t = useText()
  const account = findAccount(useAccounts(), item.conversation)
  return (
    <li className={`out is-${item.outbox.state}`}>
      <Top item={item} />
      {item.private && (
        <p className="out-state">
          <Icon of={LockKeyhole} size={14} />
          {t('outbox.note')}
        </p>
      )}
      <p className="out-text" dir="auto">
        {plainLine(item.text) || t('outbox.files', { count: item.files })}
      </p>
      <p className={`out-state${item.outbox.state === 'failed' ? ' state-failed' : ''}`}>
        <Sign outbox={item.outbox} />
        {wordsOf(item, place, t)}
      </p>
      <LateFlag outbox={item.outbox} untilAt={item.replyUntilAt} isLive={account?.profile.link.state === 'live'} />
      <Acts item={item} />
    </li>
  )
}
