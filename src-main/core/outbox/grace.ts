/**
 * Whether the grace of an attempt without an answer has really passed. The wall clock alone does not say so: somebody sets it
 * ahead, and thirty seconds seem over while the server still works on the request. Timers know nothing of walls, but they die
 * with the process: what an earlier one began is waited for anew, in full.
 */
import type { ClientId } from '../../../src-preload/contract/ids'
import type { Clock, Stop } from '../ports'
import { GRACE_MS } from './next-step'

/** The look that may say "absent" is due when the grace is over: it must not come before this timer. */
const SLACK_MS = 1_000

export class Grace {
  private readonly running = new Map<ClientId, Stop>()
  private readonly over = new Set<ClientId>()

  constructor(private readonly clock: Clock) {}

  /** The attempt ended just now; begun again it runs anew. */
  begin(clientId: ClientId): void {
    this.running.get(clientId)?.()
    this.over.delete(clientId)
    this.running.set(
      clientId,
      this.clock.after(GRACE_MS - SLACK_MS, () => {
        this.running.delete(clientId)
        this.over.add(clientId)
      }),
    )
  }

  /** Only when this process saw it begin and pass. */
  isOver(clientId: ClientId): boolean {
    return this.over.has(clientId)
  }

  stop(): void {
    for (const stop of this.running.values()) stop()
    this.running.clear()
  }
}
