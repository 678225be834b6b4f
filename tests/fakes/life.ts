import type { Clock } from '../../src-main/core/ports'

/** One life of the process. Dead, it never gets another answer, and its timers never run. */
export class Life {
  alive = true
  callsLeft = Infinity

  /** Every await of a port passes here, before and after the work. */
  async gate(): Promise<void> {
    this.callsLeft -= 1
    if (this.callsLeft < 0) this.alive = false
    if (!this.alive) await new Promise(() => undefined)
  }

  wrap<T extends object>(port: T): T {
    const call = (target: T, key: string | symbol): unknown => {
      const value: unknown = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      return async (...args: unknown[]): Promise<unknown> => {
        await this.gate()
        const result: unknown = await Reflect.apply(value, target, args)
        await this.gate()
        return result
      }
    }
    return new Proxy(port, { get: (target, key) => call(target, key) })
  }

  clock(clock: Clock): Clock {
    return { now: () => clock.now(), after: (ms, run) => clock.after(ms, () => this.alive && run()) }
  }
}
