/** The menu of the tray. It is native, so each line carries everything in words (LOOK §12). Pure: the same state, the same menu. */
import type { MenuItemConstructorOptions } from 'electron'
import type { ConversationRef } from '../../src-preload/contract/ids'
import type { AccountPlace, PresenceWish } from '../core/presence/choose'
import type { Text } from './text'
import { presenceItem, safe } from './tray-presence'
import { isOpenEnded, stateLine, type TrayState, waitedWords } from './tray-state'

export type Pause = 'half-hour' | 'hour' | 'tomorrow' | 'until-back' | 'resume'

/** What a click in the menu asks for. */
export interface TrayActions {
  openConversation(conversation: ConversationRef): void
  openApp(): void
  /** A quick reply to the one who waits longest. */
  quickReply(): void
  openRoom(room: 'settings' | 'outbox'): void
  /** In one account; without a place in every account of every profile. */
  choosePresence(wish: PresenceWish, place: AccountPlace | null): void
  pauseAlerts(pause: Pause): void
  quit(): void
}
interface MenuNeeds {
  text: Text
  actions: TrayActions
  now: number
}
type Item = MenuItemConstructorOptions

const separator: Item = { type: 'separator' }

/** The whole menu for a state. Ids are stable and unique: equal menus are told by them. */
export function trayMenu(state: TrayState, needs: MenuNeeds): Item[] {
  const { text, actions, now } = needs
  const isSignedIn = state.profiles.length > 0
  const { outbox } = state.gauge
  return [
    ...(isSignedIn ? [...waiting(state, needs), separator] : []),
    ...next(state, needs),
    ...(isSignedIn ? [{ id: 'quick', label: text.t('menu.quick'), click: () => actions.quickReply() }] : []),
    { id: 'open', label: text.t('menu.open'), click: () => actions.openApp() },
    ...(outbox > 0
      ? [{ id: 'kept', label: text.t('menu.kept', { count: outbox }), click: () => actions.openRoom('outbox') }]
      : []),
    ...(isSignedIn
      ? [
          separator,
          presenceItem(state.profiles, text, (wish, place) => actions.choosePresence(wish, place)),
          pause(state, needs),
          separator,
        ]
      : [separator]),
    ...(isSignedIn ? [{ id: 'state', label: safe(stateLine(state, text, now)), enabled: false }] : []),
    ...(isSignedIn ? [{ id: 'settings', label: text.t('menu.settings'), click: () => actions.openRoom('settings') }] : []),
    { id: 'quit', label: text.t('menu.quit'), click: () => actions.quit() },
  ]
}

function waiting({ gauge, blurNames, amberAfterMs, redAfterMs }: TrayState, { text, actions, now }: MenuNeeds): Item[] {
  if (gauge.topFive.length === 0) return [{ id: 'nobody', label: text.t('menu.nobodyWaits'), enabled: false }]
  return gauge.topFive.map((row) => {
    const { profileId, accountId, conversationId, accountName, inboxName } = row
    const name = blurNames ? text.t('menu.someone') : row.name
    const waitedMs = now - row.waitingSinceAt
    const key = waitedMs >= redAfterMs ? 'menu.waiterTooLong' : waitedMs >= amberAfterMs ? 'menu.waiterLong' : 'menu.waiter'
    const values = { waited: waitedWords(waitedMs, text), name, account: accountName, channel: inboxName }
    return {
      id: `waiting:${profileId}:${accountId}:${conversationId}`,
      label: safe(text.t(key, values)),
      click: () => actions.openConversation({ profileId, accountId, conversationId }),
    }
  })
}

/** The first line by a name that stays the same: hands and screen readers find it without reading who waits. */
function next({ gauge: { topFive } }: TrayState, { text, actions }: MenuNeeds): Item[] {
  const [longest] = topFive
  if (!longest) return []
  const { profileId, accountId, conversationId } = longest
  const click = (): void => actions.openConversation({ profileId, accountId, conversationId })
  return [{ id: `next:${profileId}:${accountId}:${conversationId}`, label: text.t('menu.next'), click }]
}

function pause({ alertsPausedUntilAt: untilAt }: TrayState, { text, actions, now }: MenuNeeds): Item {
  const choice = (id: Pause, label: string): Item => ({ id: `pause:${id}`, label, click: () => actions.pauseAlerts(id) })
  const choices = [
    choice('half-hour', text.t('menu.pause.half-hour')),
    choice('hour', text.t('menu.pause.hour')),
    choice('tomorrow', text.t('menu.pause.tomorrow')),
    choice('until-back', text.t('menu.pause.back')),
  ]
  if (untilAt === null) return { id: 'pause', label: text.t('menu.pause'), submenu: choices }
  const until = isOpenEnded(untilAt, now) ? text.t('menu.pause.back').toLocaleLowerCase(text.language) : text.time(untilAt, now)
  const label = text.t('menu.pausedUntil', { until })
  return { id: 'paused', label, submenu: [choice('resume', text.t('menu.resume')), separator, ...choices] }
}
