/**
 * Everything that keeps the store of a profile equal to its server: link, queue, apply, catch-up, heartbeat, presence.
 * What it learns is told as facts; what it needs from the rest of the profile is handed in.
 */
import type { Link } from '../../../src-preload/contract/entities'
import type { AccountId, ConversationKey, UserId } from '../../../src-preload/contract/ids'
import type { Facts } from '../facts'
import type { HealthNote } from '../health'
import type { ConversationNews, MessageNews, ServerEvent, ServerProfile } from '../news'
import type { Cable, Chance, Clock, Log, Server, Stop, Store } from '../ports'
import { storeTroubleOf, writeDown } from '../store-trouble'
import { makeApply } from './apply'
import type { Acknowledge } from './apply-deps'
import { catchUp } from './catch-up'
import type { Accounts } from './catch-up-deps'
import { type Heartbeat, heartbeat, type Missing } from './gap'
import { makeLink } from './link'
import type { SyncLink } from './link-deps'
import { Missed } from './missed'
import { ANSWER, LOOK } from './origin'
import { type Failure, type Reading, refreshDirectory } from './pages'
import { makeQueue, type NewsQueue } from './queue'

export interface SyncNeeds {
  store: Store
  /** For the connection and its catch-up, which have a purse of their own. */
  server: Server
  /** For what is compared and read again by the way. */
  heartbeatServer: Server
  cable: Cable
  clock: Clock
  chance: Chance
  log: Log
  facts: Facts
  /** Into the health log. */
  note: (line: HealthNote) => void
  me: UserId
  /** Active accounts as last heard. */
  accounts: () => { id: AccountId }[]
  acknowledge: Acknowledge
  fetchConversation: (key: ConversationKey) => Promise<ConversationNews | null>
  profileRead: (profile: ServerProfile, version: string | null) => void
  /** Events that are not stored. */
  passing: (account: AccountId, event: ServerEvent) => void
}

/** States in which requests get through. */
const CONNECTED: Link['state'][] = ['live', 'catching-up', 'polling']
/** A burst of "the lists are stale" is one reading. */
const DIRECTORY_DELAY_MS = 1_000
/** Lists nobody tells of are not older than this when somebody looks. */
const DIRECTORY_AGAIN_MS = 5 * 60_000
/** An alert waits no longer than this for a name. */
const NAME_PATIENCE_MS = 2_000

export class Sync {
  readonly queue: NewsQueue
  private readonly machine: SyncLink
  private readonly missed = new Missed()
  private rereadAt = -Infinity
  private readonly rereading = new Set<AccountId>()
  private stops: Stop[] = []

  constructor(private readonly needs: SyncNeeds) {
    const { facts } = needs
    const apply = makeApply({
      ...needs,
      fetchConversation: (key) => this.fetchPatiently(key),
      passing: (account, event) => this.passing(account, event),
    })
    this.queue = makeQueue({ ...needs, apply, lost: (trouble) => this.lost(trouble) })
    this.machine = makeLink({
      ...needs,
      changed: (link) => {
        facts.tell({ kind: 'LinkChanged', link })
        if (link.state === 'signed-out') facts.tell({ kind: 'SignedOut' })
      },
      profileRead: (profile, version) => {
        needs.profileRead(profile, version)
        this.queue.push({ kind: 'accounts', kept: profile.accounts.map((account) => account.id) })
      },
      catchUp: (serverAt, isOver) => this.catchUp(serverAt, isOver),
      heartbeat: (serverAt) => this.heartbeat(serverAt),
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
    this.stops = [this.needs.facts.on((fact) => this.missed.hear(fact))]
    this.machine.start()
  }

  /** Presence in an account; nothing without a live socket. */
  beat(account: AccountId): void {
    this.machine.beat(account)
  }

  /** The agent is at the window: lists of which no event tells, such as kept filters (FACTS §5.3), are read again now and then. */
  agentIsHere(): void {
    const now = this.needs.clock.now()
    if (!this.isConnected() || Math.abs(now - this.rereadAt) < DIRECTORY_AGAIN_MS) return
    this.rereadAt = now
    for (const { id } of this.needs.accounts()) this.rereadDirectory(id)
  }

  sleep(): void {
    this.machine.pause()
  }

  wake(): void {
    this.machine.wake()
  }

  stop(): void {
    for (const stop of this.stops.splice(0)) stop()
    this.machine.stop()
    this.queue.stop()
  }

  /** Pages that a look-up of the outbox read anyway. */
  learn(news: MessageNews[]): void {
    const first = news[0]
    if (first === undefined) return
    const key: ConversationKey = { accountId: first.accountId, conversationId: first.conversationId }
    this.queue.push({ kind: 'messages', key, list: news, reachedStart: false, origin: LOOK })
  }

  /** What the server answered of a conversation; resolves when it is written down. */
  heard(news: ConversationNews): Promise<boolean> {
    return this.queue.pushed({ kind: 'conversations', list: [news], origin: ANSWER })
  }

  private parts(serverAt: number): Reading & Accounts {
    return { ...this.needs, queue: this.queue, accounts: this.needs.accounts(), serverAt }
  }

  private async catchUp(serverAt: number, isOver: () => boolean): Promise<Failure | null> {
    const { clock, log, facts, note } = this.needs
    const beganAt = clock.now()
    const run = catchUp({ ...this.parts(serverAt), missed: this.missed, isOver })
    const result = await this.orTrouble(run)
    const tookMs = Math.max(0, clock.now() - beganAt)
    if (result.kind === 'failed') {
      log.warn('catch-up stopped', { why: result.why })
      if (result.why !== 'over') note({ what: 'catch-up-failed', word: result.why, tookMs })
      return result.why
    }
    facts.tell({ kind: 'CaughtUp', gapMs: result.gapMs, counts: result.counts })
    const gapMs = Number.isFinite(result.gapMs) ? result.gapMs : null
    const { newMessages: messages, conversations } = result.counts
    note({ what: 'caught-up', gapMs, tookMs, messages, conversations })
    return null
  }

  private async heartbeat(serverAt: number): Promise<Heartbeat> {
    const parts = { ...this.parts(serverAt), server: this.needs.heartbeatServer }
    const beat = await this.orTrouble<Heartbeat>(heartbeat({ ...parts, log: this.needs.log }))
    // While polling the socket brings nothing at all: what is found then is no gap of it.
    if (beat.kind === 'gap' && this.link.state === 'live') this.needs.note(gapNote(beat.missed))
    return beat
  }

  /** A store that cannot be written is a failure like a server that does not answer; anything else is a bug. */
  private async orTrouble<T>(work: Promise<T>): Promise<T | { kind: 'failed'; why: 'store' }> {
    try {
      return await work
    } catch (error: unknown) {
      if (storeTroubleOf(error) === null) throw error
      return { kind: 'failed', why: 'store' }
    }
  }

  private lost(trouble: string): void {
    this.needs.log.warn('store', { trouble })
    this.machine.distrust('store')
  }

  /** Null when it takes too long; a late answer is stored when it comes. */
  private fetchPatiently(key: ConversationKey): Promise<ConversationNews | null> {
    const { clock, log, fetchConversation } = this.needs
    return new Promise((resolve) => {
      let isLate = false
      const stop = clock.after(NAME_PATIENCE_MS, () => {
        isLate = true
        resolve(null)
      })
      fetchConversation(key)
        .then((news) => {
          stop()
          if (isLate && news !== null) this.queue.push({ kind: 'conversations', list: [news], origin: LOOK })
          resolve(news)
        })
        .catch((error: unknown) => {
          stop()
          writeDown(log, 'sync/fetch', error)
          resolve(null)
        })
    })
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
      this.directoryIsStale(account).catch((error: unknown) => writeDown(this.needs.log, 'sync/directory', error))
    })
  }

  private async directoryIsStale(account: AccountId): Promise<void> {
    const { heartbeatServer: server, store } = this.needs
    await refreshDirectory({ server, store, queue: this.queue }, account)
    const cursors = await store.cursors()
    if (cursors.some((cursor) => cursor.accountId === account && !cursor.filled)) this.machine.catchUpAgain()
  }
}

/** The first few by number: enough to look at them, whatever the size of the gap. */
const NAMED = 5

function gapNote(missed: Missing[]): HealthNote {
  const which = missed.slice(0, NAMED).map(({ key }) => `${key.accountId}/${key.conversationId}`)
  const lateMs = Math.max(0, ...missed.map((one) => one.lateMs))
  return { what: 'gap', conversations: missed.length, lateMs, which: which.join(' ').slice(0, 60) }
}
