/**
 * Fetches the packs of one profile, in the order in which they were asked for, in the class `pack` of the request budget. All
 * it remembers is in the store: off the line, after a 429 or after a restart it goes on where it was.
 */
import type { Facts } from '../facts'
import type { Clock, Log, Stop, StoredPack } from '../ports'
import { writeDown } from '../store-trouble'
import type { HistoryStep } from '../sync/history-pages'
import { type Fetching, fetchStep } from './fetching'
import { listStep } from './listing'

export interface BuilderDeps extends Omit<Fetching, 'isOver'> {
  clock: Clock
  log: Log
  facts: Facts
  /** Requests get through. */
  isConnected: () => boolean
  /** There is room for more on the disk that she gave us. */
  hasRoom: () => Promise<boolean>
}

/** Why nothing is fetched now, as a key; null: it is, or there is nothing to fetch. */
export type Blocked = 'offline' | 'throttled' | 'no-room' | 'trouble' | null

/** What else is on at the start comes first. */
const START_MS = 3_000
const LOOK_MS = 10_000
const AFTER_THROTTLE_MS = 65_000
const AFTER_FAILURE_MS = 30_000
/** How often to look whether one has expired. */
const REST_MS = 3_600_000

/** One profile's. */
export class PackBuilder {
  blocked: Blocked = null
  private empties = 0
  private stopTimer: Stop = () => undefined
  private stopListening: Stop = () => undefined
  private isRunning = false
  private isStopped = false
  private isWanted = false

  constructor(private readonly deps: BuilderDeps) {}

  start(): void {
    this.stopListening = this.deps.facts.on((fact) => {
      if (fact.kind === 'LinkChanged' && this.blocked === 'offline') this.in(0)
    })
    this.in(START_MS)
  }

  /** There may be something to do. */
  again(): void {
    this.isWanted = true
    this.in(0)
  }

  stop(): void {
    this.isStopped = true
    this.stopTimer()
    this.stopListening()
  }

  private in(ms: number): void {
    this.stopTimer()
    if (this.isStopped || this.isRunning) return
    this.stopTimer = this.deps.clock.after(ms, () => void this.run())
  }

  private async run(): Promise<void> {
    this.isRunning = true
    this.isWanted = false
    let ms = AFTER_FAILURE_MS
    try {
      ms = await this.turn()
    } catch (error: unknown) {
      this.block('trouble')
      writeDown(this.deps.log, 'field-pack', error)
    }
    this.isRunning = false
    this.in(this.isWanted ? 0 : ms)
  }

  /** One page or one conversation; how long to wait before the next. */
  private async turn(): Promise<number> {
    const { store, isConnected, hasRoom } = this.deps
    const packs = await this.withoutExpired(await store.packs())
    const pack = packs.filter(isOpen).sort((one, other) => one.createdAt - other.createdAt)[0]
    if (pack === undefined) return this.block(null, REST_MS)
    if (!isConnected()) return this.block('offline', LOOK_MS)
    if (!(await hasRoom())) return this.block('no-room', LOOK_MS)
    return this.after(await this.step(pack))
  }

  private async step(pack: StoredPack): Promise<HistoryStep> {
    const { store, isConnected } = this.deps
    const reading = { ...this.deps, isOver: () => this.isStopped || !isConnected() }
    if (pack.stage === 'listing') {
      const { end, empties } = await listStep(reading, pack, this.empties)
      this.empties = empties
      return end
    }
    const key = await store.packNext(pack.id)
    return key === null ? this.finish(pack) : fetchStep(reading, pack, key)
  }

  private async finish({ id }: StoredPack): Promise<HistoryStep> {
    const builtAt = this.deps.clock.now()
    await this.deps.store.commit(async (tx) => {
      const current = (await tx.packs()).find((one) => one.id === id)
      if (current?.stage === 'fetching') await tx.putPack({ ...current, stage: 'here', builtAt })
    })
    return 'done'
  }

  private after(end: HistoryStep): number {
    switch (end) {
      case 'done':
      case 'over':
      case 'unreadable':
        return this.block(null, 0)
      case 'throttled':
        return this.block('throttled', AFTER_THROTTLE_MS)
      case 'never-sent':
        return this.block('offline', LOOK_MS)
      default:
        return this.block('trouble', AFTER_FAILURE_MS)
    }
  }

  private block(why: Blocked, ms = 0): number {
    const isNews = this.blocked !== why || why === null
    this.blocked = why
    if (isNews && ms !== REST_MS) this.deps.facts.tell({ kind: 'PacksChanged' })
    return ms
  }

  private async withoutExpired(packs: StoredPack[]): Promise<StoredPack[]> {
    const now = this.deps.clock.now()
    const gone = packs.filter(({ expiresAt }) => expiresAt !== null && expiresAt <= now)
    for (const { id } of gone) await this.deps.store.commit((tx) => tx.removePack(id))
    if (gone.length > 0) this.deps.facts.tell({ kind: 'PacksChanged' })
    return packs.filter((pack) => !gone.includes(pack))
  }
}

/** It is to be fetched. */
export function isOpen({ stage }: StoredPack): boolean {
  return stage === 'listing' || stage === 'fetching'
}
