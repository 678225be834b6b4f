import {
  AlarmClock,
  ArrowLeft,
  Bell,
  BellMinus,
  BellOff,
  Check,
  ChevronsUp,
  Clock,
  Ellipsis,
  type LucideIcon,
  MailOpen,
  PanelRight,
  RotateCcw,
  Tag,
  UserRound,
  UserRoundCheck,
  UsersRound,
} from 'lucide-react'
import { conversationName } from '../../../src-preload/contract/alert-keys'
import { call } from '../../bridge/client'
import { assign, markUnread, setStatus, turnMute } from '../../bridge/changes'
import { useSettings } from '../../bridge/queries'
import { type ActionId, ariaKeys, keysOf } from '../../keys'
import { AccountCode, Avatar } from '../../parts/avatar'
import { Button, IconButton } from '../../parts/button'
import { Glyph } from '../../parts/glyph'
import { Menu, type MenuLine } from '../../parts/menu'
import { channelLook, shownName } from '../../parts/names'
import { WaitClock } from '../../parts/wait-clock'
import { type TextKey, useText } from '../../text/t'
import { attempt, useUi } from '../../ui-state'
import { useTalk } from './talk-context'

/** As many as the settings keep. */
const MOST_MUTED = 1_000

function Who() {
  const { ref, conversation, account, inbox } = useTalk()
  const settings = useSettings().data
  const where = [inbox?.name, `#${ref.conversationId}`].filter((part) => part !== undefined).join(', ')
  return (
    <div className="talk-who">
      <div className="talk-name">
        <h2 className="cut" dir="auto">
          {shownName(conversation.contact)}
        </h2>
        {settings && conversation.waitingSinceAt !== null && (
          <WaitClock sinceAt={conversation.waitingSinceAt} limits={settings} />
        )}
      </div>
      <div className="talk-where">
        {account && <AccountCode code={account.code} name={account.name} />}
        <Glyph name={channelLook(conversation.channel, inbox?.name).glyph} size={12} />
        <span className="cut" title={[account?.name, where].filter(Boolean).join(', ')}>
          {account && <span className="talk-account">{account.name}, </span>}
          {where}
        </span>
      </div>
    </div>
  )
}

function useMore(): (MenuLine | 'line')[] {
  const t = useText()
  const showOverlay = useUi((ui) => ui.showOverlay)
  const { ref, conversation } = useTalk()
  const subject = { ref, conversation }
  const line = (id: ActionId, icon: LucideIcon, onPick: () => void): MenuLine => ({
    ...{ id, icon, onPick },
    text: t(`keys.${id === 'mute' && conversation.muted ? 'unmute' : id}` as TextKey),
    keys: keysOf(id),
  })
  const pending: MenuLine = {
    id: 'pending',
    text: t('talk.pending'),
    icon: Clock,
    onPick: () => void setStatus(subject, 'pending'),
  }
  const here = useMuteHere()
  return [
    line('snooze', AlarmClock, () => showOverlay('snooze')),
    ...(conversation.status === 'pending' ? [] : [pending]),
    line('unread', MailOpen, () => void markUnread(subject)),
    'line',
    line('assign', UserRound, () => showOverlay('assign')),
    line('team', UsersRound, () => showOverlay('team')),
    line('label', Tag, () => showOverlay('labels')),
    line('priority', ChevronsUp, () => showOverlay('priority')),
    'line',
    here,
    line('mute', BellOff, () => void turnMute(subject)),
  ]
}

/** Silence on this computer alone: the server and the team know nothing of it. */
function useMuteHere(): MenuLine {
  const t = useText()
  const { ref } = useTalk()
  const muted = useSettings().data?.alertsMuted ?? []
  const name = conversationName(ref)
  const isMuted = muted.includes(name)
  const next = isMuted ? muted.filter((one) => one !== name) : [...muted, name].slice(-MOST_MUTED)
  return {
    id: 'mute-here',
    text: t(isMuted ? 'alerts.unmute' : 'alerts.mute'),
    icon: isMuted ? Bell : BellMinus,
    onPick: () => void attempt(call('settings.set', { alertsMuted: next })),
  }
}

function StatusButton() {
  const t = useText()
  const { ref, conversation } = useTalk()
  if (conversation.status === 'open' || conversation.status === 'pending') {
    return (
      <Button
        icon={Check}
        keys={keysOf('resolve')}
        ariaKeys={ariaKeys('resolve')}
        onPress={() => void setStatus({ ref, conversation }, 'resolved')}
      >
        {t('talk.resolve')}
      </Button>
    )
  }
  return (
    <Button
      icon={RotateCcw}
      keys={keysOf('reopen')}
      ariaKeys={ariaKeys('reopen')}
      onPress={() => void setStatus({ ref, conversation }, 'open')}
    >
      {t('talk.reopen')}
    </Button>
  )
}

function More() {
  const t = useText()
  const lines = useMore()
  return (
    <Menu
      label={t('act.more')}
      lines={lines}
      at="menu-pop-end"
      trigger={(props) => (
        <button type="button" className="btn btn-icon" aria-label={t('act.more')} title={t('act.more')} {...props}>
          <Ellipsis className="icon" aria-hidden="true" />
        </button>
      )}
    />
  )
}

/** Account, channel and customer, always in the same place, and what can be done. */
export function TalkHead() {
  const t = useText()
  const { ref, conversation, account } = useTalk()
  const { side, showSide, select } = useUi()
  const me = account?.profile.user.id
  const isMine = me !== undefined && conversation.assignee?.id === me
  return (
    <header className="talk-head">
      <IconButton className="only-narrow" icon={ArrowLeft} flip label={t('talk.backToList')} onPress={() => select(null)} />
      <Avatar name={shownName(conversation.contact)} />
      <Who />
      {!isMine && me !== undefined && (
        <IconButton
          icon={UserRoundCheck}
          label={t('talk.assignMe')}
          keys={keysOf('assignMe')}
          ariaKeys={ariaKeys('assignMe')}
          onPress={() => void assign({ ref, conversation }, me, null)}
        />
      )}
      <IconButton
        icon={PanelRight}
        label={t('talk.panel')}
        keys={keysOf('panel')}
        ariaKeys={ariaKeys('panel')}
        onPress={() => showSide(side === null ? 'contact' : null)}
      />
      <More />
      <StatusButton />
    </header>
  )
}
