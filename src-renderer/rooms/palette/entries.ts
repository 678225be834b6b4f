import {
  AlarmClock,
  AtSign,
  Backpack,
  BellOff,
  Bookmark,
  BookUser,
  Check,
  ChevronsUp,
  CircleDashed,
  Eye,
  EyeOff,
  Info,
  LayoutTemplate,
  Cloud,
  Hourglass,
  Inbox,
  Keyboard,
  LockKeyhole,
  type LucideIcon,
  MailOpen,
  Pencil,
  Reply,
  Search,
  RotateCcw,
  ScanEye,
  Send,
  Settings,
  Tag,
  Plug,
  Unplug,
  UserRound,
  UserRoundCheck,
  UsersRound,
  CircleCheck,
  Mail,
} from 'lucide-react'
import { useQueryClient } from '@tanstack/react-query'
import type { ConversationRef } from '../../../src-preload/contract/ids'
import type { ListPage, ListView } from '../../../src-preload/contract/schemas/conversation'
import { useAccounts } from '../../bridge/accounts'
import { call } from '../../bridge/client'
import { type NamedList, openNamed, useNamedLists } from '../../bridge/named-lists'
import { showConversation } from '../../bridge/pasted-link'
import { keyOf, useSettings } from '../../bridge/queries'
import { takesTemplates, useTemplates } from '../../bridge/templates'
import { type ActionId, keysOf, press } from '../../keys'
import { shownName } from '../../parts/names'
import { previewText } from '../../parts/preview-text'
import { type TextKey, useText } from '../../text/t'
import { attempt, refKey, useUi } from '../../ui-state'

/** A line of the palette. */
export interface Entry {
  id: string
  group: 'palette.conversations' | 'palette.do' | 'palette.goTo' | 'palette.search'
  text: string
  /** Second words: searched too, shown fainter. */
  more: string
  person?: string
  icon?: LucideIcon
  keys?: string[]
  side?: string
  onPick: () => void
}

const goTos: [Exclude<ListView, 'inbox'>, ActionId, LucideIcon][] = [
  ['mine', 'goMine', UserRound],
  ['unassigned', 'goUnassigned', CircleDashed],
  ['unread', 'goUnread', Mail],
  ['waiting', 'goWaiting', Hourglass],
  ['mentions', 'goMentions', AtSign],
  ['participating', 'goParticipating', Eye],
  ['snoozed', 'goSnoozed', AlarmClock],
  ['resolved', 'goResolved', CircleCheck],
  ['drafts', 'goDrafts', Pencil],
  ['all', 'goAll', Inbox],
]

const inTalk: [ActionId, TextKey, LucideIcon][] = [
  ['resolve', 'talk.resolve', Check],
  ['reopen', 'talk.reopen', RotateCcw],
  ['assignMe', 'talk.assignMe', UserRoundCheck],
  ['snooze', 'keys.snooze', AlarmClock],
  ['assign', 'keys.assign', UserRound],
  ['team', 'keys.team', UsersRound],
  ['label', 'keys.label', Tag],
  ['priority', 'keys.priority', ChevronsUp],
  ['unread', 'keys.unread', MailOpen],
  ['mute', 'keys.mute', BellOff],
  ['reply', 'composer.reply', Reply],
  ['note', 'composer.note', LockKeyhole],
  ['template', 'template.use', LayoutTemplate],
]

/** Conversations the window has shown; the rest of history has its own search. */
function useConversations(): Entry[] {
  const pages = useQueryClient().getQueriesData<ListPage>({ queryKey: keyOf.lists })
  const rows = pages.flatMap(([, page]) => page?.rows ?? [])
  const byKey = new Map(
    rows.map((row) => {
      const ref: ConversationRef = { profileId: row.profileId, accountId: row.accountId, conversationId: row.id }
      return [refKey(ref), { row, ref }]
    }),
  )
  return [...byKey].map(([key, { row, ref }]) => ({
    id: key,
    group: 'palette.conversations',
    text: shownName(row.contact),
    more: previewText(row.preview),
    person: shownName(row.contact),
    side: `#${row.id}`,
    onPick: () => showConversation(ref),
  }))
}

const goingTo = { group: 'palette.goTo', more: '' } as const

/** Rooms that are too rare for a key. */
const noKeys = ['keys', 'field', 'connection', 'channels', 'connector', 'review', 'about'] as const
type Keyless = (typeof noKeys)[number]
const hasKeys = (id: ActionId | Keyless): id is ActionId => !noKeys.some((one) => one === id)

function usePlaces(): Entry[] {
  const t = useText()
  const ui = useUi()
  const views = goTos.map(([view, action, icon]): Entry => {
    const onPick = () => ui.goTo({ view, inbox: null })
    return { ...goingTo, id: `view-${view}`, text: t(`view.${view}`), icon, keys: keysOf(action), onPick }
  })
  const rooms: [ActionId | Keyless, TextKey, LucideIcon, () => void][] = [
    ['goContacts', 'contacts.title', BookUser, () => ui.go('contacts')],
    ['goOutbox', 'outbox.title', Send, () => ui.showSide('outbox')],
    ['settings', 'settings.title', Settings, () => ui.go('settings')],
    ['search', 'search.title', Search, () => ui.showSearch({ text: '', within: null })],
    ['connection', 'doctor.act', Unplug, () => ui.go('connection')],
    ['channels', 'channels.act', Plug, () => ui.go('channels')],
    ['connector', 'wizard.title', Plug, () => ui.go('connector')],
    ['field', 'field.title', Backpack, () => ui.go('field')],
    ['review', 'review.title', ScanEye, () => ui.go('review')],
    ['about', 'about.title', Info, () => ui.go('about')],
    ['keys', 'keyMap.act', Keyboard, () => ui.go('keys')],
    ['help', 'keys.title', Keyboard, () => ui.showOverlay('keys')],
  ]
  return [
    ...views,
    ...rooms.map(([id, text, icon, onPick]): Entry => {
      const keys = hasKeys(id) ? keysOf(id) : []
      return { ...goingTo, id, text: t(text), icon, keys, onPick }
    }),
  ]
}

function useScopes(): Entry[] {
  const t = useText()
  const setScope = useUi((ui) => ui.setScope)
  return useAccounts().map(({ profileId, accountId, name, code }): Entry => {
    const onPick = () => setScope({ profileId, accountId })
    return {
      ...goingTo,
      id: `account-${profileId}-${accountId}`,
      text: t('palette.scopeTo', { account: name }),
      more: code,
      icon: UserRound,
      onPick,
    }
  })
}

const namedIcons: Record<NamedList['kind'], LucideIcon> = { label: Tag, team: UsersRound, filter: Bookmark, server: Cloud }

/** Labels, teams and saved filters. */
function useNamed(): Entry[] {
  const t = useText()
  const { filters, labels, teams } = useNamedLists()
  return [...filters, ...labels, ...teams].map((list): Entry => {
    const kept = list.elsewhere === undefined ? [] : [t('filter.inBrowser')]
    return {
      ...goingTo,
      id: `${list.kind}-${list.id}`,
      text: list.name,
      more: [t(`palette.named.${list.kind}`), ...(list.of ? [list.of.name] : []), ...kept].join(', '),
      icon: namedIcons[list.kind],
      onPick: () => openNamed(list),
    }
  })
}

/** What can be done wherever one is. */
function useAnywhere(): Entry[] {
  const t = useText()
  const isOn = useSettings().data?.blurNames ?? false
  const text = t(isOn ? 'blur.off' : 'blur.on')
  const onPick = () => void attempt(call('settings.set', { blurNames: !isOn }))
  return [{ id: 'blur', group: 'palette.do', text, more: t('settings.screen'), icon: isOn ? Eye : EyeOff, onPick }]
}

/** Everything the palette knows. */
export function useEntries(): Entry[] {
  const t = useText()
  const selected = useUi((ui) => ui.selected)
  const conversations = useConversations()
  const places = usePlaces()
  const scopes = useScopes()
  const named = useNamed()
  const anywhere = useAnywhere()
  const { data } = useTemplates(selected)
  const has = takesTemplates('', data?.templates)
  const doing = inTalk.flatMap(([id, text, icon]): Entry | [] => {
    if (id === 'template' && !has) return []
    return { id, group: 'palette.do', text: t(text), more: '', icon, keys: keysOf(id), onPick: () => press(id) }
  })
  return [...conversations, ...(selected ? doing : []), ...anywhere, ...places, ...scopes, ...named]
}

/** How well an entry fits: all words must be there; a beginning beats a middle. Null: not at all. */
function score(entry: Entry, words: string[]): number | null {
  const text = entry.text.toLowerCase()
  const more = entry.more.toLowerCase()
  let sum = 0
  for (const word of words) {
    if (text.startsWith(word)) sum += 3
    else if (text.includes(` ${word}`)) sum += 2
    else if (text.includes(word)) sum += 1
    else if (!more.includes(word)) return null
  }
  return sum
}

/** The entries that fit what was typed, best first within their group. */
export function findEntries(entries: Entry[], query: string): Entry[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const fitting = entries.flatMap((entry) => {
    const points = score(entry, words)
    return points === null ? [] : [{ entry, points }]
  })
  const groups: Entry['group'][] = ['palette.conversations', 'palette.do', 'palette.goTo']
  const most = words.length === 0 ? 5 : 8
  return groups.flatMap((group) =>
    fitting
      .filter(({ entry }) => entry.group === group)
      .sort((a, b) => b.points - a.points)
      .slice(0, group === 'palette.goTo' ? 20 : most)
      .map(({ entry }) => entry),
  )
}
