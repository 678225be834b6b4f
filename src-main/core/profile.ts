/**
 * One user on one server: owns a link, a queue, an outbox and an alert desk over one database. Nothing here knows the
 * other profiles.
 */
import type { Availability, Link, Profile } from '../../src-preload/contract/entities'
import type { AccountId, ConversationKey } from '../../src-preload/contract/ids'
import type { Answer } from '../../src-preload/contract/errors'
import type { Verdict } from '../../src-preload/contract/schemas/app'
import { errorOf, ok, refuse } from './answer'
import { heedingThrottle } from './budget'
import { ConversationDesk } from './conversation-desk'
import { saveDraft } from './drafts'
import { type Facts, makeFacts } from './facts'
import type { InboxSource } from './merged-inbox'
import type { ServerEvent, ServerProfile } from './news'
import { makeOutbox, type Outbox } from './outbox'
import type { Awake, Cable, Chance, Clock, Log, ProfileEntry, Server, Stop, Store } from './ports'
import type { SettingsBook } from './settings'
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
  awake: Pick<Awake, 'isAway'>
  settings: SettingsBook
  memoryOnly: boolean
  /** Start of this process in ms: older jobs are looked up before they are sent. */
  bornAt: number
  /** The entry changed (names, accounts, version): keep it. */
  keep: (entry: ProfileEntry) => void
}

export class ProfileRuntime {
  entry: ProfileEntry
  readonly facts: Facts
  readonly store: Store
  readonly outbox: Outbox
  readonly conversations: ConversationDesk
  readonly typing: Typing
  private readonly sync: Sync
  private readonly needs: ProfileNeeds
  private accounts: Profile['accounts']
  private stopListening: Stop = () => undefined

  constructor(given: ProfileNeeds) {
    const needs = { ...given, server: heedingThrottle(given.server, given) }
    this.needs = needs
    const { entry, store, settings, clock, log } = needs
    this.entry = entry
    this.store = store
    this.accounts = entry.accounts.map((account) => ({ ...account, availability: 'offline', autoOffline: true }))
    this.facts = makeFacts(log)
    this.typing = makeTyping(clock, (conversation) => this.facts.tell({ kind: 'TypingChanged', conversation }))
    this.outbox = makeOutbox({
      ...needs,
      facts: this.facts,
      me: { id: entry.user.id, name: entry.user.name },
      settings: () => settings.get(),
      link: {
        canSend: () => this.sync.isConnected(),
        onChange: (listener) => this.onLink(listener),
        doubt: () => this.sync.wake(),
      },
      learn: (news) => this.sync.learn(news),
    })
    this.sync = new Sync({
      ...needs,
      facts: this.facts,
      me: entry.user.id,
      accounts: () => this.accounts,
      acknowledge: (tx, news) => this.outbox.acknowledge(tx, news),
      fetchConversation: (key) => this.conversations.fetch(key),
      profileRead: (profile, version) => this.profileRead(profile, version),
      passing: (account, event) => this.passing(account, event),
    })
    const { queue } = this.sync
    const reach = { serverNow: () => this.serverNow(), isConnected: () => this.sync.isConnected() }
    this.conversations = new ConversationDesk({ ...needs, facts: this.facts, queue, ...reach })
  }

  /** For the window: no secret in it. */
  view(): Profile {
    const { id, baseUrl, version, user, colour } = this.entry
    return {
      id,
      baseUrl,
      version,
      user,
      accounts: this.accounts,
      colour,
      memoryOnly: this.needs.memoryOnly,
      link: this.currentLink,
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
    this.stopListening = this.facts.on((fact) => {
      if (fact.kind !== 'ReplySent') return
      const { accountId, conversationId } = fact.message
      this.sync.queue.push({ kind: 'touch', key: { accountId, conversationId } })
    })
    this.outbox.start().catch((error: unknown) => this.needs.log.bug('outbox/start', error))
    this.sync.start()
  }

  /** The machine goes to sleep. */
  sleep(): void {
    this.sync.sleep()
  }

  /** It woke up, or the network came back, or the agent asks to try now. */
  wake(): void {
    this.sync.wake()
  }

  /** Ends everything; the store is closed last. */
  async stop(): Promise<void> {
    this.stopListening()
    this.sync.stop()
    await this.outbox.stop()
    this.needs.server.close()
    await this.store.close()
  }

  async setAvailability(account: AccountId, availability: Availability): Promise<Answer<Record<string, never>>> {
    const error = errorOf(await this.needs.server.setAvailability(account, availability))
    if (error !== null) return refuse(error)
    this.setShown(account, availability)
    return ok({})
  }

  inboxSource(): InboxSource {
    return { id: this.entry.id, me: this.entry.user.id, store: this.store, link: () => this.currentLink }
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

  private onLink(listener: () => void): Stop {
    return this.facts.on((fact) => fact.kind === 'LinkChanged' && listener())
  }

  private setShown(account: AccountId, availability: Availability): void {
    if (!this.accounts.some((one) => one.id === account && one.availability !== availability)) return
    this.accounts = this.accounts.map((one) => (one.id === account ? { ...one, availability } : one))
    this.facts.tell({ kind: 'ProfileChanged' })
  }

  private profileRead(profile: ServerProfile, version: string | null): void {
    const { userId, name, email, avatarUrl } = profile
    this.accounts = profile.accounts.filter((account) => account.active)
    const accounts = this.accounts.map(({ id, name, role }) => ({ id, name, role }))
    const user = { id: userId, name, email, avatarUrl }
    this.entry = { ...this.entry, version: version ?? this.entry.version, user, accounts }
    this.needs.keep(this.entry)
    this.facts.tell({ kind: 'ProfileChanged' })
  }

  /** What is not stored: who writes, and what the server says of my own presence (also when I chose it elsewhere). */
  private passing(account: AccountId, event: ServerEvent): void {
    if (event.kind === 'presence' && event.availability !== null) this.setShown(account, event.availability)
    if (event.kind !== 'typing') return
    const isMe = event.who.type === 'user' && event.who.id === this.entry.user.id
    if (!isMe) this.typing.set({ accountId: account, conversationId: event.conversationId }, event.who, event.on)
  }
}
