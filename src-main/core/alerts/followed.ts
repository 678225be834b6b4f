/** Conversations the agent follows without their being hers. No event tells of it (FACTS §3.3), so the list is asked now and then. */
import type { AccountId, ConversationKey } from '../../../src-preload/contract/ids'
import type { Facts } from '../facts'
import type { Clock, Log, Server, Stop } from '../ports'
import { writeDown } from '../store-trouble'
import { nameOf } from './board'

interface FollowedNeeds {
  server: Pick<Server, 'conversations'>
  facts: Facts
  clock: Clock
  log: Log
  accounts: () => AccountId[]
  /** Asked only while it matters. */
  isWanted: () => boolean
}

const AGAIN_MS = 10 * 60_000
/** 25 a page: who follows more than these will not miss one. */
const MOST_PAGES = 4

export class Followed {
  private names = new Set<string>()
  private askedAt = -Infinity
  private stopFacts: Stop = () => undefined
  private stopTimer: Stop = () => undefined

  constructor(private readonly needs: FollowedNeeds) {}

  start(): void {
    this.stopFacts = this.needs.facts.on((fact) => {
      if (fact.kind === 'CaughtUp') this.look()
    })
  }

  stop(): void {
    this.stopFacts()
    this.stopTimer()
  }

  has(key: ConversationKey): boolean {
    return this.names.has(nameOf(key))
  }

  /** Asks when that is wanted and the last answer is old. */
  look(): void {
    const { clock, isWanted } = this.needs
    this.stopTimer()
    this.stopTimer = clock.after(AGAIN_MS, () => this.look())
    if (!isWanted() || Math.abs(clock.now() - this.askedAt) < AGAIN_MS / 2) return
    this.askedAt = clock.now()
    this.ask().catch((error: unknown) => writeDown(this.needs.log, 'alerts/followed', error))
  }

  private async ask(): Promise<void> {
    const found = new Set<string>()
    for (const account of this.needs.accounts()) {
      for (let page = 1; page <= MOST_PAGES; page++) {
        const query = { status: 'all', conversationType: 'participating', page } as const
        const outcome = await this.needs.server.conversations(account, query)
        if (outcome.kind !== 'accepted') return
        const { conversations } = outcome.value
        for (const { id } of conversations) found.add(nameOf({ accountId: account, conversationId: id }))
        if (conversations.length === 0) break
      }
    }
    this.names = found
  }
}
