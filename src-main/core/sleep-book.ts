/** Writes into the health log when the machine slept, woke, and when somebody set the clock. */
import type { Health } from './health'
import type { Clock } from './ports'

/** A clock that jumped so soon after a waking jumped because of it. */
const JUST_NOW_MS = 30_000

export class SleepBook {
  private sleptAt: number | null = null
  private wokeAt = -Infinity

  constructor(
    private readonly clock: Clock,
    private readonly health: Pick<Health, 'note'>,
  ) {}

  slept(): void {
    this.sleptAt ??= this.clock.now()
    this.health.note({ what: 'slept' })
  }

  /** Also without a sleep before it: then there is nothing to note. */
  woke(): void {
    const now = this.clock.now()
    if (this.sleptAt !== null) {
      this.health.note({ what: 'woke', sleptMs: Math.max(0, now - this.sleptAt) })
      this.wokeAt = now
    }
    this.sleptAt = null
  }

  jumped(byMs: number): void {
    const isOfSleep = byMs > 0 && this.clock.now() - this.wokeAt < JUST_NOW_MS
    if (!isOfSleep) this.health.note({ what: 'clock-jumped', byMs })
  }
}
