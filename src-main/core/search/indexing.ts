/**
 * Lets the index of words follow what is stored, in steps so small that nobody notices: a catch-up or a flood is stored first,
 * and can be found some seconds later.
 */
import type { Fact, Facts } from '../facts'
import type { Clock, Log, Stop, Store } from '../ports'
import { writeDown } from '../store-trouble'

/** Rows of one step: some milliseconds. */
const STEP = 25
/** Everything else gets its turn between two steps. */
const PAUSE_MS = 20
/** So long nothing new must have come; and after the start, which has better things to do. */
const LULL_MS = 300
const START_MS = 5_000
/** News that never stop are no reason not to find anything. */
const LONGEST_WAIT_MS = 10_000
/** The store is in trouble. */
const AGAIN_MS = 30_000

const NEWS: Fact['kind'][] = ['MessageArrived', 'MessageChanged', 'ConversationChanged', 'ReplySent']

interface IndexingDeps {
  store: Pick<Store, 'commit'>
  facts: Facts
  clock: Clock
  log: Log
}

/** Begins to follow; returns the way to stop. */
export function keepIndexed(deps: IndexingDeps): Stop {
  const indexing = new Indexing(deps)
  return () => indexing.stop()
}

class Indexing {
  private stopTimer: Stop | null = null
  private readonly stopListening: Stop
  private isStopped = false
  private isStepping = false
  /** When news last came, and when the oldest that still waits did; null: none waits. */
  private newsAt = 0
  private waitingSince: number | null = null

  constructor(private readonly deps: IndexingDeps) {
    this.stopListening = deps.facts.on((fact) => NEWS.includes(fact.kind) && this.heard())
    this.later(START_MS)
  }

  stop(): void {
    this.isStopped = true
    this.stopListening()
    this.stopTimer?.()
  }

  private heard(): void {
    this.newsAt = this.deps.clock.now()
    this.waitingSince ??= this.newsAt
    this.later(LULL_MS)
  }

  private later(ms: number): void {
    if (!this.isStopped && !this.isStepping) this.stopTimer ??= this.deps.clock.after(ms, () => this.turn())
  }

  private turn(): void {
    this.stopTimer = null
    const now = this.deps.clock.now()
    const isLull = Math.abs(now - this.newsAt) >= LULL_MS
    const hasWaited = this.waitingSince !== null && Math.abs(now - this.waitingSince) >= LONGEST_WAIT_MS
    if (isLull || hasWaited) void this.goThrough()
    else this.later(LULL_MS)
  }

  /** Step by step until nothing is left. */
  private async goThrough(): Promise<void> {
    const { store, clock, log } = this.deps
    this.isStepping = true
    let againMs = LULL_MS
    try {
      for (let done = STEP; done === STEP && !this.isStopped; await pause(clock)) {
        this.waitingSince = null
        done = await store.commit((tx) => tx.indexSome(STEP), 'told-again')
      }
    } catch (error: unknown) {
      writeDown(log, 'search/index', error)
      this.waitingSince ??= clock.now()
      againMs = AGAIN_MS
    }
    this.isStepping = false
    if (this.waitingSince !== null) this.later(againMs)
  }
}

function pause(clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    clock.after(PAUSE_MS, resolve)
  })
}
