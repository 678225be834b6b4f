/**
 * "What you missed" (M9): after a sleep, a lock, a long gap or a start, the servers are asked first; then one card stands over
 * all accounts and servers until the agent has read it, and at most one alert tells of it. What is settled meanwhile goes from
 * the card by itself. The card stands here and not in the window: a window that opens later finds it.
 */
import type { Absence, AbsenceCause, MissedCard } from '../../../src-preload/contract/schemas/missed'
import type { ProfileId } from '../../../src-preload/contract/ids'
import { LONG_GAP_MS } from '../alerts/case'
import { isPaused } from '../alerts/policy'
import type { Fact, FactOf } from '../facts'
import type { AbsenceFile, AlertResponse, Alerts, Chance, Clock, Log, Stop } from '../ports'
import type { ProfileRuntime } from '../profile'
import type { SettingsBook } from '../settings'
import { writeDown } from '../store-trouble'
import { joined, stillNews } from './absence'
import { alertOfMissed } from './alert'
import { isWorthTelling, type MissedSource, partsOf } from './card'

/** A server that does not answer for so long is left out, and said so. */
const PATIENCE_MS = 60_000
/** What is settled in a burst is one new reading. */
const SETTLE_MS = 1_500

/** What may change what the card says. */
const TOUCHING: readonly Fact['kind'][] = [
  'MessageArrived',
  'ConversationChanged',
  'ConversationRemoved',
  'ReplySent',
  'ReplyFailed',
  'ReplyHeld',
  'OutboxChanged',
]

/** A profile, as far as the desk looks at it. */
export type MissedProfile = Pick<ProfileRuntime, 'entry' | 'currentLink' | 'view' | 'serverNow'> & Pick<MissedSource, 'store'>

export interface MissedDeskNeeds {
  clock: Clock
  chance: Chance
  log: Log
  alerts: Alerts
  settings: SettingsBook
  /** What was not read yet when Perch ended. */
  absenceFile: AbsenceFile
  profiles: () => MissedProfile[]
  /** A window of ours has the keyboard: it shows the card itself. */
  hasFocus: () => boolean
  /** Shows the window. */
  open: (activationToken: string | null) => void
  /** The card is new, differs or is gone. */
  changed: () => void
}

export interface MissedDesk {
  heard(profile: ProfileId, fact: Fact): void
  /** The machine sleeps or is locked; twice is once. */
  left(cause: 'slept' | 'locked'): void
  /** It is awake, or unlocked. */
  back(cause: 'slept' | 'locked'): void
  /** The clock jumped forwards: it slept, and nobody said so. */
  jumped(byMs: number): void
  /** Profiles came or went. */
  touch(): void
  card(): MissedCard | null
  dismiss(): void
  stop(): void
}

export function makeMissedDesk(needs: MissedDeskNeeds): MissedDesk {
  return new Desk(needs)
}

class Desk implements MissedDesk {
  private readonly gone = new Map<'slept' | 'locked', number>()
  private readonly caughtUp = new Set<ProfileId>()
  private readonly token: string
  private readonly stopAlerts: Stop
  /** What the card is about, from the return on; null: nothing is to be told. */
  private absence: Absence | null = null
  private returnedAt = 0
  private stuckAt = Number.NEGATIVE_INFINITY
  private isTold = false
  /** Of an earlier run: what was missed since then is another absence. */
  private isRestored = false
  private stands: MissedCard | null = null
  private timer: Stop | null = null
  private readings = 0

  constructor(private readonly needs: MissedDeskNeeds) {
    this.token = needs.chance.uuid()
    this.stopAlerts = needs.alerts.onResponse((response) => this.answered(response))
    this.restore()
  }

  heard(profile: ProfileId, fact: Fact): void {
    if (fact.kind === 'CaughtUp') this.gapClosed(profile, fact)
    if (fact.kind === 'ReplyFailed' || fact.kind === 'ReplyHeld') this.stuckAt = this.needs.clock.now()
    if (fact.kind === 'LinkChanged' || TOUCHING.includes(fact.kind)) this.touch()
  }

  left(cause: 'slept' | 'locked'): void {
    if (!this.gone.has(cause)) this.gone.set(cause, this.needs.clock.now())
  }

  back(cause: 'slept' | 'locked'): void {
    const sinceAt = this.gone.get(cause)
    this.gone.delete(cause)
    if (sinceAt !== undefined) this.wasAway(cause, sinceAt)
    this.touch()
  }

  jumped(byMs: number): void {
    if (byMs > 0 && !this.gone.has('slept')) this.wasAway('slept', this.needs.clock.now() - byMs)
  }

  touch(): void {
    if (this.absence === null) return
    this.timer ??= this.needs.clock.after(SETTLE_MS, () => {
      this.timer = null
      this.read().catch((error: unknown) => writeDown(this.needs.log, 'missed', error))
    })
  }

  card(): MissedCard | null {
    return this.stands
  }

  dismiss(): void {
    if (this.absence !== null) this.needs.absenceFile.write(null)
    this.forget()
  }

  stop(): void {
    this.stopAlerts()
    this.forget()
  }

  /** The card that stood when Perch ended comes again, without an alert: that was before. */
  private restore(): void {
    this.returnedAt = this.needs.clock.now()
    this.absence = stillNews(this.needs.absenceFile.read(), this.returnedAt)
    if (this.absence === null) return
    this.isTold = this.isRestored = true
    this.needs.clock.after(PATIENCE_MS, () => this.touch())
  }

  private forget(): void {
    this.absence = null
    this.timer?.()
    this.timer = null
    this.show(null)
    this.withdraw()
  }

  private gapClosed(profile: ProfileId, { gapMs }: FactOf<'CaughtUp'>): void {
    const isFirst = !this.caughtUp.has(profile)
    this.caughtUp.add(profile)
    // A first fill is no absence: everything is new then.
    if (Number.isFinite(gapMs)) this.wasAway(isFirst ? 'closed' : 'offline', this.needs.clock.now() - gapMs)
    this.touch()
  }

  private wasAway(cause: AbsenceCause, sinceAt: number): void {
    const now = this.needs.clock.now()
    if (now - sinceAt <= LONG_GAP_MS) return
    const isNew = this.absence === null || this.isRestored || now - this.returnedAt > LONG_GAP_MS
    this.isRestored = false
    const whole = joined(this.absence, { cause, sinceAt, untilAt: now })
    // What is learned later of one return does not make another card of it.
    this.absence = isNew ? whole : { ...whole, untilAt: this.absence?.untilAt ?? now }
    this.needs.absenceFile.write(this.absence)
    if (isNew) {
      this.returnedAt = now
      this.isTold = false
      // Nobody says when patience ends.
      this.needs.clock.after(PATIENCE_MS, () => this.touch())
    }
    this.touch()
  }

  /** The servers first: what is read before they have been asked is what was known when everybody left. */
  private async read(): Promise<void> {
    const { absence, needs } = this
    if (absence === null || this.gone.size > 0) return
    const all = needs.profiles()
    const asked = all.filter((profile) => isAsked(profile))
    const isPatient = needs.clock.now() - this.returnedAt < PATIENCE_MS
    if (asked.length === 0 || (asked.length < all.length && isPatient)) return
    const reading = ++this.readings
    const parts = await partsOf(
      asked.map((profile) => sourceOf(profile, needs.clock.now())),
      absence,
      needs.settings.get().alertScope,
    )
    // Something newer was read meanwhile, or the agent has closed it.
    if (reading !== this.readings || this.absence === null) return
    const isStuckNew = this.stuckAt >= absence.sinceAt
    if (!isWorthTelling({ ...parts, stuck: isStuckNew ? parts.stuck : { ...parts.stuck, total: 0 } })) {
      if (asked.length === all.length) this.dismiss()
      return
    }
    const unreached = all.filter((profile) => !asked.includes(profile)).map(nameOf)
    this.show({ absence, checkedAt: needs.clock.now(), servers: serversOf(asked), unreached, ...parts })
    await this.tell()
  }

  private show(card: MissedCard | null): void {
    if (card === null && this.stands === null) return
    this.stands = card
    this.needs.changed()
  }

  /** Once for an absence, and not to somebody who sees the card. */
  private async tell(): Promise<void> {
    const { needs, stands } = this
    if (this.isTold || stands === null) return
    this.isTold = true
    if (needs.hasFocus() || isPaused(needs.settings.get(), needs.clock.now())) return
    await needs.alerts.show(alertOfMissed(this.token, stands, needs.clock.now()))
  }

  private withdraw(): void {
    this.needs.alerts.withdraw(this.token).catch((error: unknown) => void this.needs.log.bug('missed/withdraw', error))
  }

  private answered(response: AlertResponse): void {
    if (response.key === this.token && response.kind === 'open') this.needs.open(response.activationToken)
  }
}

/** Everything it missed has been fetched: the link is good only after its catch-up. */
function isAsked({ currentLink: { state } }: MissedProfile): boolean {
  return state === 'live' || state === 'polling'
}

function sourceOf(profile: MissedProfile, now: number): MissedSource {
  const { id, accounts } = profile.view()
  const aheadMs = now - profile.serverNow()
  return { id, me: profile.entry.user.id, accounts: accounts.map((one) => one.id), store: profile.store, aheadMs }
}

function nameOf({ entry }: MissedProfile): string {
  return entry.accounts[0]?.name ?? entry.user.name
}

function serversOf(profiles: MissedProfile[]): number {
  return new Set(profiles.map(({ entry }) => entry.baseUrl)).size
}
