/**
 * The conversations of an account, back to a time, page by page. Where to go on is read off the store: so many that are
 * newer than what is known lie before it in the server's list. Only the number of the last page is remembered, to save that.
 */
import type { AccountId } from '../../../src-preload/contract/ids'
import type { ConversationNews, ConversationPage } from '../news'
import type { HistoryReading, HistoryStep } from './history-pages'
import { HISTORY } from './origin'

/** Of the server's list (FACTS §3.1). */
const PAGE = 25
/** Empty pages in the middle that are asked for again. */
const MOST_SLIPS = 5
/** Earlier than all: the end of the list was seen. */
const BEGINNING = Number.MIN_SAFE_INTEGER

/** The list of one account, for as long as the process lives. */
export class HistoryList {
  private page: number | null = null
  private isProved = false
  private allCount: number | null = null
  private last = ''
  private empties = 0
  private slips = 0

  constructor(private readonly account: AccountId) {}

  /** Whether all that moved since then is here. */
  async isDone({ store }: HistoryReading, since: number): Promise<boolean> {
    return ((await store.listedSince(this.account)) ?? Infinity) <= since
  }

  /** One page. `unreadable`: the server gives the same one again and again. */
  async step(reading: HistoryReading): Promise<HistoryStep> {
    const { store, server, queue } = reading
    const known = await store.listedSince(this.account)
    const page = (this.page ??= await this.placeOf(reading, known))
    const outcome = await server.conversations(this.account, { status: 'all', page })
    if (outcome.kind === 'refused') return 'unreadable'
    if (outcome.kind !== 'accepted') return outcome.kind
    const { conversations: list } = outcome.value
    if (!(await queue.pushed({ kind: 'conversations', list, origin: HISTORY }))) return 'store'
    if (this.isBack(outcome.value, { page, known })) return 'done'
    this.page = page + 1
    if (list.length === 0) return this.end(reading)
    if (this.wasSlip(page)) return 'done'
    const names = list.map(({ id }) => id).join()
    if (names === this.last) return 'unreadable'
    this.last = names
    const reached = Math.min(known ?? Infinity, ...list.map(({ fields }) => fields.lastActivityAt ?? Infinity))
    if (Number.isFinite(reached)) await store.commit((tx) => tx.setListedSince(this.account, reached))
    return 'done'
  }

  private async placeOf({ store }: HistoryReading, known: number | null): Promise<number> {
    if (known === null) return 1
    const { known: newer } = await store.historyCount(this.account, known)
    return Math.max(1, Math.floor(newer / PAGE))
  }

  /**
   * Whether it must look further to the front: some in between are not here, because the place was guessed wrong, or because
   * conversations that were deleted meanwhile let others move up.
   */
  private isBack({ conversations, allCount }: ConversationPage, at: { page: number; known: number | null }): boolean {
    const hasShrunk = allCount !== null && this.allCount !== null && allCount < this.allCount
    this.allCount = allCount
    if (at.page > 1 && !this.isProved && !reaches(conversations[0], at.known)) {
      this.page = Math.max(1, Math.floor(at.page / 2))
      return true
    }
    this.isProved = true
    if (!hasShrunk || at.page === 1) return false
    this.page = at.page - 1
    return true
  }

  /** The page before was empty and this is not: that one is asked again, though not for ever. */
  private wasSlip(page: number): boolean {
    const isSlip = this.empties > 0 && this.slips < MOST_SLIPS
    this.empties = 0
    if (!isSlip) return false
    this.slips += 1
    this.page = page - 1
    return true
  }

  /** One empty page may be a slip in the middle; the second in a row is the end. */
  private async end({ store }: HistoryReading): Promise<HistoryStep> {
    this.empties += 1
    if (this.empties > 1) await store.commit((tx) => tx.setListedSince(this.account, BEGINNING))
    return 'done'
  }
}

function reaches(first: ConversationNews | undefined, known: number | null): boolean {
  return first !== undefined && known !== null && (first.fields.lastActivityAt ?? -Infinity) >= known
}
