/** Customers who wait on, and when to remind of them. One timer, for the next of them; nothing ticks while nobody waits. */
import type { ConversationKey } from '../../../src-preload/contract/ids'
import type { AlertSettings } from '../../../src-preload/contract/schemas/alert'
import type { Clock, Stop } from '../ports'
import { nameOf } from './board'

interface WaitingNeeds {
  clock: Clock
  settings: () => Pick<AlertSettings, 'remindAfterMs' | 'remindTimes'>
  /** It is time for this one; answer with `reminded` or `end`. */
  due: (key: ConversationKey) => void
}

interface Row {
  key: ConversationKey
  sinceAt: number
  /** How often the agent was reminded. */
  times: number
  nextAt: number
}

/** A setting that changes is looked at again no later than this. */
const LONGEST_WAIT_MS = 60_000
/** Nobody looked for so long: the machine slept, or its clock was set. What is stored is old, and the card of what was missed tells. */
const ABSENT_MS = 2 * LONGEST_WAIT_MS

export class WaitingCustomers {
  private readonly rows = new Map<string, Row>()
  private lookedAt = -Infinity
  private timer: Stop | null = null

  constructor(private readonly needs: WaitingNeeds) {}

  /** Somebody wrote at `sinceAt` (our clock); who waits already waits since then. */
  begin(key: ConversationKey, sinceAt: number): void {
    if (this.rows.has(nameOf(key))) return
    this.rows.set(nameOf(key), { key, sinceAt, times: 0, nextAt: sinceAt + this.pauseMs() })
    this.wind()
  }

  /** Found waiting after an absence: the first reminder comes a whole pause from now. */
  found(key: ConversationKey, sinceAt: number): void {
    if (this.rows.has(nameOf(key))) return
    this.rows.set(nameOf(key), { key, sinceAt, times: 0, nextAt: this.needs.clock.now() + this.pauseMs() })
    this.wind()
  }

  /** Answered, seen, snoozed, or no longer ours. */
  end(key: ConversationKey): void {
    if (this.rows.delete(nameOf(key))) this.wind()
  }

  sinceAt(key: ConversationKey): number | null {
    return this.rows.get(nameOf(key))?.sinceAt ?? null
  }

  /** `counts`: it was shown; what the moment kept silent is tried again. */
  reminded(key: ConversationKey, counts: boolean): void {
    const row = this.rows.get(nameOf(key))
    if (!row) return
    row.times += counts ? 1 : 0
    if (row.times >= this.needs.settings().remindTimes) return this.end(key)
    row.nextAt = this.needs.clock.now() + this.pauseMs()
    this.wind()
  }

  stop(): void {
    this.timer?.()
    this.timer = null
    this.rows.clear()
  }

  private pauseMs(): number {
    return this.needs.settings().remindAfterMs ?? LONGEST_WAIT_MS
  }

  /** After an absence the first reminder of everybody comes a whole pause from now. */
  private look(): void {
    const now = this.needs.clock.now()
    if (this.timer !== null && now - this.lookedAt > ABSENT_MS)
      for (const row of this.rows.values()) row.nextAt = Math.max(row.nextAt, now + this.pauseMs())
    this.lookedAt = now
  }

  private wind(): void {
    this.look()
    this.timer?.()
    this.timer = null
    if (this.rows.size === 0) return
    const nextAt = Math.min(...[...this.rows.values()].map((row) => row.nextAt))
    const isWanted = this.needs.settings().remindAfterMs !== null
    const inMs = isWanted ? Math.min(Math.max(0, nextAt - this.needs.clock.now()), LONGEST_WAIT_MS) : LONGEST_WAIT_MS
    this.timer = this.needs.clock.after(inMs, () => this.ring())
  }

  private ring(): void {
    const { clock, settings, due } = this.needs
    const now = clock.now()
    this.look()
    if (settings().remindAfterMs !== null) {
      for (const row of [...this.rows.values()]) {
        if (row.nextAt > now) continue
        // Until it is answered: the next look must not find it due again.
        row.nextAt = now + this.pauseMs()
        due(row.key)
      }
    }
    this.wind()
  }
}
