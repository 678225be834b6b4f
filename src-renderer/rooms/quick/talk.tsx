import { AlarmClock, ArrowUpRight, Check, ChevronRight, Ellipsis, LockKeyhole, Reply, UserRoundCheck, X } from 'lucide-react'
import { useMemo } from 'react'
import type { TimelineMessage } from '../../../src-preload/contract/entities'
import type { ConversationRef } from '../../../src-preload/contract/ids'
import { assign, setStatus } from '../../bridge/changes'
import { useSettings } from '../../bridge/queries'
import type { ReplyRef } from '../../bridge/replies'
import { useSeen } from '../../bridge/use-seen'
import { useWriting } from '../../bridge/use-writing'
import type { Writing } from '../../bridge/writing'
import type { WritingState } from '../../bridge/writing-state'
import { ariaKeys, keysOf, useKeys } from '../../keys'
import { AccountCode, Avatar } from '../../parts/avatar'
import { IconButton } from '../../parts/button'
import { Menu, type MenuLine } from '../../parts/menu'
import { channelLook, shownName } from '../../parts/names'
import { answeredBy } from '../../parts/rival'
import { WaitClock } from '../../parts/wait-clock'
import { useText } from '../../text/t'
import { useUi } from '../../ui-state'
import { QuickBox } from './box'
import { LastThree } from './last-three'
import { goTo } from './doors'
import type { QuickSubject } from './subject'

interface QuickTalkProps {
  talk: QuickSubject
  messages: TimelineMessage[]
  position: string
  /** Null: nobody else waits. */
  onNext: (() => void) | null
  onClose: () => void
}

type Acts = Record<'resolve' | 'snooze' | 'assignMe', (() => void) | null>

/** What can be done beside writing; null: it is so already. */
function useActs({ ref, conversation, account }: QuickSubject): Acts {
  const me = account?.profile.user.id
  const subject = { ref, conversation }
  const isMine = me === undefined || conversation.assignee?.id === me
  const acts: Acts = {
    resolve: conversation.status === 'resolved' ? null : () => void setStatus(subject, 'resolved'),
    snooze: () => useUi.getState().showOverlay('snooze'),
    assignMe: isMine ? null : () => void assign(subject, me, null),
  }
  useKeys({
    quickResolve: () => acts.resolve?.(),
    quickSnooze: () => acts.snooze?.(),
    quickAssignMe: () => acts.assignMe?.(),
  })
  return acts
}

function More({ acts, writing, state, talk }: { acts: Acts; writing: Writing; state: WritingState; talk: QuickSubject }) {
  const t = useText()
  const isNote = state.kind === 'note'
  const line = (id: string, line: Omit<MenuLine, 'id' | 'onPick'>, onPick: (() => void) | null): MenuLine[] =>
    onPick ? [{ id, onPick, ...line }] : []
  const kind = { text: t(isNote ? 'composer.reply' : 'composer.note'), icon: isNote ? Reply : LockKeyhole }
  return (
    <Menu
      label={t('act.more')}
      at="menu-pop-end"
      lines={[
        ...line('kind', { ...kind, keys: keysOf('switchKind') }, () => writing.setKind(isNote ? 'reply' : 'note')),
        'line',
        ...line('assign', { text: t('talk.assignMe'), icon: UserRoundCheck, keys: keysOf('quickAssignMe') }, acts.assignMe),
        ...line('snooze', { text: t('keys.snooze'), icon: AlarmClock, keys: keysOf('quickSnooze') }, acts.snooze),
        ...line('resolve', { text: t('talk.resolve'), icon: Check, keys: keysOf('quickResolve') }, acts.resolve),
        'line',
        ...line('open', { text: t('keys.quickOpen'), icon: ArrowUpRight, keys: keysOf('quickOpen') }, () => goTo(talk.ref)),
      ]}
      trigger={(props) => (
        <button type="button" className="btn btn-icon" aria-label={t('act.more')} title={t('act.more')} {...props}>
          <Ellipsis className="icon" aria-hidden="true" />
        </button>
      )}
    />
  )
}

/** Account, channel and customer stand where they always stand. The name never shrinks before the account does. */
function Who({ talk: { conversation, account, inbox } }: { talk: QuickSubject }) {
  const settings = useSettings().data
  const name = shownName(conversation.contact)
  const where = [account?.name, inbox?.name].filter((part) => part !== undefined).join(', ')
  return (
    <>
      <Avatar name={name} channel={channelLook(conversation.channel, inbox?.name).glyph} />
      <div className="grow quick-who">
        <div className="quick-name">
          <h1 className="cut" dir="auto" title={name}>
            {name}
          </h1>
          {settings && conversation.waitingSinceAt !== null && (
            <WaitClock sinceAt={conversation.waitingSinceAt} limits={settings} />
          )}
        </div>
        <div className="talk-where">
          {account && <AccountCode code={account.code} tone={account.tone} name={account.name} />}
          <span className="cut" title={where}>
            {where}
          </span>
        </div>
      </div>
    </>
  )
}

/** My newest reply that still rests in its ring. */
function findResting(ref: ConversationRef, messages: TimelineMessage[]): ReplyRef | null {
  const clientId = messages.findLast((message) => message.outbox?.state === 'resting')?.outbox?.clientId
  return clientId ? { conversation: ref, clientId } : null
}

/** One customer: who it is, what was said last, and the field. */
export function QuickTalk({ talk, messages, position, onNext, onClose }: QuickTalkProps) {
  const t = useText()
  const { ref, conversation, account } = talk
  const [writing, state] = useWriting(ref)
  const acts = useActs(talk)
  const newestId = messages.findLast((message) => message.id !== null)?.id ?? null
  const resting = useMemo(() => findResting(ref, messages), [ref, messages])
  const me = account?.profile.user.id
  const answered = useMemo(() => answeredBy(messages, me), [messages, me])
  useSeen(ref, newestId, conversation.unreadCount)
  return (
    <main className={`quick ${account?.tone ?? ''}`} aria-label={t('quick.title')}>
      <header className="quick-head">
        <Who talk={talk} />
        <span className="quick-pos">{position}</span>
        {onNext && (
          <IconButton
            icon={ChevronRight}
            flip
            label={t('quick.next')}
            keys={keysOf('quickNext')}
            ariaKeys={ariaKeys('quickNext')}
            onPress={onNext}
          />
        )}
        <More acts={acts} writing={writing} state={state} talk={talk} />
        <IconButton icon={X} label={t('act.close')} keys={keysOf('back')} ariaKeys={ariaKeys('back')} onPress={onClose} />
      </header>
      <LastThree talk={talk} messages={messages} />
      <QuickBox {...{ talk, writing, state, resting, answered }} seenId={newestId} />
    </main>
  )
}
