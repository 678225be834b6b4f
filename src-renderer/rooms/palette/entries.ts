import {
  AlarmClock,
  AtSign,
  Check,
  CircleDashed,
  Hourglass,
  Inbox,
  Keyboard,
  LockKeyhole,
  type LucideIcon,
  Pencil,
  Reply,
  RotateCcw,
  Send,
  Settings,
  UserRound,
  UserRoundCheck,
} from 'lucide-react'
import { useQueryClient } from '@tanstack/react-query'
import type { ConversationRef } from '../../../src-preload/contract/ids'
import type { ListPage, ListView } from '../../../src-preload/contract/schemas/conversation'
import { useAccounts } from '../../bridge/accounts'
import { keyOf } from '../../bridge/queries'
import { type ActionId, keysOf, press } from '../../keys'
import { accountCode } from '../../parts/names'
import { previewText } from '../../parts/preview-text'
import { type TextKey, useText } from '../../text/t'
import { refKey, useUi } from '../../ui-state'

/** A line of the palette. */
export interface Entry {
  id: string
  group: 'palette.conversations' | 'palette.do' | 'palette.goTo'
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
  ['waiting', 'goWaiting', Hourglass],
  ['mentions', 'goMentions', AtSign],
  ['snoozed', 'goSnoozed', AlarmClock],
  ['drafts', 'goDrafts', Pencil],
  ['all', 'goAll', Inbox],
]

const inTalk: [ActionId, TextKey, LucideIcon][] = [
  ['resolve', 'talk.resolve', Check],
  ['reopen', 'talk.reopen', RotateCcw],
  ['assignMe', 'talk.assignMe', UserRoundCheck],
  ['reply', 'composer.reply', Reply],
  ['note', 'composer.note', LockKeyhole],
]

/** Conversations the window has shown; the rest of history has its own search. */
function useConversations(): Entry[] {
  const select = useUi((ui) => ui.select)
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
    text: row.contact.name,
    more: previewText(row.preview),
    person: row.contact.name,
    side: `#${row.id}`,
    onPick: () => {
      useUi.getState().go('workspace')
      select(ref)
    },
  }))
}

/** Everything the palette knows. */
export function useEntries(): Entry[] {
  const t = useText()
  const ui = useUi()
  const accounts = useAccounts()
  const conversations = useConversations()
  const doing = inTalk.map(([action, text, icon]): Entry => ({
    id: action,
    group: 'palette.do',
    text: t(text),
    more: '',
    icon,
    keys: keysOf(action),
    onPick: () => press(action),
  }))
  const places: Entry[] = [
    ...goTos.map(([view, action, icon]): Entry => ({
      id: view,
      group: 'palette.goTo',
      text: t(`view.${view}`),
      more: '',
      icon,
      keys: keysOf(action),
      onPick: () => ui.goTo({ view, inbox: null }),
    })),
    {
      id: 'outbox',
      group: 'palette.goTo',
      text: t('outbox.title'),
      more: '',
      icon: Send,
      keys: keysOf('goOutbox'),
      onPick: () => ui.showSide('outbox'),
    },
    {
      id: 'settings',
      group: 'palette.goTo',
      text: t('settings.title'),
      more: '',
      icon: Settings,
      keys: keysOf('settings'),
      onPick: () => ui.go('settings'),
    },
    {
      id: 'keys',
      group: 'palette.goTo',
      text: t('keys.title'),
      more: '',
      icon: Keyboard,
      keys: keysOf('help'),
      onPick: () => ui.showOverlay('keys'),
    },
    ...accounts.map((entry): Entry => ({
      id: `account-${entry.profileId}-${entry.accountId}`,
      group: 'palette.goTo',
      text: t('palette.scopeTo', { account: entry.name }),
      more: accountCode(entry.name),
      icon: UserRound,
      onPick: () => ui.setScope({ profileId: entry.profileId, accountId: entry.accountId }),
    })),
  ]
  return [...conversations, ...(ui.selected ? doing : []), ...places]
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
