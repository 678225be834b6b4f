import type { CableFaults } from '../script/cable-faults'

/**
 * Events leave a moment after the answer, like those that go through the job queue of the real server, and pass the
 * faults a test asked for.
 */
export class Outbox {
  readonly #faults: CableFaults
  readonly #timers = new Set<NodeJS.Timeout>()
  #waiting: (() => void)[] = []
  /** Events held back to go out after the next one of their name. */
  #held: { event: string; send: () => void }[] = []
  #isScheduled = false

  constructor(faults: CableFaults) {
    this.#faults = faults
  }

  put(event: string, send: () => void): void {
    const fate = this.#faults.fateOf(event)
    if (fate.kind === 'drop') return
    if (fate.kind === 'delay') return this.#later(send, fate.delayMs)
    if (fate.kind === 'reorder') {
      this.#held.push({ event, send })
      return
    }
    this.#queue(send)
    if (fate.kind === 'duplicate') this.#queue(send)
    const due = this.#held.filter((one) => one.event === event)
    this.#held = this.#held.filter((one) => one.event !== event)
    for (const held of due) this.#queue(held.send)
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#waiting = []
    this.#held = []
  }

  #later(send: () => void, delayMs: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      this.#queue(send)
    }, delayMs)
    this.#timers.add(timer)
  }

  #queue(send: () => void): void {
    this.#waiting.push(send)
    if (this.#isScheduled) return
    this.#isScheduled = true
    setImmediate(() => this.#drain())
  }

  #drain(): void {
    this.#isScheduled = false
    for (const send of this.#waiting.splice(0)) sendUnlessGone(send)
  }
}

/** A job whose row was deleted meanwhile is thrown away, here as in the real server. */
function sendUnlessGone(send: () => void): void {
  try {
    send()
  } catch (error: unknown) {
    if (!(error instanceof Error && /is gone$/.test(error.message))) throw error
  }
}
