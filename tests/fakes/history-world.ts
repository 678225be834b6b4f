/** A profile with years of conversations behind it, and what looks after them: filling and retention. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type History, keepHistory } from '../../src-main/core/history'
import { keepRetention, type Retention } from '../../src-main/core/retention'
import { defaultSettings, makeSettings } from '../../src-main/core/settings'
import { openStore } from '../../src-main/store/index'
import { KEY, keepingLog } from '../store/examples'
import { ME } from './office-people'
import type { Talk } from './office-news'
import { OfficeWorld } from './office-world'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** So many ages in days, evenly. */
export const dense = (count: number, from: number, every: number) => Array.from({ length: count }, (_, n) => from + n * every)

export class HistoryWorld extends OfficeWorld {
  readonly settings = makeSettings({ read: () => defaultSettings, write: () => undefined })
  history!: History
  retention!: Retention
  private readonly folder: string

  constructor() {
    const folder = mkdtempSync(join(tmpdir(), 'perch-history-'))
    super(() => openStore(join(folder, 'a.db'), KEY, keepingLog()))
    this.folder = folder
    this.office.latencyMs = 1
  }

  /** Perch runs: history and retention look after the profile. */
  async run(): Promise<void> {
    await this.start()
    this.lookAfter()
  }

  lookAfter(): void {
    const parts = { settings: this.settings, clock: this.clock, log: this.log, profiles: () => [this.profile] }
    this.history = keepHistory(parts)
    this.retention = keepRetention({ ...parts, awake: { isAway: () => true } })
    this.history.add(this.profile)
  }

  /** Another process. */
  async again(): Promise<void> {
    this.history.stop()
    this.retention.stop()
    await this.restart()
    this.lookAfter()
  }

  async end(): Promise<void> {
    this.history?.stop()
    this.retention?.stop()
    await this.profile.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** Conversations that are over: how many days ago each of their messages was written. */
  past(all: readonly { ages: readonly number[]; isMine?: boolean }[]): Talk[] {
    const { clock, office } = this
    const now = clock.now()
    const steps = all
      .flatMap(({ ages }, index) => ages.map((age) => ({ age, index })))
      .sort((one, other) => other.age - one.age)
    const talks = new Map<number, Talk>()
    for (const { age, index } of steps) {
      clock.jump(now - age * DAY - clock.now())
      const talk = talks.get(index) ?? office.talk({ assigneeId: all[index]?.isMine === true ? ME : null })
      talks.set(index, talk)
      office.customerWrites(talk)
      talk.status = 'resolved'
    }
    clock.jump(now - clock.now())
    return all.flatMap((_, index) => talks.get(index) ?? [])
  }

  async held(talk: Talk): Promise<number[]> {
    return (await this.store.messages(this.keyOf(talk), null, 10_000)).map((one) => one.id ?? 0)
  }

  /** What the server has within the days, and is not here. */
  async missing(days: number): Promise<string[]> {
    const since = this.clock.now() - days * DAY + HOUR
    const lacks: string[] = []
    for (const talk of this.office.talks) {
      const here = new Set(await this.held(talk))
      for (const line of talk.lines) if (line.createdAt >= since && !here.has(line.id)) lacks.push(`${talk.id}/${line.id}`)
    }
    return lacks
  }

  /** Pages of all conversations that are asked for from now on. `empty`: answered with nothing, once. */
  watchPages(empty?: number): number[] {
    const pages: number[] = []
    const page = this.office['page'].bind(this.office)
    this.office['page'] = (account, query, at) => {
      if (query.status !== 'all' || query.page === undefined) return page(account, query, at)
      pages.push(query.page)
      return query.page === empty && pages.filter((one) => one === empty).length === 1 ? [] : page(account, query, at)
    }
    return pages
  }

  messagesAsked(): number {
    return this.office.asked.filter((name) => name === 'messages').length
  }
}
