/**
 * What the agent takes along, over all profiles (M15): each profile has its part of a pack under the same id and fetches it
 * by itself. What is in a pack is spared by retention until the pack is removed or expires.
 */
import type { ProfileId } from '../../../src-preload/contract/ids'
import type { Answer } from '../../../src-preload/contract/errors'
import type { PackChoice, PackPlan, PackView } from '../../../src-preload/contract/schemas/pack'
import { ok, refuse } from '../answer'
import type { Chance, Clock, Log, PackAsk, StoredPack } from '../ports'
import type { ProfileRuntime } from '../profile'
import { usedBytes } from '../retention'
import type { SettingsBook } from '../settings'
import { PackBuilder } from './builder'
import { askOf, sinceOf } from './choice'
import { planOf } from './plan'
import { type PackPart, viewOf } from './view'

const MB = 1024 * 1024
const DAY_MS = 24 * 3_600_000
/** Of the storage budget; the rest is for what comes in meanwhile. */
const SHARE = 0.95
/** Counting what the databases take is not free. */
const COUNT_EVERY_MS = 10_000

export interface PacksDeps {
  profiles: () => ProfileRuntime[]
  settings: SettingsBook
  clock: Clock
  chance: Chance
  log: Log
  /** Free bytes of the disk that the databases are on; null: nobody can say. */
  freeBytes: () => Promise<number | null>
}

export interface Packs {
  /** Goes on with what it has to fetch. */
  add(profile: ProfileRuntime): void
  remove(id: ProfileId): void
  plan(choice: PackChoice): Promise<Answer<PackPlan>>
  build(choice: PackChoice): Promise<Answer<{ id: string }>>
  refresh(id: string): Promise<boolean>
  cancel(id: string): Promise<boolean>
  drop(id: string): Promise<boolean>
  list(): Promise<PackView[]>
  stop(): void
}

/** One for all profiles. */
export function keepPacks(deps: PacksDeps): Packs {
  return new Packer(deps)
}

class Packer implements Packs {
  private readonly builders = new Map<ProfileId, PackBuilder>()
  private room: { at: number; isThere: boolean } | null = null

  constructor(private readonly deps: PacksDeps) {}

  add(profile: ProfileRuntime): void {
    const { clock, log } = this.deps
    const { store, facts, budget, sync, files } = profile
    const builder = new PackBuilder({
      ...{ store, facts, clock, log, queue: sync.queue, media: files.media },
      server: budget.of('pack'),
      isConnected: () => sync.isConnected(),
      hasRoom: () => this.hasRoom(),
    })
    this.builders.set(profile.entry.id, builder)
    builder.start()
  }

  remove(id: ProfileId): void {
    this.builders.get(id)?.stop()
    this.builders.delete(id)
  }

  async plan(choice: PackChoice): Promise<Answer<PackPlan>> {
    const asks = await this.asksOf(choice)
    if (asks === null) return refuse({ kind: 'not-found' })
    const roomBytes = this.budgetBytes() * SHARE - (await usedBytes(this.deps.profiles()))
    return ok(await planOf(asks, { roomBytes: Math.max(0, roomBytes), diskBytes: await this.deps.freeBytes() }))
  }

  async build(choice: PackChoice): Promise<Answer<{ id: string }>> {
    const asks = await this.asksOf(choice)
    if (asks === null) return refuse({ kind: 'not-found' })
    const { clock, chance } = this.deps
    const id = chance.uuid()
    for (const { profile, ask } of asks) await this.begin(profile, { id, ask, createdAt: clock.now(), builtAt: null })
    return ok({ id })
  }

  refresh(id: string): Promise<boolean> {
    return this.each(id, (profile, pack) => this.begin(profile, pack))
  }

  cancel(id: string): Promise<boolean> {
    return this.each(id, async ({ store }, pack) => {
      if (pack.stage !== 'here') await store.commit((tx) => tx.putPack({ ...pack, stage: 'stopped' }))
    })
  }

  drop(id: string): Promise<boolean> {
    return this.each(id, ({ store }) => store.commit((tx) => tx.removePack(id)))
  }

  async list(): Promise<PackView[]> {
    const parts: PackPart[] = []
    for (const profile of this.deps.profiles())
      for (const pack of await profile.store.packs())
        parts.push({ profile, pack, blocked: this.builders.get(profile.entry.id)?.blocked ?? null })
    const ids = [...new Set(parts.map(({ pack }) => pack.id))]
    const views = await Promise.all(ids.map((id) => viewOf(parts.filter(({ pack }) => pack.id === id))))
    return views.sort((one, other) => other.createdAt - one.createdAt)
  }

  stop(): void {
    for (const id of [...this.builders.keys()]) this.remove(id)
  }

  /** From the start of its lists: what is here already costs next to nothing. */
  private async begin(profile: ProfileRuntime, pack: Pick<StoredPack, 'id' | 'ask' | 'createdAt' | 'builtAt'>): Promise<void> {
    const { keepDays } = pack.ask
    const expiresAt = keepDays === null ? null : this.deps.clock.now() + keepDays * DAY_MS
    const since = sinceOf(pack.ask.period, profile.serverNow())
    await profile.store.commit((tx) => tx.putPack({ ...pack, stage: 'listing', since, place: { list: 0, page: 1 }, expiresAt }))
    this.changed(profile)
  }

  /** Each profile's part of a pack; false when there is none. */
  private async each(id: string, work: (profile: ProfileRuntime, pack: StoredPack) => Promise<unknown>): Promise<boolean> {
    let isThere = false
    for (const profile of this.deps.profiles()) {
      const pack = (await profile.store.packs()).find((one) => one.id === id)
      if (pack === undefined) continue
      isThere = true
      await work(profile, pack)
      this.changed(profile)
    }
    return isThere
  }

  private changed(profile: ProfileRuntime): void {
    profile.facts.tell({ kind: 'PacksChanged' })
    this.builders.get(profile.entry.id)?.again()
  }

  /** What each profile has to fetch; null when one of them, or the customer, is not here. */
  private async asksOf(choice: PackChoice): Promise<{ profile: ProfileRuntime; ask: PackAsk }[] | null> {
    const asks: { profile: ProfileRuntime; ask: PackAsk }[] = []
    for (const id of new Set(choice.accounts.map(({ profileId }) => profileId))) {
      const profile = this.deps.profiles().find(({ entry }) => entry.id === id)
      const ask = profile && (await askOf(choice, profile))
      if (!profile || ask === null || ask === undefined) return null
      // Another server cannot know the customer.
      if (choice.contact === null || choice.contact.profileId === id) asks.push({ profile, ask })
    }
    return asks.length === 0 ? null : asks
  }

  private budgetBytes(): number {
    return this.deps.settings.get().storageMb * MB
  }

  private async hasRoom(): Promise<boolean> {
    const now = this.deps.clock.now()
    if (this.room !== null && Math.abs(now - this.room.at) < COUNT_EVERY_MS) return this.room.isThere
    const isThere = (await usedBytes(this.deps.profiles())) < this.budgetBytes() * SHARE
    this.room = { at: now, isThere }
    return isThere
  }
}
