/**
 * Older history, slowly, while nobody needs the line (HOUSE §6): conversations that the first fill did not reach, and of
 * each the messages that are not here yet. What is missing is asked of the store each time, so a restart goes on where it
 * was, and what retention took is not fetched again. The request budget says how fast.
 */
import type { AccountId, ConversationId, UserId } from '../../../src-preload/contract/ids'
import type { Facts } from '../facts'
import type { HealthNote } from '../health'
import type { Clock, Log, Stop } from '../ports'
import { writeDown } from '../store-trouble'
import { HistoryList } from './history-list'
import { fillHistory, type HistoryStep } from './history-pages'
import type { Reading } from './pages'

export interface BackfillDeps extends Reading {
  clock: Clock
  log: Log
  facts: Facts
  me: UserId
  accounts: () => readonly { id: AccountId }[]
  /** History from here on (server ms) is wanted. */
  since: () => number
  /** The line is live, and the agent does not use it. */
  mayRun: () => boolean
  /** There is still room on the disk that she gave us. */
  hasRoom: () => Promise<boolean>
  note: (line: HealthNote) => void
}

/** After the line became live, everything else comes first. */
const START_MS = 60_000
/** How often to look whether the agent is done, or the line is back. */
const LOOK_MS = 10_000
/** With nothing left to fetch, or no room. */
const REST_MS = 10 * 60_000
const AFTER_FAILURE_MS = 60_000
/** A server that asked to slow down is left alone for longer than it said. */
const AFTER_THROTTLE_MS = 5 * 60_000
/** Progress is told after so many steps. */
const TELL_EVERY = 10

/** Fills the history of one profile until it is stopped. */
export class Backfill {
  private readonly lists = new Map<AccountId, HistoryList>()
  /** What the server keeps to itself is not asked for again by this process. */
  private readonly skipped = new Map<AccountId, ConversationId[]>()
  private readonly unlisted = new Set<AccountId>()
  private readonly worked = new Set<AccountId>()
  private stopTimer: Stop = () => undefined
  private stopListening: Stop = () => undefined
  private isRunning = false
  private isStopped = false
  private steps = 0

  constructor(private readonly deps: BackfillDeps) {}

  start(): void {
    this.stopListening = this.deps.facts.on((fact) => {
      if (fact.kind === 'LinkChanged' && fact.link.state === 'live') this.in(START_MS)
    })
    this.in(START_MS)
  }

  /** What is wanted has changed: looks again soon. */
  again(): void {
    this.in(LOOK_MS)
  }

  /** How many conversations of an account cannot be read. */
  unreadable(account: AccountId): number {
    return this.skipped.get(account)?.length ?? 0
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
    let ms = REST_MS
    try {
      ms = await this.turn()
    } catch (error: unknown) {
      writeDown(this.deps.log, 'sync/backfill', error)
    }
    this.isRunning = false
    this.in(ms)
  }

  /** One conversation or one page; how long to wait before the next. */
  private async turn(): Promise<number> {
    if (!this.deps.mayRun()) return LOOK_MS
    if (!(await this.deps.hasRoom())) return REST_MS
    const cursors = await this.deps.store.cursors()
    for (const { id } of this.deps.accounts()) {
      // Before the first fill is whole it is not known what is missing.
      if (!cursors.some((cursor) => cursor.accountId === id && cursor.filled)) continue
      const step = await this.step(id)
      if (step !== null) return this.after(id, step)
      await this.finished(id)
    }
    return REST_MS
  }

  /** A page of the list and a conversation by turns: what concerns the agent may stand far down. Null: nothing is left. */
  private async step(account: AccountId): Promise<HistoryStep | null> {
    const { store, me } = this.deps
    const since = this.deps.since()
    const reading = { ...this.deps, isOver: () => this.isStopped || !this.deps.mayRun() }
    const list = this.lists.get(account) ?? new HistoryList(account)
    this.lists.set(account, list)
    const hasPages = !this.unlisted.has(account) && !(await list.isDone(reading, since))
    const skipped = this.skipped.get(account) ?? []
    const key = await store.unfilled({ me, account, since, skipped })
    if (hasPages && (key === null || this.steps % 2 === 1)) {
      const step = await list.step(reading)
      if (step === 'unreadable') this.unlisted.add(account)
      return step
    }
    if (key === null) return null
    const step = await fillHistory(reading, key, since)
    if (step === 'unreadable') this.skipped.set(account, [...skipped, key.conversationId])
    return step
  }

  private after(account: AccountId, step: HistoryStep): number {
    if (step === 'over') return LOOK_MS
    if (step === 'throttled') return AFTER_THROTTLE_MS
    if (step !== 'done' && step !== 'unreadable') return AFTER_FAILURE_MS
    this.worked.add(account)
    this.steps += 1
    if (this.steps % TELL_EVERY === 1) this.deps.facts.tell({ kind: 'StorageChanged' })
    return 0
  }

  private async finished(account: AccountId): Promise<void> {
    if (!this.worked.delete(account)) return
    const { filled } = await this.deps.store.historyCount(account, this.deps.since())
    this.deps.note({ what: 'history-filled', account, conversations: filled })
    this.deps.facts.tell({ kind: 'StorageChanged' })
  }
}
