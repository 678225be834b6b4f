/** The alert desk of a profile, with all it needs of the profile and of the whole. */
import type { AccountId, ConversationKey, ConversationRef, MessageId } from '../../src-preload/contract/ids'
import type { Settings } from '../../src-preload/contract/schemas/app'
import { makeAlertDesk } from './alerts'
import { Faces } from './alerts/faces'
import { Followed } from './alerts/followed'
import { Memberships } from './alerts/memberships'
import type { AlertDoors, ScreenView, Surroundings } from './alerts/needs'
import type { Screen, Target } from './screen'
import type { Alerts, Awake, Chance, Clock, DesktopQuiet, Log, Stop } from './ports'
import type { ProfileRuntime } from './profile'
import type { SettingsBook } from './settings'

export interface AlertDesksNeeds {
  alerts: Alerts
  desktopQuiet: DesktopQuiet
  awake: Awake
  screen: Screen
  settings: SettingsBook
  clock: Clock
  chance: Chance
  log: Log
  goTo: (target: Target) => void
  /** A reply is asked for from outside of the window. */
  replyTo: (target: Target & { conversation: ConversationRef }) => void
}

const SNOOZE_MS = 3_600_000

/** Begins to alert; the answer ends it and clears the screen. */
export function openAlertDesk(profile: ProfileRuntime, needs: AlertDesksNeeds): () => Promise<void> {
  const { settings, awake } = needs
  const { entry, facts, store } = profile
  const accounts = (): AccountId[] => profile.view().accounts.map(({ id }) => id)
  const parts = { ...needs, store, facts, me: { id: entry.user.id }, accounts }
  const server = profile.budget.of('heartbeat')
  const roleOf = (account: AccountId) => profile.view().accounts.find(({ id }) => id === account)?.role ?? null
  const memberships = new Memberships({ ...parts, server, roleOf })
  const followed = new Followed({ ...parts, server, queue: profile.sync.queue, serverNow: () => profile.serverNow() })
  const faces = new Faces({ server, log: needs.log })
  const lock = followLock(awake, () => desk.privacyChanged())
  const desk = makeAlertDesk({
    ...parts,
    profileId: entry.id,
    settings: () => settings.get(),
    outbox: profile.outbox,
    screen: screenOf(profile, needs.screen),
    doors: doorsOf(profile, needs),
    around: { ...aroundOf(profile, needs, { memberships, followed }), isLocked: lock.isLocked },
    face: (_conversation, url) => faces.of(url),
    profileName: () => entry.accounts[0]?.name ?? entry.user.name,
    serverNow: () => profile.serverNow(),
  })
  const privacyOf = ({ blurNames, alertPrivacy }: Settings): string => `${blurNames}/${alertPrivacy}`
  let privacy = privacyOf(settings.get())
  const stopSettings = settings.onChange((now) => {
    if (privacyOf(now) !== privacy) desk.privacyChanged()
    privacy = privacyOf(now)
  })
  for (const one of [memberships, followed, desk]) one.start()
  return async () => {
    for (const stop of [stopSettings, lock.stop, () => followed.stop(), () => memberships.stop()]) stop()
    await desk.stop()
  }
}

function followLock(awake: Awake, changed: () => void): { isLocked: () => boolean; stop: Stop } {
  let isLocked = false
  const stop = awake.onLock((next) => {
    isLocked = next
    changed()
  })
  return { isLocked: () => isLocked, stop }
}

function aroundOf(
  profile: ProfileRuntime,
  { awake, desktopQuiet }: Pick<AlertDesksNeeds, 'awake' | 'desktopQuiet'>,
  { memberships, followed }: { memberships: Memberships; followed: Followed },
): Omit<Surroundings, 'isLocked'> {
  return {
    isAway: () => awake.isAway(),
    isBusy: (account) => profile.view().accounts.find(({ id }) => id === account)?.availability === 'busy',
    isDesktopQuiet: () => desktopQuiet.isQuiet(),
    myInboxes: (account) => memberships.of(account),
    participates: (key) => followed.has(key),
  }
}

function screenOf({ entry }: ProfileRuntime, screen: Screen): ScreenView {
  const refOf = (key: ConversationKey): ConversationRef => ({ profileId: entry.id, ...key })
  return {
    isSeen: (key) => screen.isSeen(refOf(key)),
    hasFocus: () => screen.hasFocus(),
    call: (key) => screen.call(refOf(key)),
  }
}

function doorsOf(profile: ProfileRuntime, { goTo, replyTo, clock }: AlertDesksNeeds): AlertDoors {
  const refOf = (key: ConversationKey): ConversationRef => ({ profileId: profile.entry.id, ...key })
  /** Leaves at once; what could not be done from the alert is done where its reason can be seen. */
  const setStatus = async (key: ConversationKey, status: 'resolved' | 'snoozed', snoozedUntilAt: number | null) => {
    const seenId: MessageId | null = (await profile.store.messageBounds(key))?.last ?? null
    const change = { kind: 'status', status, snoozedUntilAt } as const
    const kept = await profile.outbox.change({ conversation: key, change, seenId, rests: false })
    if (kept === null) goTo({ conversation: refOf(key), compose: false, activationToken: null })
  }
  return {
    open: ({ conversation, ...how }) => {
      if (conversation !== null && how.compose) replyTo({ ...how, conversation: refOf(conversation) })
      else goTo({ ...how, conversation: conversation && refOf(conversation) })
    },
    resolve: (key) => setStatus(key, 'resolved', null),
    snooze: (key) => setStatus(key, 'snoozed', clock.now() + SNOOZE_MS),
    markRead: (key, seenId) => profile.conversations.markSeen(key, seenId),
  }
}
