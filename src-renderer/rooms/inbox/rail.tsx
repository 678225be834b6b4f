import {
  AlarmClock,
  AtSign,
  BookUser,
  CircleCheck,
  CircleDashed,
  Eye,
  Hourglass,
  Inbox,
  Mail,
  Pencil,
  Send,
  UserRound,
  type LucideIcon,
} from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import type { ListView } from '../../../src-preload/contract/schemas/conversation'
import { useAccounts } from '../../bridge/accounts'
import { useCounts, useSettings } from '../../bridge/queries'
import { Icon } from '../../parts/icon'
import { useRoving } from '../../parts/roving'
import { WaitClock } from '../../parts/wait-clock'
import { figure, useText } from '../../text/t'
import { useUi } from '../../ui-state'
import { Me } from './me'
import { RailMore } from './rail-more'
import { RailInboxes } from './rail-inboxes'
import { Switcher } from './switcher'

const views: { view: Exclude<ListView, 'inbox'>; icon: LucideIcon; isNews: boolean }[] = [
  { view: 'mine', icon: UserRound, isNews: true },
  { view: 'unassigned', icon: CircleDashed, isNews: true },
  { view: 'unread', icon: Mail, isNews: true },
  { view: 'waiting', icon: Hourglass, isNews: false },
  { view: 'mentions', icon: AtSign, isNews: true },
  { view: 'participating', icon: Eye, isNews: false },
  { view: 'snoozed', icon: AlarmClock, isNews: false },
  { view: 'resolved', icon: CircleCheck, isNews: false },
  { view: 'drafts', icon: Pencil, isNews: false },
  { view: 'all', icon: Inbox, isNews: false },
]

interface RailItemProps {
  icon: LucideIcon
  text: string
  isCurrent: boolean
  isNews: boolean
  count: number
  onPress: () => void
  end?: ReactNode
}

function RailItem({ icon, text, isCurrent, isNews, count, onPress, end }: RailItemProps) {
  return (
    <button
      type="button"
      className={`rail-item${isNews && count > 0 ? ' has-new' : ''}`}
      aria-current={isCurrent ? 'page' : undefined}
      title={text}
      onClick={onPress}
    >
      <Icon of={icon} />
      <span className="grow cut">{text}</span>
      {end ?? (count > 0 && <span className="rail-num">{figure(count)}</span>)}
    </button>
  )
}

function Views() {
  const t = useText()
  const { place, scope, room, goTo } = useUi()
  const counts = useCounts().data
  const settings = useSettings().data
  const isWhole = useAccounts().length < 2 || scope === null
  const longest = counts?.longestWaitingSinceAt ?? null
  return views.map(({ view, icon, isNews }) => (
    <RailItem
      key={view}
      icon={icon}
      text={t(`view.${view}`)}
      isCurrent={room === 'workspace' && place.inbox === null && place.only === undefined && place.view === view}
      isNews={isNews}
      count={isWhole ? (counts?.views[view] ?? 0) : 0}
      onPress={() => goTo({ view, inbox: null })}
      end={view === 'waiting' && settings && longest !== null ? <WaitClock sinceAt={longest} limits={settings} /> : undefined}
    />
  ))
}

/** The rail: whose, which list, which inbox, and me. */
export function Rail() {
  const t = useText()
  const side = useUi((ui) => ui.side)
  const showSide = useUi((ui) => ui.showSide)
  const { room, go } = useUi()
  const outbox = useCounts().data?.outbox ?? 0
  const box = useRef<HTMLElement>(null)
  const roving = useRoving(box, '.switcher, .rail-item, .rail-fold, .rail-me-who, .rail-me .btn-icon')
  return (
    <nav className="rail" aria-label={t('rail.label')} data-area="rail" ref={box} {...roving}>
      <Switcher />
      <div className="rail-scroll">
        <Views />
        <RailItem
          icon={BookUser}
          text={t('rail.contacts')}
          isCurrent={room === 'contacts'}
          isNews={false}
          count={0}
          onPress={() => go('contacts')}
        />
        <RailItem
          icon={Send}
          text={t('rail.outbox')}
          isCurrent={false}
          isNews
          count={outbox}
          onPress={() => {
            if (room !== 'workspace') go('workspace')
            showSide(room === 'workspace' && side === 'outbox' ? 'contact' : 'outbox')
          }}
        />
        <RailInboxes />
        <RailMore />
      </div>
      <Me />
    </nav>
  )
}
