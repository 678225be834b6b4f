/** Where the server takes its time from. Tests pass their own to move it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
}

/**
 * The server's time: strictly rising, so that rows made one after the other sort that way, and never on a whole
 * millisecond, because the real database keeps microseconds and clients must meet fractions.
 */
export class ServerClock implements Clock {
  readonly #source: Clock
  #last = 0
  #past: number | null = null
  /** How far the server's clock is off, in milliseconds. */
  skewMs = 0

  constructor(source: Clock = { now: () => Date.now() }) {
    this.#source = source
  }

  now(): number {
    if (this.#past !== null) return (this.#past += 0.001)
    const wanted = Math.floor(this.#source.now() + this.skewMs) + 0.417
    this.#last = wanted > this.#last ? wanted : Math.round((this.#last + 0.001) * 1000) / 1000
    if (Number.isInteger(this.#last)) this.#last += 0.001
    return this.#last
  }

  /** Lets something happen at another time, to give a server a history. */
  at<Result>(time: number, act: () => Result): Result {
    this.#past = Math.floor(time) + 0.417
    try {
      return act()
    } finally {
      this.#past = null
    }
  }
}

/** Whole seconds since 1970; never is 0. */
export function toEpoch(time: number | null): number {
  return time === null ? 0 : Math.floor(time / 1000)
}

/** Seconds since 1970 with a fraction, as updated_at of a conversation has it. */
export function toEpochFraction(time: number): number {
  const seconds = Math.round(time * 1000) / 1_000_000
  return Number.isInteger(seconds) ? seconds + 0.000001 : seconds
}

/** ISO text with milliseconds, or null. */
export function toIso(time: number): string
export function toIso(time: number | null): string | null
export function toIso(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}
