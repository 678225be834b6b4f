import type { AccountId, ConversationKey, UserId } from '../../../src-preload/contract/ids'
import type { CaughtUpCounts, Fact } from '../facts'
import type { Store } from '../ports'

/**
 * What came in during a catch-up: numbers only, for the digest. It goes on over attempts that fail half way, for what they
 * stored is not new to the next one.
 */
export class Missed {
  private readonly since = new Map<AccountId, number>()
  private readonly found = new Map<string, { key: ConversationKey; messages: number; mentionsMe: boolean }>()
  private gaps: number[] = []
  private isOpen = false

  /** A catch-up begins, or begins again after a failure. */
  begin(): void {
    if (this.isOpen) return
    this.isOpen = true
    this.gaps = []
    this.since.clear()
    this.found.clear()
  }

  /** The gap of an account: messages older than `sinceAt` (server ms) are history. */
  reach(account: AccountId, gapMs: number, sinceAt: number): void {
    this.gaps.push(gapMs)
    this.since.set(account, Math.min(sinceAt, this.since.get(account) ?? Infinity))
  }

  hear(fact: Fact): void {
    if (!this.isOpen || fact.kind !== 'MessageArrived' || fact.source !== 'catch-up') return
    const { accountId, conversationId, type, createdAt } = fact.message
    if (type !== 'incoming' || createdAt < (this.since.get(accountId) ?? Infinity)) return
    const name = `${accountId}/${conversationId}`
    const known = this.found.get(name) ?? { key: { accountId, conversationId }, messages: 0, mentionsMe: false }
    this.found.set(name, { ...known, messages: known.messages + 1, mentionsMe: known.mentionsMe || fact.mentionsMe })
  }

  /** It is done. */
  async end(store: Store, me: UserId): Promise<{ gapMs: number; counts: CaughtUpCounts }> {
    this.isOpen = false
    const counts: CaughtUpCounts = { newMessages: 0, conversations: this.found.size, concernMe: 0 }
    for (const { key, messages, mentionsMe } of this.found.values()) {
      const stored = await store.conversation(key)
      const assignee = stored?.conversation.assignee ?? null
      counts.newMessages += messages
      if (mentionsMe || (stored !== null && (assignee === null || assignee.id === me))) counts.concernMe += messages
    }
    // An account that is filled for the first time (Infinity) says nothing about how long the others were away.
    const known = this.gaps.filter(Number.isFinite)
    return { gapMs: known.length === 0 && this.gaps.length > 0 ? Infinity : Math.max(0, ...known), counts }
  }
}
