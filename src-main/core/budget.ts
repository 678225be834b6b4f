/**
 * How many requests a profile asks of its server (HOUSE §6 "Budget"). A token bucket for all of it, and who comes first when
 * it is empty: what is sent, what the agent looks at, contacts she looks for, the heartbeat, what she wants to take along, history. Catch-up does not
 * ask here, it has a purse of its own. After a 429 nobody asks until the next minute: the server counts refused requests too,
 * and a whole office may share its limit (FACTS §6.4).
 *
 * Waits run on the injected Clock's timers, so a wall clock that is set back delays one turn and freezes nothing.
 */
import { Bucket } from './budget-bucket'
import { eachCall, type Gatekeeper } from './budget-door'
import type { Outcome } from './outcome'
import { nextMinuteAt } from './outbox/backoff'
import type { Chance, Clock, Server, Stop } from './ports'

/** In their order. `lookup`: contacts by words, which the server counts for all agents of the account together (FACTS §6.4). `pack` is history the agent asked for and waits for. */
const CLASSES = ['send', 'interactive', 'lookup', 'heartbeat', 'pack', 'backfill'] as const
export type RequestClass = (typeof CLASSES)[number]

const PER_MINUTE = 120
const BURST = 40
/** A send goes out on credit: only after that much of it does it wait as well. */
const CREDIT = 40
/** Classes with a measure of their own inside the whole. */
/** With what a rest saves up, never more than ten in a minute. */
const LOOKUP = { perMinute: 6, burst: 4 }
const PACK_PER_MINUTE = 60
const BACKFILL_PER_MINUTE = 10
/** Who has waited so long moves up by one class, though never before a send. */
const PATIENCE_MS = 60_000
/** A date further away than a minute and its jitter comes from a clock that was set back. */
const LONGEST_MS = 90_000

const CLOSED = { kind: 'never-sent', reason: 'offline', detail: 'closed' } as const
const THROTTLED = { kind: 'throttled' } as const

interface BudgetDeps {
  clock: Clock
  chance: Chance
  /** A server said so; nothing is asked for so long. */
  throttled?: (waitMs: number) => void
}

/** The server of one profile, as each kind of work may ask it. */
export interface Budget {
  /** The same server; its calls wait for their turn. */
  of(kind: RequestClass): Server
  /** For calls that are not the `Server`'s: they wait for their turn all the same. */
  gate(kind: RequestClass): Gatekeeper
  /** The same server without a turn: for the connection and its catch-up, which count for themselves. */
  readonly unmeasured: Server
  /** When something was last sent or looked at, in ms; null: not yet. */
  lastUsedAt(): number | null
  /** Everything that waits is let go as never sent, and what comes later is not asked. */
  stop(): void
}

/** One budget per profile. */
export function makeBudget(server: Server, deps: BudgetDeps): Budget {
  const gate = new Gate(deps)
  const doors = new Map(CLASSES.map((kind) => [kind, eachCall(server, (ask) => gate.pass(kind, ask))]))
  return {
    gate: (kind) => (ask) => gate.pass(kind, ask),
    of: (kind) => doors.get(kind) ?? server,
    unmeasured: eachCall(server, (ask) => gate.heed(ask)),
    lastUsedAt: () => gate.lastUsedAt,
    stop: () => gate.stop(),
  }
}

type Turn = 'go' | 'throttled' | 'closed'

interface Waiting {
  kind: RequestClass
  sinceAt: number
  give: (turn: Turn) => void
}

class Gate {
  lastUsedAt: number | null = null
  private readonly all: Bucket
  private readonly own: Partial<Record<RequestClass, Bucket>>
  private waiting: Waiting[] = []
  private throttledUntilAt = 0
  private stopTimer: Stop | null = null
  private isStopped = false

  constructor(private readonly deps: BudgetDeps) {
    const { clock } = deps
    this.all = new Bucket(clock, { perMinute: PER_MINUTE, burst: BURST })
    this.own = {
      lookup: new Bucket(clock, LOOKUP),
      pack: new Bucket(clock, { perMinute: PACK_PER_MINUTE, burst: 1 }),
      backfill: new Bucket(clock, { perMinute: BACKFILL_PER_MINUTE, burst: 1 }),
    }
  }

  /** Asks when its turn has come. */
  async pass<T>(kind: RequestClass, ask: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    if (kind === 'send' || kind === 'interactive' || kind === 'lookup') this.lastUsedAt = this.deps.clock.now()
    const turn = await this.turn(kind)
    if (turn === 'closed') return CLOSED
    return turn === 'throttled' ? THROTTLED : this.heed(ask)
  }

  /** Asks at once, unless the server wants to be left alone. */
  async heed<T>(ask: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    if (this.isStopped) return CLOSED
    if (this.isThrottled()) return THROTTLED
    const outcome = await ask()
    if (outcome.kind === 'throttled') this.rest()
    return outcome
  }

  stop(): void {
    this.isStopped = true
    this.letGo('closed')
  }

  private turn(kind: RequestClass): Promise<Turn> {
    if (this.isStopped) return Promise.resolve('closed')
    if (this.isThrottled()) return Promise.resolve('throttled')
    return new Promise((give) => {
      this.waiting.push({ kind, sinceAt: this.deps.clock.now(), give })
      this.serve()
    })
  }

  private isThrottled(): boolean {
    const waitMs = this.throttledUntilAt - this.deps.clock.now()
    return waitMs > 0 && waitMs < LONGEST_MS
  }

  private rest(): void {
    const { clock, chance, throttled } = this.deps
    this.throttledUntilAt = nextMinuteAt(clock.now(), chance.next())
    throttled?.(this.throttledUntilAt - clock.now())
    this.letGo('throttled')
  }

  private letGo(turn: Turn): void {
    this.stopTimer?.()
    this.stopTimer = null
    for (const one of this.waiting.splice(0)) one.give(turn)
  }

  /** Lets in as many as there is room for, the first in rank first; then sleeps until there is room for the next. */
  private serve(): void {
    this.stopTimer?.()
    this.stopTimer = null
    let soonestMs = Infinity
    for (const one of this.inOrder()) {
      const waitMs = this.waitMs(one.kind)
      soonestMs = Math.min(soonestMs, waitMs)
      // Who waits for its own measure only keeps nobody behind it.
      if (waitMs === 0) this.take(one)
    }
    if (this.waiting.length > 0) this.stopTimer = this.deps.clock.after(soonestMs, () => this.serve())
  }

  private take(one: Waiting): void {
    this.waiting = this.waiting.filter((other) => other !== one)
    this.all.take()
    this.own[one.kind]?.take()
    one.give('go')
  }

  private waitMs(kind: RequestClass): number {
    return Math.max(this.all.waitMs(kind === 'send' ? CREDIT : 0), this.own[kind]?.waitMs(0) ?? 0)
  }

  private inOrder(): Waiting[] {
    const now = this.deps.clock.now()
    const rank = ({ kind, sinceAt }: Waiting): number => {
      const movedUp = Math.floor(Math.max(0, now - sinceAt) / PATIENCE_MS)
      return kind === 'send' ? 0 : Math.max(1, CLASSES.indexOf(kind) - movedUp)
    }
    // Sorting keeps the order of those that are equal: first come, first served.
    return [...this.waiting].sort((one, other) => rank(one) - rank(other))
  }
}
