import type { Clock } from '../model/clock'

/** Counts calls of one key in a window; loopback itself is never counted. */
export class Throttle {
  readonly #limit: number
  readonly #windowMs: number
  readonly #clock: Clock
  readonly #counts = new Map<string, number>()

  constructor(clock: Clock, { limit, windowMs }: { limit: number; windowMs: number }) {
    this.#clock = clock
    this.#limit = limit
    this.#windowMs = windowMs
  }

  /** True when this call is one too many. Windows are pieces of the wall clock, as in the real server. */
  isTooMany(key: string): boolean {
    const name = `${key}@${Math.floor(this.#clock.now() / this.#windowMs)}`
    const count = (this.#counts.get(name) ?? 0) + 1
    this.#counts.set(name, count)
    return count > this.#limit
  }
}
