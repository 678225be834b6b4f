/**
 * One user on one server: owns a link, a queue, an outbox and an alert desk over one database. Nothing here knows the
 * other profiles.
 */
import type { Link, Profile } from '../../src-preload/contract/entities'
import type { AccountId } from '../../src-preload/contract/ids'
import type { ServerTrust } from '../../src-preload/contract/trust'
import { type Budget, makeBudget } from './budget'
import { type ContactDesk, makeContactDesk } from './contacts'
import { ConversationDesk } from './conversation-desk'
import { type Drafts, makeDrafts } from './drafts'
import { type Errands, makeErrands } from './errands'
import { type Facts, makeFacts } from './facts'
import { type FileDesk, makeFileDesk } from './files'
import { type Health, keepHealth } from './health'
import type { InboxSource } from './merged-inbox'
import type { ServerEvent, ServerProfile } from './news'
import { makeOutbox, type Outbox } from './outbox'
import { type LinkView, reviewOf } from './outbox/needs'
import { undoMsOf } from './outbox/undo-ring'
import { NO_TRUST, unreadAccounts } from './profile-entry'
import type { Awake, Cable, Chance, Clock, Log, ProfileEntry, Server, Stop, Store } from './ports'
import { keepIndexed } from './search/indexing'
import type { ServerSource } from './search/on-server'
import { makePlaybook, type Playbook } from './playbook/playbook'
import { OwnPresence } from './presence'
import type { SearchSource } from './search/source'
import type { SettingsBook } from './settings'
import { SleepBook } from './sleep-book'
import { writeDown } from './store-trouble'
import { type WatchedStore, watchStore } from './store-watch'
import { Sync } from './sync'
import { makeTyping, type Typing } from './typing'

export interface ProfileNeeds {
  entry: ProfileEntry
  store: Store
  server: Server
  cable: Cable
  clock: Clock
  chance: Chance
  log: Log
  awake: Pick<Awake, 'state' | 'onTurn'>
  settings: SettingsBook
  memoryOnly: boolean
  /** Start of this process in ms: older jobs are looked up before they are sent. */
  bornAt: number
  /** How its server is known; left out: nothing is pinned. */
  trustOf?: (baseUrl: string) => ServerTrust
  /** The entry changed (names, accounts, version): keep it. */
  keep: (entry: ProfileEntry) => void
  /** The database is damaged: it must be opened again. */
  broken?: () => void
}

export class ProfileRuntime {
  entry: ProfileEntry
  readonly facts: Facts
  readonly store: Store
  readonly outbox: Outbox
  readonly files: FileDesk
  readonly conversations: ConversationDesk
  readonly contacts: ContactDesk
  readonly errands: Errands
  readonly drafts: Drafts
  readonly typing: Typing
  readonly health: Health
  readonly budget: Budget
  readonly sync: Sync
  readonly presence: OwnPresence
  readonly playbook: Playbook
  private readonly watched: WatchedStore
  private readonly sleepBook: SleepBook
  private readonly needs: ProfileNeeds
  private accounts: Profile['accounts']
  private stops: Stop[] = []

  constructor(given: ProfileNeeds) {
    const { entry, settings, clock, log } = given
    this.facts = makeFacts(log)
    const changed = (): void => this.facts.tell({ kind: 'ProfileChanged' })
    this.watched = watchStore(given.store, { clock, changed, broken: () => given.broken?.() })
    const { store } = this.watched
    this.health = keepHealth({ store, facts: this.facts, clock, log })
    this.sleepBook = new SleepBook(clock, this.health)
    this.budget = makeBudget(given.server, { ...given, throttled: (waitMs) => this.health.note({ what: 'throttled', waitMs }) })
    const needs = { ...given, store, server: this.budget.of('interactive'), facts: this.facts }
    this.needs = needs
    this.entry = entry
    this.store = store
    this.accounts = unreadAccounts(entry)
    this.typing = makeTyping(clock, (conversation) => this.facts.tell({ kind: 'TypingChanged', conversation }))
    this.files = makeFileDesk(needs)
    this.drafts = makeDrafts(needs)
    this.outbox = makeOutbox({
      ...needs,
      server: this.budget.of('send'),
      me: { id: entry.user.id, name: entry.user.name },
      serverNow: () => this.serverNow(),
      undoMs: (conversation) => undoMsOf(conversation, settings.get(), entry.id),
      link: this.linkView(),
      claims: () => settings.get().claimByAnswering,
      review: reviewOf(settings),
      learn: (news) => this.sync.learn(news),
      heard: (news) => this.sync.heard(news),
    })
    this.sync = this.makeSync()
    this.presence = this.makePresence()
    const { queue } = this.sync
    const serverNow = () => this.serverNow()
    const desk = { ...needs, queue, outbox: this.outbox, serverNow, isConnected: () => this.sync.isConnected() }
    this.conversations = new ConversationDesk(desk)
    const isAdmin = (id: AccountId) => this.accounts.some((one) => one.id === id && one.role === 'administrator')
    this.playbook = makePlaybook(needs)
    this.errands = makeErrands({ ...desk, me: entry.user.id, version: () => this.entry.version })
    this.contacts = makeContactDesk({ ...desk, lookup: this.budget.of('lookup'), isAdmin })
  }

  /** For the window: no secret in it. */
  view(): Profile {
    const { id, baseUrl, version, user, colour } = this.entry
    return {
      ...{ id, baseUrl, version, user, colour, accounts: this.accounts },
      memoryOnly: this.needs.memoryOnly,
      presence: this.presence.view(),
      link: this.currentLink,
      storage: this.watched.storage(),
      trust: this.needs.trustOf?.(baseUrl) ?? NO_TRUST,
    }
  }

  serverNow(): number {
    return this.sync.serverNow()
  }

  get currentLink(): Link {
    return this.sync.link
  }

  start(): void {
    // The answer to our own POST comes before any event: the row of the list must not wait for it.
    const stopTouching = this.facts.on((fact) => {
      if (fact.kind !== 'ReplySent') return
      const { accountId, conversationId } = fact.message
      this.sync.queue.push({ kind: 'touch', key: { accountId, conversationId } })
    })
    this.stops = [
      stopTouching,
      this.contacts.start(),
      this.presence.start(),
      this.playbook.start(),
      keepIndexed({ ...this.needs, facts: this.facts }),
    ]
    this.files.stager.start().catch((error: unknown) => writeDown(this.needs.log, 'files/start', error))
    this.outbox.start().catch((error: unknown) => this.needs.log.bug('outbox/start', error))
    this.sync.start()
  }

  /** The machine goes to sleep. */
  sleep(): void {
    this.sleepBook.slept()
    this.sync.sleep()
  }

  /** It woke up, or the network came back, or the agent asks to try now. */
  wake(): void {
    this.sleepBook.woke()
    this.sync.wake()
  }

  /** Somebody set the clock, or the machine slept and nobody said so. Forwards is a waking too, and told as one. */
  clockJumped(byMs: number): void {
    this.sleepBook.jumped(byMs)
    // Times of the server are measured by our clock: the next connection reads its time anew.
    if (byMs < 0) this.wake()
  }

  /** Ends everything; the store is closed last. */
  async stop(): Promise<void> {
    this.stops.forEach((stop) => stop())
    this.sync.stop()
    this.budget.stop()
    await this.outbox.stop()
    this.needs.server.close()
    this.watched.stop()
    await this.health.stop()
    await this.store.close()
  }

  /** For lists and searches over all profiles. */
  source(): InboxSource & SearchSource & ServerSource {
    const { entry, store, accounts } = this
    const serverNow = () => this.serverNow()
    const link = () => this.currentLink
    const aheadMs = () => this.needs.clock.now() - this.serverNow()
    return { aheadMs, id: entry.id, me: entry.user.id, accounts, store, server: this.needs.server, link, serverNow }
  }

  private makeSync(): Sync {
    return new Sync({
      ...{ ...this.needs, facts: this.facts, me: this.entry.user.id },
      server: this.budget.unmeasured,
      heartbeatServer: this.budget.of('heartbeat'),
      note: (line) => this.health.note(line),
      accounts: () => this.accounts,
      acknowledge: (tx, news) => this.outbox.acknowledge(tx, news),
      fetchConversation: (key) => this.conversations.fetch(key),
      profileRead: (profile, version) => this.profileRead(profile, version),
      passing: (account, event) => this.passing(account, event),
    })
  }

  private linkView(): LinkView {
    return {
      canSend: () => this.sync.isConnected(),
      onChange: (listener) => this.onLink(listener),
      doubt: () => this.sync.wake(),
    }
  }

  private onLink(listener: () => void): Stop {
    return this.facts.on((fact) => fact.kind === 'LinkChanged' && listener())
  }

  private makePresence(): OwnPresence {
    const accounts = { read: () => this.accounts, write: (list: Profile['accounts']) => void (this.accounts = list) }
    const { needs, sync, facts, health } = this
    return new OwnPresence({ ...needs, profileId: this.entry.id, accounts, sync, facts, health })
  }

  private profileRead(profile: ServerProfile, version: string | null): void {
    const { userId, name, email, avatarUrl, signature = null } = profile
    this.accounts = profile.accounts.filter((account) => account.active)
    const accounts = this.accounts.map(({ id, name, role }) => ({ id, name, role }))
    const user = { id: userId, name, email, avatarUrl, signature }
    this.entry = { ...this.entry, version: version ?? this.entry.version, user, accounts }
    this.needs.keep(this.entry)
    this.facts.tell({ kind: 'ProfileChanged' })
  }

  /** What is not stored: who writes, and what the server says of my own presence (also when I chose it elsewhere). */
  private passing(account: AccountId, event: ServerEvent): void {
    if (event.kind === 'presence') this.presence.heard(account, event.availability)
    if (event.kind !== 'typing') return
    const isMe = event.who.type === 'user' && event.who.id === this.entry.user.id
    if (!isMe) this.typing.set({ accountId: account, conversationId: event.conversationId }, event.who, event.on)
  }
}
