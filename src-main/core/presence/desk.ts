/**
 * Presence of one profile (M11): beats while somebody is here, and keeps the availability of accounts that are on `auto`. What
 * the server answers to beats is heard by every window of the same person; an answer that no beat of ours asked for says
 * that she is present somewhere else, too.
 */
import type { Account, Availability } from '../../../src-preload/contract/entities'
import type { AccountId, ProfileId } from '../../../src-preload/contract/ids'
import type { Presence, PresenceMode } from '../../../src-preload/contract/presence'
import type { Outcome } from '../outcome'
import type { Awake, Clock, Log, Stop } from '../ports'
import type { SettingsBook } from '../settings'
import { awayBy, type PresenceCase, shownOf, wanted } from './decide'

/** The server's window is 20 s (FACTS §5.2): with this it never lapses. */
const BEAT_MS = 15_000
/** Somebody who comes back is seen sooner. */
const AWAY_LOOK_MS = 5_000
/** The answer to a beat comes within this; later ones are answers to somebody else's. */
const OWN_ANSWER_MS = 5_000
/** Others beat every 20 s: not heard for so long, they are gone. */
const ELSEWHERE_MS = 60_000
/** Answers that were on their way when the server learned something new say what it knew before. */
const SETTLE_MS = 10_000

export interface PresenceDeskNeeds {
  profileId: ProfileId
  clock: Clock
  log: Log
  awake: Pick<Awake, 'state' | 'onTurn'>
  settings: SettingsBook
  accounts: () => Account[]
  isConnected: () => boolean
  beat: (account: AccountId) => void
  /** Tells the server. */
  tell: (account: AccountId, availability: Availability) => Promise<Outcome<null>>
  /** The server keeps something else than was known: remember it, `changed` follows. */
  learned: (account: AccountId, availability: Availability) => void
  /** What is shown of me differs. */
  changed: () => void
  /** The agent left, or is back. */
  turned: (isHere: boolean) => void
}

interface Known {
  beatAt: number
  elsewhereAt: number
  toldAt: number
  isTelling: boolean
}

export class PresenceDesk {
  private readonly known = new Map<AccountId, Known>()
  private stopTimer: Stop = () => undefined
  private stopTurns: Stop = () => undefined
  private leftAt: number | null = null
  private said = ''

  constructor(protected readonly needs: PresenceDeskNeeds) {}

  /** Returns the way to stop. */
  start(): Stop {
    this.stopTurns = this.needs.awake.onTurn(() => this.look())
    const tick = (): void => {
      this.look()
      this.stopTimer = this.needs.clock.after(this.leftAt === null ? BEAT_MS : AWAY_LOOK_MS, tick)
    }
    tick()
    return () => this.stop()
  }

  private stop(): void {
    this.stopTimer()
    this.stopTurns()
  }

  /** What the server shows of me, by account. */
  view(): Presence[] {
    return this.needs.accounts().map((account) => {
      const one = this.caseOf(account)
      const { mode, chosen, isElsewhere: elsewhere } = one
      return { accountId: account.id, mode, chosen, ...shownOf(one), elsewhere }
    })
  }

  /** The agent chose; it stays until she chooses again, or returns to auto. */
  async chose(account: AccountId, availability: Availability): Promise<Outcome<null>> {
    const outcome = await this.tell(account, availability)
    if (outcome.kind === 'accepted') this.keepMode(account, 'hand')
    this.sayChange()
    return outcome
  }

  /** Perch follows the keyboard from now on. */
  follow(account: AccountId): void {
    this.keepMode(account, 'auto')
    this.look()
  }

  private keepMode(account: AccountId, mode: PresenceMode): void {
    const { settings, profileId } = this.needs
    const { presence } = settings.get()
    const name = presenceKey(profileId, account)
    if (presence[name] !== mode) settings.set({ presence: { ...presence, [name]: mode } })
  }

  /** An answer of the server to a beat, of whichever window of mine. Null: it does not name me. */
  heard(account: AccountId, availability: Availability | null): void {
    const known = this.knownOf(account)
    const now = this.needs.clock.now()
    if (now - known.beatAt > OWN_ANSWER_MS) known.elsewhereAt = now
    const entry = this.needs.accounts().find(({ id }) => id === account)
    const isNews = availability !== null && entry !== undefined && entry.availability !== availability
    if (isNews && !known.isTelling && now - known.toldAt >= SETTLE_MS) {
      // Chosen in another window of mine: that is a choice by hand as well.
      if (this.modeOf(entry) === 'auto' && this.leftAt === null) this.keepMode(account, 'hand')
      this.needs.learned(account, availability)
    }
    this.sayChange()
  }

  /** Looks whether somebody is here, beats or not, and keeps what is to be kept. Also when the line is new. */
  look(): void {
    const { awake, settings, accounts, clock, turned, beat } = this.needs
    const isHere = awayBy(awake.state(), settings.get().offlineAfterMs) === null
    if (isHere !== (this.leftAt === null)) turned(isHere)
    this.leftAt = isHere ? null : (this.leftAt ?? clock.now())
    for (const account of accounts()) {
      if (isHere) this.knownOf(account.id).beatAt = clock.now()
      if (isHere) beat(account.id)
      const next = wanted(this.caseOf(account))
      if (next === null || this.knownOf(account.id).isTelling) continue
      // What Perch changes it must be able to change back, whatever the state makes one believe.
      this.keepMode(account.id, 'auto')
      void this.tell(account.id, next)
    }
    this.sayChange()
  }

  private async tell(account: AccountId, availability: Availability): Promise<Outcome<null>> {
    const known = this.knownOf(account)
    known.isTelling = true
    try {
      const outcome = await this.needs.tell(account, availability)
      known.toldAt = this.needs.clock.now()
      if (outcome.kind === 'accepted') this.needs.learned(account, availability)
      else this.needs.log.info('presence not told', { why: outcome.kind })
      return outcome
    } finally {
      known.isTelling = false
      this.sayChange()
    }
  }

  private caseOf(account: Account): PresenceCase {
    const { awake, settings, clock, isConnected } = this.needs
    const now = clock.now()
    return {
      mode: this.modeOf(account),
      chosen: account.availability,
      autoOffline: account.autoOffline,
      awake: awake.state(),
      awayMs: this.leftAt === null ? 0 : now - this.leftAt,
      times: settings.get(),
      isElsewhere: now - this.knownOf(account.id).elsewhereAt < ELSEWHERE_MS,
      isConnected: isConnected(),
    }
  }

  /** Until it was chosen: somebody who is online, and lets the server see silence, leaves it to Perch. */
  private modeOf({ id, availability, autoOffline }: Account): PresenceMode {
    const stored = this.needs.settings.get().presence[presenceKey(this.needs.profileId, id)]
    return stored ?? (availability === 'online' && autoOffline ? 'auto' : 'hand')
  }

  private knownOf(account: AccountId): Known {
    const never = Number.NEGATIVE_INFINITY
    const known = this.known.get(account) ?? { beatAt: never, elsewhereAt: never, toldAt: never, isTelling: false }
    this.known.set(account, known)
    return known
  }

  private sayChange(): void {
    const says = JSON.stringify(this.view())
    if (says === this.said) return
    const isFirst = this.said === ''
    this.said = says
    if (!isFirst) this.needs.changed()
  }
}

/** An account's name in the settings. */
function presenceKey(profile: ProfileId, account: AccountId): string {
  return `${profile}/${account}`
}
