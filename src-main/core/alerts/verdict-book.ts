import type { Message } from '../../../src-preload/contract/entities'
import type { Facts } from '../facts'
import type { Clock, Log, Stop, Store, StoredVerdict } from '../ports'
import type { Verdict } from './policy'

/** A flood of messages is one commit. */
const GATHER_MS = 500

/** "Why did this (not) alert?": verdicts, gathered and kept by the store. Losing the last half second of them is harmless. */
export class VerdictBook {
  private waiting: StoredVerdict[] = []
  private timer: Stop | null = null

  constructor(private readonly needs: { store: Store; facts: Facts; clock: Clock; log: Log }) {}

  note(message: Message, verdict: Verdict): void {
    const { accountId, conversationId } = message
    const isAlert = 'alert' in verdict
    const event = isAlert ? verdict.alert : message.private ? 'note' : message.type
    const reason = isAlert ? null : verdict.silent
    this.waiting.push({ at: this.needs.clock.now(), accountId, conversationId, event, alerted: isAlert, reason })
    this.timer ??= this.needs.clock.after(GATHER_MS, () => {
      this.flush().catch((error: unknown) => this.needs.log.bug('alerts/verdicts', error))
    })
  }

  /** Writes what is waiting; also when the desk closes. */
  async flush(): Promise<void> {
    this.timer?.()
    this.timer = null
    const verdicts = this.waiting.splice(0)
    if (verdicts.length === 0) return
    await this.needs.store.commit(async (tx) => {
      for (const verdict of verdicts) await tx.addVerdict(verdict)
    })
    this.needs.facts.tell({ kind: 'VerdictsChanged' })
  }
}
