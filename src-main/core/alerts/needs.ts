import type { AccountId, ConversationKey, InboxId, MessageId, ProfileId, UserId } from '../../../src-preload/contract/ids'
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
  /** The visual twin of a sound: the row of this conversation, and the window's place on the task bar. */
  call(conversation: ConversationKey): void
}

/** What a click or a button of an alert leads to. */
export interface AlertDoors {
  /** Shows the window; `compose` puts the cursor into a reply (the popover where there is one). Null: just the window. */
  open(target: { conversation: ConversationKey | null; compose: boolean; activationToken: string | null }): void
  resolve(conversation: ConversationKey): Promise<void>
  /** For an hour. */
  snooze(conversation: ConversationKey): Promise<void>
  markRead(conversation: ConversationKey, seenId: MessageId | null): Promise<void>
}

/** How things stand around the agent; each is asked at each event. */
export interface Surroundings {
  /** Locked, asleep or idle: what is on the screen is seen by nobody. */
  isAway(): boolean
  /** Others may look at the screen, and it is not the agent's. */
  isLocked(): boolean
  isBusy(account: AccountId): boolean
  /** The desktop's own do-not-disturb; null: it cannot be read here. */
  isDesktopQuiet(): boolean | null
  /** Null: not known, or everything that comes is mine. */
  myInboxes(account: AccountId): ReadonlySet<InboxId> | null
  participates(conversation: ConversationKey): boolean
}

/** Everything an alert desk is made of; one per profile. */
export interface AlertDeskNeeds {
  profileId: ProfileId
  store: Store
  facts: Facts
  alerts: Alerts
  clock: Clock
  chance: Chance
  log: Log
  me: { id: UserId }
  accounts: () => AccountId[]
  settings: () => Settings
  outbox: Pick<Outbox, 'send'>
  screen: ScreenView
  doors: AlertDoors
  around: Surroundings
  /** The customer's picture when it is at hand; asking for it may fetch it for the next time. */
  face: (conversation: ConversationKey, url: string | null) => Uint8Array | null
  /** How the agent knows this profile: for "sign in again". */
  profileName: () => string
  /** The server's clock, as far as the link knows it. */
  serverNow: () => number
}
