/**
 * Everything that keeps the store of a profile equal to its server: link, queue, apply, catch-up, heartbeat, presence.
 * What it learns is told as facts; what it needs from the rest of the profile is handed in.
 */
import type { Link } from '../../../src-preload/contract/entities'
import type { AccountId, ConversationKey, UserId } from '../../../src-preload/contract/ids'
import type { Facts } from '../facts'
import type { ConversationNews, MessageNews, ServerEvent, ServerProfile } from '../news'
import type { Awake, Cable, Chance, Clock, Log, Server, Stop, Store } from '../ports'
import { type Acknowledge, makeApply } from './apply'
import { catchUp, type CatchUpDeps, refreshDirectory } from './catch-up'
import { heartbeat } from './gap'
import { makeLink } from './link'
import type { SyncLink } from './link-deps'
import { startPresence } from './presence'
import { makeQueue, type NewsQueue } from './queue'

export interface SyncNeeds {
  store: Store
  server: Server
  cable: Cable
  clock: Clock
  chance: Chance
  log: Log
  facts: Facts
  awake: Pick<Awake, 'isAway'>
  me: UserId
  /** Active accounts as last heard. */
  accounts: () => { id: AccountId }[]
  acknowledge: Acknowledge
  fetchConversation: (key: ConversationKey) => Promise<ConversationNews | null>
  profileRead: (profile: ServerProfile) => Promise<void>
  /** Events that are not stored. */
  passing: (account: AccountId, event: ServerEvent) => void
}

/** States in which requests get through. */
const CONNECTED: Link['state'][] = ['live', 'catching-up', 'polling']
/** A burst of "the lists are stale" is one reading. */
const DIRECTORY_DELAY_MS = 1_000

export class Sync {
  readonly queue: NewsQueue
  private readonly machine: SyncLink
  private readonly rereading = new Set<AccountId>()
  private stopPresence: Stop = () => undefined

  constructor(private readonly needs: SyncNeeds) {
    const { facts, log } = needs
    this.queue = makeQueue(makeApply({ ...needs, passing: (account, event) => this.passing(account, event) }), log)
    this.machine = makeLink({
      ...needs,
      changed: (link) => {
        facts.tell({ kind: 'LinkChanged', link })
        if (link.state === 'signed-out') facts.tell({ kind: 'SignedOut' })
      },
      catchUp: (serverAt) => this.catchUp(serverAt),
      heartbeat: (serverAt) => heartbeat({ ...this.parts(serverAt), log }),
      event: (account, event) => this.queue.push({ kind: 'event', account, event }),
      hold: () => this.queue.hold(),
      release: () => this.queue.release(),
    })
  }

  get link(): Link {
    return this.machine.link
  }

  /** The server answers requests: the outbox may send, a list may be refreshed. */
  isConnected(): boolean {
    return CONNECTED.includes(this.link.state)
  }

  serverNow(): number {
    return this.machine.serverNow()
  }

  start(): void {
    this.stopPresence = startPresence({
      clock: this.needs.clock,
      awake: this.needs.awake,
      accounts: () => this.needs.accounts().map((account) => account.id),
      beat: (account) => this.machine.beat(account),
    })
    this.machine.start()
  }

  sleep(): void {
    this.machine.pause()
  }

  wake(): void {
    this.machine.wake()
  }

  stop(): void {
    this.stopPresence()
    this.machine.stop()
    this.queue.stop()
  }

  /** Pages that a look-up of the outbox read anyway. */
  learn(news: MessageNews[]): void {
    const first = news[0]
    if (first === undefined) return
    const key: ConversationKey = { accountId: first.accountId, conversationId: first.conversationId }
    this.queue.push({ kind: 'messages', key, list: news, reachedStart: false, origin: { source: 'look', gapMs: 0 } })
  }

  private parts(serverAt: number): CatchUpDeps {
    return { ...this.needs, queue: this.queue, accounts: this.needs.accounts(), serverAt }
  }

  private async catchUp(serverAt: number): Promise<boolean> {
    const result = await catchUp(this.parts(serverAt))
    if (result.kind === 'failed') {
      this.needs.log.warn('catch-up stopped', { why: result.why })
      return false
    }
    this.needs.facts.tell({ kind: 'CaughtUp', gapMs: result.gapMs, counts: result.counts })
    return true
  }

  private passing(account: AccountId, event: ServerEvent): void {
    if (event.kind === 'directory-stale') this.rereadDirectory(account)
    else this.needs.passing(account, event)
  }

  private rereadDirectory(account: AccountId): void {
    if (this.rereading.has(account)) return
    this.rereading.add(account)
    this.needs.clock.after(DIRECTORY_DELAY_MS, () => {
      this.rereading.delete(account)
      refreshDirectory({ server: this.needs.server, queue: this.queue }, account).catch((error: unknown) =>
        this.needs.log.bug('sync/directory', error),
      )
    })
  }
}
