/**
 * Inboxes the agent is a member of. Only administrators are asked about: they are told of every inbox, everybody else of their
 * own (FACTS §5.3). What the server said is kept, so that the first alert after a start knows it.
 */
import type { AccountId, InboxId, UserId } from '../../../src-preload/contract/ids'
import type { Facts } from '../facts'
import type { Clock, Log, Server, Stop, Store, StoredMembership } from '../ports'
import { writeDown } from '../store-trouble'

interface MembershipNeeds {
  store: Store
  server: Pick<Server, 'inboxMembers'>
  facts: Facts
  clock: Clock
  log: Log
  me: { id: UserId }
  /** By account; what is not `administrator` gets nothing but its own. */
  roleOf: (account: AccountId) => string | null
}

const ADMINISTRATOR = 'administrator'
/** Lists come with every catch-up; who is a member changes once a month, and then the server says that the lists are stale. */
const FRESH_MS = 10 * 60_000

export class Memberships {
  private readonly known = new Map<AccountId, Map<InboxId, StoredMembership>>()
  private readonly stops: Stop[] = []
  private readonly again = new Map<AccountId, Stop>()
  private line: Promise<void> = Promise.resolve()

  constructor(private readonly needs: MembershipNeeds) {}

  start(): void {
    this.inLine(async () => {
      for (const row of await this.needs.store.memberships()) this.remember(row)
    })
    this.stops.push(
      this.needs.facts.on((fact) => {
        if (fact.kind === 'DirectoryChanged') this.inLine(() => this.refresh(fact.accountId))
      }),
    )
  }

  stop(): void {
    for (const stop of [...this.stops.splice(0), ...this.again.values()]) stop()
  }

  /**
   * Null: nobody asked yet, or all that comes is the agent's. So too for an administrator who is a member of no inbox at all: in
   * a small shop the owner is everybody, and a customer whom nobody hears of is worse than one alert too many.
   */
  of(account: AccountId): ReadonlySet<InboxId> | null {
    if (this.needs.roleOf(account) !== ADMINISTRATOR) return null
    const rows = [...(this.known.get(account)?.values() ?? [])]
    const mine = rows.filter(({ isMember }) => isMember).map(({ inboxId }) => inboxId)
    return mine.length === 0 ? null : new Set([...mine, ...this.unasked(account, rows)])
  }

  /** An inbox that is new counts until the server has said whose it is. */
  private unasked(account: AccountId, rows: StoredMembership[]): InboxId[] {
    const asked = new Set(rows.map(({ inboxId }) => inboxId))
    return (this.listed.get(account) ?? []).filter((id) => !asked.has(id))
  }

  private readonly listed = new Map<AccountId, InboxId[]>()

  private async refresh(account: AccountId): Promise<void> {
    const { store, clock, roleOf } = this.needs
    const ids = (await store.directory(account)).inboxes.map(({ id }) => id)
    this.listed.set(account, ids)
    if (roleOf(account) !== ADMINISTRATOR) return
    const now = clock.now()
    const isFresh = (id: InboxId): boolean =>
      Math.abs(now - (this.known.get(account)?.get(id)?.checkedAt ?? -Infinity)) < FRESH_MS
    for (const id of ids.filter((one) => !isFresh(one))) await this.ask(account, id)
    if (ids.some(isFresh)) this.askLater(account)
  }

  /** It said "stale" a moment after we asked: what changed is seen when the answer is old enough. */
  private askLater(account: AccountId): void {
    if (this.again.has(account)) return
    const stop = this.needs.clock.after(FRESH_MS, () => {
      this.again.delete(account)
      this.inLine(() => this.refresh(account))
    })
    this.again.set(account, stop)
  }

  private async ask(account: AccountId, inbox: InboxId): Promise<void> {
    const outcome = await this.needs.server.inboxMembers(account, inbox)
    // What cannot be asked stays as it was.
    if (outcome.kind !== 'accepted') return
    const isMember = outcome.value.some(({ id }) => id === this.needs.me.id)
    const row = { accountId: account, inboxId: inbox, isMember, checkedAt: this.needs.clock.now() }
    this.remember(row)
    await this.needs.store.commit((tx) => tx.putMembership(row))
  }

  private remember(row: StoredMembership): void {
    const ofAccount = this.known.get(row.accountId) ?? new Map<InboxId, StoredMembership>()
    this.known.set(row.accountId, ofAccount.set(row.inboxId, row))
  }

  private inLine(work: () => Promise<void>): void {
    this.line = this.line.then(work).catch((error: unknown) => void writeDown(this.needs.log, 'alerts/memberships', error))
  }
}
