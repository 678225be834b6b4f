/**
 * Conversations the agent follows, hers or not. No event tells of it (FACTS §3.3), so the list is asked for at each catch-up and now
 * and then; the store keeps it, for the list of them and for a time without a connection.
 */
import type { AccountId, ConversationId, ConversationKey } from '../../../src-preload/contract/ids'
import type { Facts } from '../facts'
import type { ConversationNews } from '../news'
import type { Clock, Log, Server, Stop, Store } from '../ports'
import { writeDown } from '../store-trouble'
import { LOOK } from '../sync/origin'
import type { NewsQueue } from '../sync/queue'
import { nameOf } from './board'

interface FollowedNeeds {
  server: Pick<Server, 'conversations'>
  store: Pick<Store, 'followedConversations'>
  queue: Pick<NewsQueue, 'push'>
  facts: Facts
  clock: Clock
  log: Log
  accounts: () => AccountId[]
  /** The server's clock in ms. */
  serverNow: () => number
}

const AGAIN_MS = 10 * 60_000
/** 25 a page: who follows more than these may miss an old one. */
const MOST_PAGES = 8

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

  /** Asks when the last answer is old. */
  private look(): void {
    const { clock } = this.needs
    this.stopTimer()
    this.stopTimer = clock.after(AGAIN_MS, () => this.look())
    if (Math.abs(clock.now() - this.askedAt) < AGAIN_MS / 2) return
    this.askedAt = clock.now()
    this.ask().catch((error: unknown) => writeDown(this.needs.log, 'alerts/followed', error))
  }

  private async ask(): Promise<void> {
    const found = new Set<string>()
    for (const account of this.needs.accounts()) {
      const asOfAt = this.needs.serverNow()
      const read = await this.read(account)
      if (read === null) return
      for (const { id } of read.list) found.add(nameOf({ accountId: account, conversationId: id }))
      await this.tell(account, { ...read, asOfAt })
    }
    this.names = found
  }

  /** Null: it cannot be read now. `isWhole`: what is not in it is not followed. */
  private async read(account: AccountId): Promise<{ list: ConversationNews[]; isWhole: boolean } | null> {
    const list: ConversationNews[] = []
    for (let page = 1; page <= MOST_PAGES; page++) {
      const query = { status: 'all', conversationType: 'participating', page } as const
      const outcome = await this.needs.server.conversations(account, query)
      if (outcome.kind !== 'accepted') return null
      const { conversations } = outcome.value
      if (conversations.length === 0) return { list, isWhole: true }
      list.push(...conversations)
    }
    return { list, isWhole: false }
  }

  private async tell(
    account: AccountId,
    { list, isWhole, asOfAt }: { list: ConversationNews[]; isWhole: boolean; asOfAt: number },
  ): Promise<void> {
    const { queue, store } = this.needs
    const on = [...new Set(list.map(({ id }) => id))]
    const known = isWhole ? await store.followedConversations(account) : []
    const off = known.filter((id: ConversationId) => !on.includes(id))
    if (on.length + off.length === 0) return
    // Some may not be here yet: they lie in other inboxes, or were quiet for long.
    queue.push({ kind: 'conversations', list, origin: LOOK })
    queue.push({ kind: 'followed', account, on, off, asOfAt })
  }
}
