import type { Clock } from './ports'

const MINUTE_MS = 60_000

/** A measure that fills up by itself: so many a minute, and so many at once after a rest. */
export class Bucket {
  private left: number
  private readAt: number

  constructor(
    private readonly clock: Pick<Clock, 'now'>,
    private readonly size: { perMinute: number; burst: number },
  ) {
    this.left = size.burst
    this.readAt = clock.now()
  }

  /** How long until one can be taken, in ms; with `credit`, that many more than there are. */
  waitMs(credit: number): number {
    this.fill()
    const missing = 1 - credit - this.left
    return missing <= 0 ? 0 : Math.ceil((missing * MINUTE_MS) / this.size.perMinute)
  }

  /** Takes one, also on credit. */
  take(): void {
    this.fill()
    this.left -= 1
  }

  /** A clock that was set back brings nothing, and is believed from now on. */
  private fill(): void {
    const now = this.clock.now()
    const elapsedMs = Math.max(0, now - this.readAt)
    this.left = Math.min(this.size.burst, this.left + (elapsedMs * this.size.perMinute) / MINUTE_MS)
    this.readAt = now
  }
}
