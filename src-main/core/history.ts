/**
 * The history of all profiles on this computer: each is filled in the background, down to the age and the budget that the
 * settings name. It stops well below the budget, where retention has nothing to take yet: the two never work against each other.
 */
import type { ProfileId } from '../../src-preload/contract/ids'
import type { HistoryView } from '../../src-preload/contract/schemas/storage'
import type { Clock, Log, Stop } from './ports'
import type { ProfileRuntime } from './profile'
import { beforeOf, usedBytes } from './retention'
import type { SettingsBook } from './settings'
import { Backfill } from './sync/backfill'

const MB = 1024 * 1024
/** Of the budget; the rest is for what is new. */
const SHARE = 0.8
/** Counting what the databases take is not free. */
const COUNT_EVERY_MS = 60_000
/** After she sent or looked at something the line is the agent's. */
const IN_USE_MS = 10_000

interface HistoryDeps {
  profiles: () => ProfileRuntime[]
  settings: SettingsBook
  clock: Clock
  log: Log
}

export interface History {
  /** Begins to fill it. */
  add(profile: ProfileRuntime): void
  remove(id: ProfileId): void
  /** How far it is, over all profiles; null when there is none to fill. */
  view(): Promise<HistoryView | null>
  stop: Stop
}

/** One for all profiles. */
export function keepHistory(deps: HistoryDeps): History {
  return new Historian(deps)
}

class Historian implements History {
  private readonly fillers = new Map<ProfileId, Backfill>()
  private readonly stopListening: Stop
  private room: { at: number; isThere: boolean } | null = null

  constructor(private readonly deps: HistoryDeps) {
    let { historyDays, storageMb } = deps.settings.get()
    this.stopListening = deps.settings.onChange((now) => {
      if (now.historyDays === historyDays && now.storageMb === storageMb) return
      ;({ historyDays, storageMb } = now)
      this.room = null
      for (const filler of this.fillers.values()) filler.again()
    })
  }

  add(profile: ProfileRuntime): void {
    // What would die with the process is not worth the requests.
    if (profile.view().memoryOnly) return
    const { clock, log } = this.deps
    const { store, facts, budget } = profile
    const filler = new Backfill({
      ...{ store, facts, clock, log, queue: profile.sync.queue, me: profile.entry.user.id },
      server: budget.of('backfill'),
      accounts: () => profile.view().accounts,
      since: () => this.sinceOf(profile),
      mayRun: () => profile.currentLink.state === 'live' && !this.isInUse(profile),
      hasRoom: () => this.hasRoom(),
      note: (line) => profile.health.note(line),
    })
    this.fillers.set(profile.entry.id, filler)
    filler.start()
  }

  remove(id: ProfileId): void {
    this.fillers.get(id)?.stop()
    this.fillers.delete(id)
  }

  async view(): Promise<HistoryView | null> {
    const [sum, sinces]: [Omit<HistoryView, 'state' | 'since'>, number[]] = [{ done: 0, all: 0, isListed: true }, []]
    for (const profile of this.deps.profiles()) {
      const filler = this.fillers.get(profile.entry.id)
      if (filler === undefined) continue
      const since = this.sinceOf(profile)
      sinces.push(since)
      for (const { id } of profile.view().accounts) {
        const { known, filled } = await profile.store.historyCount(id, since)
        sum.all += known
        sum.done += Math.min(known, filled + filler.unreadable(id))
        sum.isListed &&= ((await profile.store.listedSince(id)) ?? Infinity) <= since
      }
    }
    if (sinces.length === 0) return null
    const since = this.deps.settings.get().historyDays === null ? null : Math.min(...sinces)
    if (sum.isListed && sum.done === sum.all) return { ...sum, since, state: 'complete' }
    return { ...sum, since, state: (await this.hasRoom()) ? 'filling' : 'full' }
  }

  stop(): void {
    this.stopListening()
    for (const id of [...this.fillers.keys()]) this.remove(id)
  }

  private sinceOf(profile: ProfileRuntime): number {
    return beforeOf(profile, this.deps.settings.get().historyDays)
  }

  private isInUse({ budget }: ProfileRuntime): boolean {
    const usedAt = budget.lastUsedAt()
    return usedAt !== null && Math.abs(this.deps.clock.now() - usedAt) < IN_USE_MS
  }

  private async hasRoom(): Promise<boolean> {
    const { clock, profiles, settings } = this.deps
    const now = clock.now()
    if (this.room !== null && Math.abs(now - this.room.at) < COUNT_EVERY_MS) return this.room.isThere
    const isThere = (await usedBytes(profiles())) < settings.get().storageMb * MB * SHARE
    this.room = { at: now, isThere }
    return isThere
  }
}
