import type { Clock, Stop } from '../ports'

/** Timers by name: a name has one timer, the newest replaces. What has run is forgotten. */
export class Timers<Name extends string> {
  private readonly running = new Map<Name, Stop>()

  constructor(private readonly clock: Clock) {}

  set(name: Name, ms: number, run: () => void): void {
    this.stop(name)
    const stop = this.clock.after(ms, () => {
      this.running.delete(name)
      run()
    })
    this.running.set(name, stop)
  }

  stop(...names: Name[]): void {
    for (const name of names) {
      this.running.get(name)?.()
      this.running.delete(name)
    }
  }

  stopAll(): void {
    this.stop(...this.running.keys())
  }
}
