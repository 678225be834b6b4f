/**
 * How much history stays on this computer: so many days, and no more than the budget of all profiles together. What goes is
 * only a copy; the server has it, and paging back brings it again. It goes when nobody is at the keyboard, in small steps,
 * never at the start, or when the agent asks for room now.
 */
import type { StorageView } from '../../src-preload/contract/schemas/storage'
import type { Awake, Clock, Log, PruneAsk, PruneStep, Stop } from './ports'
import type { ProfileRuntime } from './profile'
import { pictureBytes, type SettingsBook } from './settings'
import { writeDown } from './store-trouble'

const DAY_MS = 24 * 3_600_000
const MB = 1024 * 1024
/** After the start; then between two runs; how often to look whether the agent is away; and how long at most. */
const FIRST_MS = 10 * 60_000
const EVERY_MS = 6 * 3_600_000
const LOOK_MS = 60_000
const PATIENCE_MS = 12 * 3_600_000
/** Between two steps, so that everything else gets its turn. */
const PAUSE_MS = 50
const VACUUM_PAGES = 256
/** The window asks again at each of these. */
const TELL_EVERY = 4
/** What can be chosen; over the budget, the shorter ones are taken in turn. */
const CHOICES = [30, 90, 180, 365, null] as const
const TIGHTER = [60, 30, 14, 7, 0]
/** What stays of shown pictures while the whole is over its budget. */
const OVER_SHARE = 0.25

export interface RetentionDeps {
  profiles: () => ProfileRuntime[]
  settings: SettingsBook
  clock: Clock
  awake: Pick<Awake, 'isAway'>
  log: Log
}

export interface Retention {
  view(): Promise<StorageView>
  /** Nothing happens while it runs already. */
  freeNow(): void
  stop: Stop
}

export function keepRetention(deps: RetentionDeps): Retention {
  return new Keeper(deps)
}

class Keeper implements Retention {
  private freeing: StorageView['freeing'] = null
  private stopTimer: Stop
  private isStopped = false

  constructor(private readonly deps: RetentionDeps) {
    this.stopTimer = deps.clock.after(FIRST_MS, () => this.whenAway(deps.clock.now()))
  }

  async view(): Promise<StorageView> {
    const sum = { bytes: 0, messages: 0, choices: CHOICES.map((days) => ({ days, bytes: 0 })) }
    for (const profile of this.deps.profiles()) {
      const { bytes, freeBytes, messages, messageBytes } = await profile.store.storageUse()
      const counts = await this.count(
        profile,
        CHOICES.map((days) => beforeOf(profile, days)),
      )
      sum.bytes += bytes
      sum.messages += messages
      sum.choices.forEach((choice, index) => {
        choice.bytes += Math.max(0, bytes - freeBytes - (counts[index] ?? 0) * messageBytes)
      })
    }
    return { ...sum, freeing: this.freeing }
  }

  freeNow(): void {
    if (this.freeing === null && !this.isStopped) void this.run()
  }

  stop(): void {
    this.isStopped = true
    this.stopTimer()
  }

  /** Somebody who never leaves is not asked for ever. */
  private whenAway(dueAt: number): void {
    const { clock, awake } = this.deps
    const isTime = awake.isAway() || Math.abs(clock.now() - dueAt) > PATIENCE_MS
    if (isTime) this.freeNow()
    this.stopTimer = isTime
      ? clock.after(EVERY_MS, () => this.whenAway(clock.now()))
      : clock.after(LOOK_MS, () => this.whenAway(dueAt))
  }

  private async run(): Promise<void> {
    const { profiles, settings, log } = this.deps
    this.freeing = { done: 0, all: 0 }
    try {
      const { historyDays } = settings.get()
      for (const profile of profiles()) {
        const [all = 0] = await this.count(profile, [beforeOf(profile, historyDays)])
        this.freeing.all += all
      }
      for (const profile of profiles()) await this.pruneTo(profile, historyDays)
      for (const profile of profiles()) await this.dropPictures(profile, historyDays)
      for (const days of TIGHTER.filter((one) => one < (historyDays ?? Infinity))) {
        if (!(await this.isOverBudget())) break
        for (const profile of profiles()) await this.pruneTo(profile, days)
      }
      for (const profile of profiles()) await this.giveBack(profile)
    } catch (error: unknown) {
      writeDown(log, 'retention', error)
    }
    this.freeing = null
    this.tell()
  }

  /** All that may go from before a day. */
  private async pruneTo(profile: ProfileRuntime, days: number | null): Promise<void> {
    const { clock } = this.deps
    const ask = { me: profile.entry.user.id, before: beforeOf(profile, days) }
    let [deleted, inPass]: [number, number] = [0, 0]
    let after: PruneAsk['after'] = null
    for (let step = 1; !this.isStopped; step += 1) {
      const from: PruneAsk['after'] = after
      const gone: PruneStep = await profile.store.commit((tx) => tx.prune({ ...ask, after: from }))
      inPass += gone.deleted
      deleted += gone.deleted
      after = gone.after
      this.progress(gone.deleted, step)
      if (after === null && inPass === 0) break
      if (after === null) inPass = 0
      await pause(clock)
    }
    if (deleted > 0) profile.health.note({ what: 'pruned', messages: deleted, days: days ?? 0 })
  }

  /** Those nobody looked at for so long; over the budget most of them, before any history goes: a look brings one back. */
  private async dropPictures(profile: ProfileRuntime, days: number | null): Promise<void> {
    const share = pictureBytes(this.deps.settings.get()) * ((await this.isOverBudget()) ? OVER_SHARE : 1)
    const before = days === null ? Number.MIN_SAFE_INTEGER : this.deps.clock.now() - days * DAY_MS
    await profile.store.commit((tx) => tx.trimPictures({ bytes: share, before }))
  }

  private progress(deleted: number, step: number): void {
    if (this.freeing === null) return
    const done = this.freeing.done + deleted
    this.freeing = { done, all: Math.max(done, this.freeing.all) }
    if (step % TELL_EVERY === 1) this.tell()
  }

  private async giveBack(profile: ProfileRuntime): Promise<void> {
    let left = Infinity
    while (left > 0 && !this.isStopped) {
      const now = await profile.store.vacuum(VACUUM_PAGES)
      // Pages that cannot be given back are not asked for again.
      if (now >= left) return
      left = now
      await pause(this.deps.clock)
    }
  }

  private async isOverBudget(): Promise<boolean> {
    return (await usedBytes(this.deps.profiles())) > this.deps.settings.get().storageMb * MB
  }

  private async count(profile: ProfileRuntime, befores: number[]): Promise<number[]> {
    const sums = befores.map(() => 0)
    let after: PruneAsk['after'] = null
    do {
      const ask: Omit<PruneAsk, 'before'> = { me: profile.entry.user.id, after }
      const step = await profile.store.countPrunable(ask, befores)
      step.counts.forEach((count, index) => (sums[index] = (sums[index] ?? 0) + count))
      after = step.after
      if (after !== null) await pause(this.deps.clock, 0)
    } while (after !== null)
    return sums
  }

  private tell(): void {
    for (const profile of this.deps.profiles()) profile.facts.tell({ kind: 'StorageChanged' })
  }
}

/** What the databases of these profiles take, without what is free in them. */
export async function usedBytes(profiles: ProfileRuntime[]): Promise<number> {
  let bytes = 0
  for (const { store } of profiles) {
    const use = await store.storageUse()
    bytes += use.bytes - use.freeBytes
  }
  return bytes
}

/** By the server's clock, as the times of messages are; nothing is older than everything. */
export function beforeOf(profile: ProfileRuntime, days: number | null): number {
  return days === null ? Number.MIN_SAFE_INTEGER : profile.serverNow() - days * DAY_MS
}

function pause(clock: Clock, ms = PAUSE_MS): Promise<void> {
  return new Promise((resolve) => void clock.after(ms, resolve))
}
