import type { Clock, Stop } from '../../src-main/core/ports'

/** Lets everything that waits on settled promises run. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** A clock that stands still until it is moved; timers run in order of their time. */
export class FakeClock implements Clock {
  private timers: { at: number; run: () => void }[] = []

  constructor(private at = Date.UTC(2026, 0, 5, 9, 0, 0)) {}

  now(): number {
    return this.at
  }

  /** Timers that wait. */
  get waiting(): number {
    return this.timers.length
  }

  after(ms: number, run: () => void): Stop {
    const timer = { at: this.at + ms, run }
    this.timers.push(timer)
    return () => {
      this.timers = this.timers.filter((other) => other !== timer)
    }
  }

  /** Moves on, running each timer at its time and letting its consequences settle. */
  async advance(ms: number): Promise<void> {
    const end = this.at + ms
    await settle()
    for (let next = this.nextBefore(end); next; next = this.nextBefore(end)) {
      const due = next
      this.timers = this.timers.filter((timer) => timer !== due)
      this.at = Math.max(this.at, due.at)
      due.run()
      await settle()
    }
    this.at = end
    await settle()
  }

  /** Sets the wall clock without any time passing: somebody corrected it. */
  jump(ms: number): void {
    this.at += ms
    for (const timer of this.timers) timer.at += ms
  }

  private nextBefore(end: number): { at: number; run: () => void } | undefined {
    return this.timers.filter((timer) => timer.at <= end).sort((one, other) => one.at - other.at)[0]
  }
}
