import { toEpoch, type Clock } from '../model/clock'

const BEAT_MS = 3_000
const BEAT_SECONDS = BEAT_MS / 1000

/** Beats every three seconds, and counts so that two beats are three seconds apart whatever the timer does. */
export class Pulse {
  readonly #onBeat: () => void
  #timer: NodeJS.Timeout | undefined
  #clock: Clock = { now: () => Date.now() }
  /** The time of the last beat. */
  seconds = 0

  constructor(onBeat: () => void) {
    this.#onBeat = onBeat
  }

  start(clock: Clock): void {
    this.#clock = clock
    this.seconds = toEpoch(clock.now())
    this.#timer = setInterval(() => this.#beat(), BEAT_MS)
    this.#timer.unref()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  /** After a jump of the clock the count starts anew. */
  #beat(): void {
    const now = toEpoch(this.#clock.now())
    const next = this.seconds + BEAT_SECONDS
    this.seconds = Math.abs(now - next) < BEAT_SECONDS ? next : now
    this.#onBeat()
  }
}
