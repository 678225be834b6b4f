import type { AlertCase } from '../../../src-preload/contract/alert-case'
import type { ConversationKey } from '../../../src-preload/contract/ids'
import type { Facts } from '../facts'
import type { Clock, Log, Stop, Store, StoredVerdict } from '../ports'
import type { Verdict } from './policy'

/** A flood of messages is one commit. */
const GATHER_MS = 500

/** "Why did this (not) alert?": verdicts, gathered and kept by the store. Losing the last half second of them is harmless. */
export class VerdictBook {
  private waiting: StoredVerdict[] = []
  private tokens: { token: string; key: ConversationKey }[] = []
  private timer: Stop | null = null

  constructor(private readonly needs: { store: Store; facts: Facts; clock: Clock; log: Log }) {}

  note(key: ConversationKey, given: AlertCase, verdict: Verdict): void {
    const { accountId, conversationId } = key
    const isAlert = 'alert' in verdict
    const reason = isAlert ? verdict.because : verdict.silent
    const { at, what } = given
    this.waiting.push({ at, accountId, conversationId, event: what, alerted: isAlert, reason, rule: verdict.rule, given })
    this.wind()
  }

  /** An alert of this conversation may outlive us under that name. */
  name(token: string, key: ConversationKey): void {
    this.tokens.push({ token, key })
    this.wind()
  }

  /** Writes what is waiting; also when the desk closes. */
  async flush(): Promise<void> {
    this.timer?.()
    this.timer = null
    const verdicts = this.waiting.splice(0)
    const tokens = this.tokens.splice(0)
    if (verdicts.length + tokens.length === 0) return
    await this.needs.store.commit(async (tx) => {
      for (const verdict of verdicts) await tx.addVerdict(verdict)
      for (const { token, key } of tokens) await tx.putAlertToken(token, key)
    })
    if (verdicts.length > 0) this.needs.facts.tell({ kind: 'VerdictsChanged' })
  }

  private wind(): void {
    this.timer ??= this.needs.clock.after(GATHER_MS, () => {
      this.flush().catch((error: unknown) => this.needs.log.bug('alerts/verdicts', error))
    })
  }
}
