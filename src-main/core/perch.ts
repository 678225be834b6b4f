/**
 * The whole of Perch without its adapters: profiles with their alert desks, the gauge, and what waking, clicks and links
 * lead to. `src-main/index` hands in the world.
 */
import type { ConversationRef, ProfileId } from '../../src-preload/contract/ids'
import { openAlertDesk } from './alert-desks'
import { watchClock } from './clock-watch'
import type { Fact } from './facts'
import { type GaugeWatch, watchGauge } from './gauge-watch'
import type { AbsenceFile, Alerts, Awake, Certificates, DesktopQuiet, Gauge, PinBook, ProfileBook } from './ports'
import type { Servers, SettingsFile, Stop } from './ports'
import type { ProfileRuntime } from './profile'
import { keepPacks, type Packs } from './field-pack/packs'
import { type History, keepHistory } from './history'
import { makeMissedDesk, type MissedDesk } from './missed/desk'
import { allowed, mayStay, type Policy } from './managed'
import { locate } from './locate'
import { makeProfiles, type Profiles, type ProfilesNeeds } from './profiles'
import { keepRetention, type Retention } from './retention'
import type { Leaving } from './outbox/leaving'
import { type AccountPlace, choosePresence, type PresenceWish } from './presence/choose'
import type { Screen, Target } from './screen'
import { sendNow } from './send-now'
import { makeSettings, type SettingsBook } from './settings'
import { keepStatus, type StatusFile } from './status'
import { makeTrust, type Trust } from './trust'

type FromPerch = 'settings' | 'awake' | 'added' | 'leaving' | 'changed' | 'mayStay' | 'trustOf'

export interface PerchNeeds extends Omit<ProfilesNeeds, FromPerch> {
  book: ProfileBook & PinBook
  servers: Servers & { certificates: Certificates }
  settingsFile: SettingsFile
  managed: Policy
  absenceFile: AbsenceFile
  statusFile: StatusFile
  alerts: Alerts
  desktopQuiet: DesktopQuiet
  awake: Awake
  screen: Screen
  /** A fact of a profile, after its commit. */
  told: (profile: ProfileId, fact: Fact) => void
  /** Profiles came or went. */
  profilesChanged: (profile: ProfileId) => void
  renderGauge: (gauge: Gauge) => void
  /** Of the disk that the databases are on; null: nobody can say. */
  freeBytes: () => Promise<number | null>
  /** The card of what was missed is to be read again. */
  missedChanged: () => void
  goTo: (target: Target) => void
  /** A reply is asked for by an alert that has no field for it. */
  replyTo: (target: Target & { conversation: ConversationRef }) => void
}

/** How long alerts rest. */
export type Pause = 'half-hour' | 'hour' | 'tomorrow' | 'until-back' | 'resume'

export interface Perch {
  profiles: Profiles
  settings: SettingsBook
  retention: Retention
  history: History
  missed: MissedDesk
  packs: Packs
  trust: Trust
  /** Starts to watch and to connect; `profiles.restore` comes before. */
  start(): void
  /** Of one account, or without a place of all; resolves with whether every server took it. */
  choosePresence(wish: PresenceWish, place: AccountPlace | null): Promise<boolean>
  pauseAlerts(pause: Pause): void
  /** The agent is at the window: a pause "until I am back" ends. */
  cameBack(): void
  /** The conversation a link names, if a profile can know it. */
  locate(link: { baseUrl: string | null; accountId: number; conversationId: number }): ConversationRef | null
  /** Replies that have not left, over all profiles. */
  unsent(): Promise<number>
  /** Ends every rest of what is asked for; resolves when all has left that can, or `patienceMs` are over. */
  sendNow(what: Leaving, patienceMs: number): Promise<void>
  stop(): Promise<void>
}

const HOUR_MS = 3_600_000
/** "Until I am back": longer than anybody is away; the tray shows anything over two days in these words. */
const OPEN_ENDED_MS = 365 * 24 * HOUR_MS
const MORNING_HOUR = 8

export function makePerch(needs: PerchNeeds): Perch {
  return new TheWhole(needs)
}

class TheWhole implements Perch {
  readonly profiles: Profiles
  readonly settings: SettingsBook
  readonly retention: Retention
  readonly history: History
  readonly packs: Packs
  readonly missed: MissedDesk
  readonly trust: Trust
  private readonly listeners = new Map<ProfileId, () => Promise<void>>()
  private gauge: GaugeWatch | null = null
  private readonly status: ReturnType<typeof keepStatus>
  private stopClock: Stop = () => undefined

  constructor(private readonly needs: PerchNeeds) {
    this.settings = makeSettings(needs.settingsFile, (wished) => allowed(needs.managed, wished))
    this.trust = makeTrust({ ...needs, ...needs.servers, isMemoryOnly: () => needs.vault.memoryOnly })
    this.profiles = makeProfiles({
      ...needs,
      trustOf: (baseUrl) => this.trust.view(baseUrl),
      settings: this.settings,
      mayStay: (baseUrl) => mayStay(needs.managed, baseUrl),
      added: (profile) => {
        this.listeners.set(profile.entry.id, this.listen(profile))
        this.history.add(profile)
        this.packs.add(profile)
        needs.profilesChanged(profile.entry.id)
      },
      leaving: async (id) => {
        this.history.remove(id)
        this.packs.remove(id)
        await this.listeners.get(id)?.()
        this.listeners.delete(id)
        this.moved()
        needs.profilesChanged(id)
      },
      changed: (id) => {
        this.moved()
        this.trust.keepOnly(this.profiles.list().map(({ baseUrl }) => baseUrl))
        needs.profilesChanged(id)
      },
    })
    const parts = { ...needs, settings: this.settings, profiles: () => this.profiles.running() }
    this.missed = makeMissedDesk({
      ...parts,
      hasFocus: () => needs.screen.hasFocus(),
      open: (activationToken) => needs.goTo({ conversation: null, compose: false, activationToken }),
      changed: () => needs.missedChanged(),
    })
    this.retention = keepRetention(parts)
    this.history = keepHistory(parts)
    this.packs = keepPacks(parts)
    this.status = keepStatus({ ...parts, unopened: () => this.unopened() })
  }

  start(): void {
    const { awake, renderGauge } = this.needs
    this.gauge = watchGauge({
      ...this.needs,
      profiles: () => this.profiles.running(),
      locked: () => this.unopened(),
      settings: this.settings,
      render: renderGauge,
    })
    this.stopClock = watchClock(this.needs.clock, (byMs) => {
      this.missed.jumped(byMs)
      for (const profile of this.profiles.running()) profile.clockJumped(byMs)
    })
    awake.onSleep(() => {
      this.missed.left('slept')
      this.profiles.running().forEach((profile) => profile.sleep())
    })
    awake.onWake(() => {
      this.missed.back('slept')
      this.profiles.running().forEach((profile) => profile.wake())
    })
    awake.onLock((isLocked) => (isLocked ? this.missed.left('locked') : this.missed.back('locked')))
    this.profiles.start()
  }

  choosePresence(wish: PresenceWish, place: AccountPlace | null): Promise<boolean> {
    return choosePresence(this.profiles.running(), wish, place).catch((error: unknown) => {
      this.needs.log.bug('perch/presence', error)
      return false
    })
  }

  pauseAlerts(pause: Pause): void {
    this.settings.set({ alertsPausedUntilAt: pauseEndsAt(pause, this.needs.clock.now()) })
  }

  cameBack(): void {
    const untilAt = this.settings.get().alertsPausedUntilAt
    const isOpenEnded = untilAt !== null && untilAt - this.needs.clock.now() > OPEN_ENDED_MS / 2
    if (isOpenEnded) this.settings.set({ alertsPausedUntilAt: null })
    for (const { sync } of this.profiles.running()) sync.agentIsHere()
  }

  locate(link: { baseUrl: string | null; accountId: number; conversationId: number }): ConversationRef | null {
    return locate(this.profiles.running(), link)
  }

  async unsent(): Promise<number> {
    const waiting = await Promise.all(this.profiles.running().map((profile) => profile.outbox.waiting()))
    return waiting.reduce((sum, one) => sum + one.unsent, 0)
  }

  sendNow(what: Leaving, patienceMs: number): Promise<void> {
    const outboxes = this.profiles.running().map((profile) => profile.outbox)
    return sendNow(outboxes, this.needs.clock, { what, patienceMs })
  }

  async stop(): Promise<void> {
    this.gauge?.stop()
    this.status.stop()
    this.stopClock()
    this.missed.stop()
    this.retention.stop()
    this.history.stop()
    this.packs.stop()
    await this.profiles.stop()
  }

  /** Who waits, or how a line is, may be different now. */
  private moved(): void {
    this.gauge?.touch()
    this.status.touch()
  }

  private unopened(): number {
    return this.profiles.list().length - this.profiles.running().length
  }

  /** The alert desk and the window hear of every fact; returns the way to stop both. */
  private listen(profile: ProfileRuntime): () => Promise<void> {
    const stopAlerts = openAlertDesk(profile, { ...this.needs, settings: this.settings })
    const stop = profile.facts.on((fact) => {
      this.needs.told(profile.entry.id, fact)
      this.missed.heard(profile.entry.id, fact)
      this.moved()
    })
    this.moved()
    return async () => {
      stop()
      await stopAlerts()
    }
  }
}

function pauseEndsAt(pause: Pause, now: number): number | null {
  if (pause === 'resume') return null
  if (pause === 'half-hour') return now + HOUR_MS / 2
  if (pause === 'hour') return now + HOUR_MS
  if (pause === 'until-back') return now + OPEN_ENDED_MS
  const morning = new Date(now)
  morning.setDate(morning.getDate() + 1)
  return morning.setHours(MORNING_HOUR, 0, 0, 0)
}
