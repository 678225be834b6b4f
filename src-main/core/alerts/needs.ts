import type { AccountId, ConversationKey, InboxId, UserId } from '../../../src-preload/contract/ids'
import type { Conversation, Message } from '../../../src-preload/contract/entities'
import type { Settings } from '../../../src-preload/contract/schemas/app'
import type { Facts } from '../facts'
import type { Outbox } from '../outbox'
import type { Alerts, Chance, Clock, Log, Store } from '../ports'

/** What the desk must know of the screen. */
export interface ScreenView {
  /** This conversation is open in a window that has the focus. */
  isSeen(conversation: ConversationKey): boolean
  /** Some window of ours has the focus: it shows failed and held replies itself. */
  hasFocus(): boolean
}

/** What a click or a button of an alert leads to. */
export interface AlertDoors {
  /** Shows the window; `compose` puts the cursor into a reply (the popover where there is one). Null: just the window. */
  open(target: { conversation: ConversationKey | null; compose: boolean; activationToken: string | null }): void
  resolve(conversation: ConversationKey): Promise<void>
}

/** Everything an alert desk is made of; one per profile. */
export interface AlertDeskNeeds {
  store: Store
  facts: Facts
  alerts: Alerts
  clock: Clock
  chance: Chance
  log: Log
  me: { id: UserId }
  settings: () => Settings
  outbox: Pick<Outbox, 'send'>
  screen: ScreenView
  doors: AlertDoors
  /** How the agent knows this profile: for "sign in again". */
  profileName: () => string
  /** The server's clock, when the link knows it. */
  serverNow?: () => number
  myInboxes?: (account: AccountId) => ReadonlySet<InboxId> | null
  isRuledOut?: (message: Message, conversation: Conversation | null) => boolean
  isQuietHour?: () => boolean
  isOsDnd?: () => boolean
}
