/**
 * One user on one server: owns a link, a queue, an outbox and an alert desk over one database. Nothing here knows the
 * other profiles.
 */
import type { Availability, Link, Profile } from '../../src-preload/contract/entities'
import type { AccountId, ConversationKey } from '../../src-preload/contract/ids'
import type { Answer } from '../../src-preload/contract/errors'
import type { Verdict } from '../../src-preload/contract/schemas/app'
import { errorOf, ok, refuse } from './answer'
import { type ConversationDesk, makeConversationDesk } from './conversation-desk'
import { saveDraft } from './drafts'
import { type Facts, makeFacts } from './facts'
import type { InboxSource } from './merged-inbox'
import type { ServerEvent, ServerProfile } from './news'
import { makeOutbox, type Outbox } from './outbox'
import type { Awake, Cable, Chance, Clock, Log, ProfileEntry, Server, Stop, Store } from './ports'
import type { SettingsBook } from './settings'
import { makeApply } from './sync/apply'
import { catchUp, refreshDirectory } from './sync/catch-up'
import { heartbeat } from './sync/gap'
import { makeLink } from './sync/link'
import type { SyncLink } from './sync/link-deps'
import { startPresence } from './sync/presence'
import { makeQueue, type NewsQueue } from './sync/queue'
import { makeTyping, type Typing } from './typing'

export interface ProfileNeeds {
  entry: ProfileEntry
  store: Store
  server: Server
  cable: Cable
  clock: Clock
  chance: Chance
  log: Log
  awake: Pick<Awake, 'isAway'>
  settings: SettingsBook
  memoryOnly: boolean
  /** Start of this process in ms: older jobs are looked up before they are sent. */
  bornAt: number
  /** The entry changed (names, accounts, version): keep it. */
  keep: (entry: ProfileEntry) => void
}

/** States in which requests get through. */
const CONNECTED: Link['state'][] = ['live', 'catching-up', 'polling']
/** A burst of "the lists are stale" is one reading. */
const DIRECTORY_DELAY_MS = 1_000

export class ProfileRuntime {
  entry: ProfileEntry
  readonly facts: Facts
  readonly store: Store
  readonly outbox: Outbox
  readonly conversations: ConversationDesk
  readonly typing: Typing
  private readonly link: SyncLink
  private readonly queue: NewsQueue
  private accounts: Profile['accounts']
  private stops: Stop[] = []

  constructor(private readonly needs: ProfileNeeds) {
    this.entry = needs.entry
    this.store = needs.store
    this.accounts = needs.entry.accounts.map((account) => ({ ...account, availability: 'offline', autoOffline: true }))
    this.facts = makeFacts(needs.log)
    this.typing = makeTyping(needs.clock, (conversation) => this.facts.tell({ kind: 'TypingChanged', conversation }))
    this.outbox = makeOutbox({
      ...needs,
      facts: this.facts,
      me: { id: needs.entry.user.id, name: needs.entry.user.name },
      settings: () => needs.settings.get(),
      link: { canSend: () => this.isConnected(), onChange: (listener) => this.onLink(listener) },
      learn: (news) => this.learn(news),
    })
    this.queue = makeQueue(
      makeApply({
        store: this.store,
        facts: this.facts,
        acknowledge: (tx, news) => this.outbox.acknowledge(tx, news),
        fetchConversation: (key) => this.conversations.fetch(key),
        passing: (account, event) => this.passing(account, event),
      }),
      needs.log,
    )
    this.link = makeLink({
      ...needs,
      changed: (link) => this.facts.tell({ kind: 'LinkChanged', link }),
      profileRead: (profile) => this.profileRead(profile),
      catchUp: (serverAt) => this.catchUp(serverAt),
      heartbeat: (serverAt) => heartbeat({ ...this.syncParts(), log: needs.log, serverAt }),
      event: (account, event) => this.queue.push({ kind: 'event', account, event }),
      hold: () => this.queue.hold(),
      release: () => this.queue.release(),
    })
    this.conversations = makeConversationDesk({
      ...this.syncParts(),
      log: needs.log,
      serverNow: () => this.link.serverNow(),
      isConnected: () => this.isConnected(),
    })
  }

  /** For the window: no secret in it. */
  view(): Profile {
    const { id, baseUrl, version, user, colour } = this.entry
    return { id, baseUrl, version, user, accounts: this.accounts, colour, memoryOnly: this.needs.memoryOnly, link: this.link.link }
  }

  get currentLink(): Link {
    return this.link.link
  }

  start(): void {
    this.stops.push(this.facts.on((fact) => fact.kind === 'ReplySent' && this.learnSent(fact.message)))
    this.stops.push(
      startPresence({
        clock: this.needs.clock,
        awake: this.needs.awake,
        accounts: () => this.accounts.map((account) => account.id),
        beat: (account) => this.link.beat(account),
      }),
    )
    this.outbox.start().catch((error: unknown) => this.needs.log.bug('outbox/start', error))
    this.link.start()
  }

  /** The machine goes to sleep. */
  sleep(): void {
    this.link.pause()
  }

  /** It woke up, or the network came back, or the agent asks to try now. */
  wake(): void {
    this.link.wake()
  }

  /** Ends everything; the store is closed last. */
  async stop(): Promise<void> {
    for (const stop of this.stops) stop()
    this.stops = []
    this.link.stop()
    this.queue.stop()
    await this.outbox.stop()
    this.needs.server.close()
    await this.store.close()
  }

  async setAvailability(account: AccountId, availability: Availability): Promise<Answer<Record<string, never>>> {
    const error = errorOf(await this.needs.server.setAvailability(account, availability))
    if (error !== null) return refuse(error)
    this.accounts = this.accounts.map((one) => (one.id === account ? { ...one, availability } : one))
    this.facts.tell({ kind: 'ProfileChanged' })
    return ok({})
  }

  inboxSource(): InboxSource {
    return { id: this.entry.id, me: this.entry.user.id, store: this.store, link: () => this.link.link }
  }

  saveDraft(key: ConversationKey, draft: { text: string; private: boolean; cursor: number }): Promise<void> {
    return saveDraft({ store: this.store, facts: this.facts, clock: this.needs.clock }, key, draft)
  }

  /** Why events did or did not alert, newest first. */
  async verdicts(limit: number): Promise<Verdict[]> {
    const stored = await this.store.verdicts(limit)
    return stored.map(({ accountId, conversationId, ...rest }) => ({
      ...rest,
      conversation: { profileId: this.entry.id, accountId, conversationId },
    }))
  }

  private isConnected(): boolean {
    return CONNECTED.includes(this.link.link.state)
  }

  private onLink(listener: () => void): Stop {
    return this.facts.on((fact) => fact.kind === 'LinkChanged' && listener())
  }

  private syncParts() {
    return {
      server: this.needs.server,
      store: this.store,
      queue: this.queue,
      facts: this.facts,
      clock: this.needs.clock,
      me: this.entry.user.id,
      accounts: this.accounts,
    }
  }

  private async catchUp(serverAt: number): Promise<boolean> {
    const result = await catchUp({ ...this.syncParts(), serverAt })
    if (result.kind === 'failed') {
      this.needs.log.warn('catch-up stopped', { why: result.why })
      return false
    }
    this.facts.tell({ kind: 'CaughtUp', gapMs: result.gapMs, counts: result.counts })
    return true
  }

  private async profileRead(profile: ServerProfile): Promise<void> {
    const { userId, name, email, avatarUrl } = profile
    this.accounts = profile.accounts.filter((account) => account.active)
    const about = await this.needs.server.about()
    const version = about.kind === 'accepted' ? about.value.version : this.entry.version
    const accounts = this.accounts.map(({ id, name, role }) => ({ id, name, role }))
    this.entry = { ...this.entry, version, user: { id: userId, name, email, avatarUrl }, accounts }
    this.needs.keep(this.entry)
    this.facts.tell({ kind: 'ProfileChanged' })
  }

  /** Pages that a look-up read anyway. */
  private learn(news: Parameters<NonNullable<Parameters<typeof makeOutbox>[0]['learn']>>[0]): void {
    const first = news[0]
    if (first === undefined) return
    const key: ConversationKey = { accountId: first.accountId, conversationId: first.conversationId }
    this.queue.push({ kind: 'messages', key, list: news, reachedStart: false, origin: { source: 'look', gapMs: 0 } })
  }

  /** The answer to our own POST comes before any event: the row of the list must not wait for it. */
  private learnSent(message: { accountId: AccountId; conversationId: ConversationKey['conversationId']; id: unknown }): void {
    const { accountId, conversationId } = message
    this.queue.push({ kind: 'touch', key: { accountId, conversationId } })
  }

  /** What is not stored: who writes, and lists that grew old. */
  private passing(account: AccountId, event: ServerEvent): void {
    if (event.kind === 'typing') {
      const isMe = event.who.type === 'user' && event.who.id === this.entry.user.id
      if (!isMe) this.typing.set({ accountId: account, conversationId: event.conversationId }, event.who, event.on)
    }
    if (event.kind === 'directory-stale') this.rereadDirectory(account)
  }

  private rereading = new Set<AccountId>()
  private rereadDirectory(account: AccountId): void {
    if (this.rereading.has(account)) return
    this.rereading.add(account)
    this.needs.clock.after(DIRECTORY_DELAY_MS, () => {
      this.rereading.delete(account)
      void refreshDirectory(this.syncParts(), account)
    })
  }
}
