/**
 * A server as an agent's desk sees it: conversations, messages, who reads and who answers; what REST says of them and
 * which frames the socket would send (FACTS §3, §5.3). Its rows are the truth a test compares a store with.
 */
import type { ConversationKey } from '../../src-preload/contract/ids'
import type { ConversationNews, MessageNews, ServerEvent } from '../../src-main/core/news'
import type { Outcome } from '../../src-main/core/outcome'
import type { Clock, ConversationsQuery, MessageWindow, Server } from '../../src-main/core/ports'
import { conversationNews, type Customer, inSeconds, type Line, messageNews, type Talk } from './office-news'
import { officeErrands } from './office-errands'
import { COLLEAGUE, directoryOf, ME, profileOf } from './office-people'
import { fakeContactServer, fakeServer } from './server'

const BROKEN = 'broken'
const EMPTY_CONTACT = { identifier: null, avatarUrl: null, blocked: false, customAttributes: {}, additionalAttributes: {} }
const SERVER_ERROR = { kind: 'unsure', reason: 'server-error', status: 500, words: null } as const

export class ModelOffice {
  readonly talks: Talk[] = []
  /** In every conversation, unless one says otherwise. */
  readonly ana: Customer = { id: 1, name: 'Ana', email: null, phoneNumber: null }
  accounts = [1]
  inboxes = [3]
  role = 'agent'
  pubsubToken = 'token-1'
  /** The server's clock runs this far ahead of ours. */
  skewMs = 0
  /** Names of the requests, in order. */
  readonly asked: string[] = []
  /** How a request ends instead, by its name. */
  readonly fails = new Map<string, Outcome<never>>()
  /** What is asked of contacts, by those tests that do. */
  contactCalls: Partial<Server['contacts']> = {}
  emit: (account: number, event: ServerEvent) => void = () => undefined
  latencyMs = 5
  pageSize = 25
  /** What the server counts; null: it does not say. */
  allCount: ((status: string) => number) | null = null
  /** Accounts whose lists cannot be had. */
  readonly failsIn = new Set<number>()
  private lastId = 100
  private lastTalk = 0

  constructor(private readonly clock: Clock) {}

  now(): number {
    return this.clock.now() + this.skewMs
  }

  talk(changes: Partial<Talk> = {}): Talk {
    const now = this.now()
    const times = { agentSeenAt: 0, waitingSinceAt: null, lastActivityAt: inSeconds(now), updatedAt: now }
    this.lastTalk += 1
    const id = this.lastTalk
    const talk: Talk = {
      id,
      accountId: 1,
      inboxId: 3,
      status: 'open',
      assigneeId: null,
      labels: [],
      priority: null,
      attributes: {},
      ...times,
      lines: [],
      customer: this.ana,
      ...changes,
    }
    this.talks.push(talk)
    return talk
  }

  customerWrites(talk: Talk, content = 'Hello?'): Line {
    const line = this.write(talk, { type: 'incoming', senderId: 1, content })
    talk.waitingSinceAt ??= line.createdAt
    if (talk.status === 'resolved' || talk.status === 'snoozed') talk.status = 'open'
    this.tell(talk, line)
    return line
  }

  agentWrites(talk: Talk, some: { senderId?: number; private?: boolean; content?: string } = {}): Line {
    const line = this.write(talk, { type: 'outgoing', senderId: COLLEAGUE, content: 'Hi', ...some })
    if (!line.private) talk.waitingSinceAt = null
    this.tell(talk, line)
    return line
  }

  setStatus(talk: Talk, status: string): void {
    talk.status = status
    if (status === 'resolved') talk.waitingSinceAt = null
    this.tell(talk, this.write(talk, { type: 'activity', senderId: COLLEAGUE, content: `marked ${status}` }))
  }

  assign(talk: Talk, assigneeId: number | null): void {
    talk.assigneeId = assigneeId
    this.tell(talk, this.write(talk, { type: 'activity', senderId: COLLEAGUE, content: 'assigned' }))
  }

  /** A change that leaves no line in the conversation. */
  mark(talk: Talk, fields: Partial<Pick<Talk, 'labels' | 'priority' | 'attributes'>>): void {
    Object.assign(talk, fields, { updatedAt: this.now() })
    this.emit(talk.accountId, { kind: 'conversation-changed', conversation: this.socketNews(talk) })
  }

  /** Somebody of the team reads it: no event, and `updated_at` stays (FACTS §3.3). */
  read(talk: Talk): void {
    talk.agentSeenAt = this.now()
  }

  /** A delivery state, or a deletion. */
  change(talk: Talk, line: Line, fields: Partial<Line>): void {
    Object.assign(line, fields, { updatedAt: this.now() })
    talk.updatedAt = this.now()
    this.emit(talk.accountId, { kind: 'message-updated', message: messageNews(talk, line, line.updatedAt) })
  }

  server(): Server {
    return fakeServer({
      contacts: this.contacts(),
      contactConversations: (account, id) =>
        this.answer('contactConversations', (at) =>
          this.talks
            .filter((talk) => talk.accountId === account && talk.customer.id === id)
            .map((talk) => this.restNews(talk, at)),
        ),
      about: () => this.answer('about', () => ({ version: '4.2.0', serverAt: this.now() })),
      profile: () => this.answer('profile', () => profileOf(this)),
      directory: () => this.answer('directory', () => directoryOf(this)),
      conversations: (account, query) =>
        this.answer(this.failsIn.has(account) ? BROKEN : 'conversations', (at) => ({
          conversations: this.page(account, query, at),
          allCount: this.allCount?.(query.status) ?? null,
        })),
      conversation: (key) => this.ofTalk('conversation', key, (talk, at) => this.restNews(talk, at)),
      messages: (key, window) => this.ofTalk('messages', key, (talk, at) => this.lines(talk, window, at)),
      markSeen: (key) =>
        this.ofTalk('markSeen', key, (talk, at) => {
          this.read(talk)
          return this.restNews(talk, at)
        }),
      markUnread: (key) =>
        this.ofTalk('markUnread', key, (talk, at) => {
          talk.agentSeenAt = (talk.lines.findLast((line) => line.type === 'incoming')?.createdAt ?? 0) - 1_000
          talk.updatedAt = this.now()
          return this.restNews(talk, at)
        }),
      updateContact: (_account, id, fields) =>
        this.answer('updateContact', () => {
          const customer = this.talks.find((talk) => talk.customer.id === id)?.customer ?? this.ana
          Object.assign(customer, fields)
          return { ...EMPTY_CONTACT, ...customer, id }
        }),
      setStatus: (key, status) => this.ofTalk('setStatus', key, (talk) => (this.setStatus(talk, status), null)),
      assign: (key, user) => this.ofTalk('assign', key, (talk) => (this.assign(talk, user), null)),
      setPriority: (key, priority) => this.ofTalk('setPriority', key, (talk) => (this.mark(talk, { priority }), null)),
      labels: (key) => this.ofTalk('labels', key, (talk) => [...talk.labels]),
      setCustomAttributes: (key, attributes) =>
        this.ofTalk('setCustomAttributes', key, (talk) => (this.mark(talk, { attributes: { ...attributes } }), null)),
      errands: officeErrands((...ask) => this.ofTalk(...ask)),
      setLabels: (key, labels) =>
        this.ofTalk('setLabels', key, (talk) => (this.mark(talk, { labels: [...labels] }), [...labels])),
    })
  }

  /** Asked of by then: a test may say later what there is. */
  private contacts(): Server['contacts'] {
    return new Proxy(fakeContactServer(), {
      get: (silent, name): unknown => Reflect.get({ ...silent, ...this.contactCalls }, name),
    })
  }

  /** What is said is true in the middle of the way; its evidence is when it was asked. */
  private async answer<T>(name: string, value: (askedAt: number) => T): Promise<Outcome<T>> {
    this.asked.push(name)
    const askedAt = this.now()
    await this.pass(this.latencyMs)
    const failure = name === BROKEN ? SERVER_ERROR : this.fails.get(name)
    const outcome: Outcome<T> = failure ?? { kind: 'accepted', value: value(askedAt) }
    await this.pass(this.latencyMs)
    return outcome
  }

  private async ofTalk<T>(name: string, key: ConversationKey, value: (talk: Talk, at: number) => T): Promise<Outcome<T>> {
    const talk = this.talks.find((one) => one.accountId === key.accountId && one.id === key.conversationId)
    if (talk !== undefined) return this.answer(name, (at) => value(talk, at))
    await this.answer(name, () => null)
    return { kind: 'refused', reason: 'not-found', status: 404, words: 'Resource could not be found' }
  }

  private pass(ms: number): Promise<void> {
    return new Promise((resolve) => void this.clock.after(ms, resolve))
  }

  private write(talk: Talk, some: Pick<Line, 'type' | 'senderId' | 'content'> & { private?: boolean }): Line {
    const now = this.now()
    this.lastId += 1
    const times = { createdAt: inSeconds(now), updatedAt: now }
    const line: Line = { id: this.lastId, private: false, status: 'sent', deleted: false, ...times, ...some }
    talk.lines.push(line)
    talk.lastActivityAt = line.createdAt
    talk.updatedAt = now
    return line
  }

  /** A message, and the conversation as it is by then (FACTS §5.3). */
  private tell(talk: Talk, line: Line): void {
    const message = messageNews(talk, line, line.updatedAt)
    this.emit(talk.accountId, { kind: 'message-created', message })
    this.emit(talk.accountId, { kind: 'conversation-changed', conversation: this.socketNews(talk) })
  }

  private page(account: number, query: ConversationsQuery, at: number): ConversationNews[] {
    const since = query.updatedWithinS === undefined ? -Infinity : this.now() - query.updatedWithinS * 1000
    const all = this.talks
      .filter((talk) => talk.accountId === account && this.inboxes.includes(talk.inboxId))
      .filter((talk) => query.status === 'all' || talk.status === query.status)
      .filter((talk) => query.conversationType === undefined || talk.followers?.includes(ME))
      .filter((talk) => query.assignee !== 'me' || talk.assigneeId === ME)
      .filter((talk) => query.inboxId === undefined || talk.inboxId === query.inboxId)
      .filter((talk) => !query.labels?.length || query.labels.some((one) => talk.labels.includes(one)))
      .filter((talk) => talk.updatedAt > since)
      .sort((one, other) => other.lastActivityAt - one.lastActivityAt)
    const from = query.updatedWithinS === undefined ? ((query.page ?? 1) - 1) * this.pageSize : 0
    const page = query.updatedWithinS === undefined ? all.slice(from, from + this.pageSize) : all
    return page.map((talk) => this.restNews(talk, at))
  }

  private lines(talk: Talk, { after, before }: MessageWindow, at: number): MessageNews[] {
    const upTo = talk.lines.filter((line) => before === undefined || line.id < before)
    const some =
      after === undefined
        ? upTo.slice(-20)
        : before === undefined
          ? upTo.filter((line) => line.id > after).slice(0, 100)
          : upTo.filter((line) => line.id >= after).slice(0, 1000)
    return some.map((line) => messageNews(talk, line, at))
  }

  /** REST was true when it was asked (HOUSE §6), and has the very last message and the last that is no activity. */
  private restNews(talk: Talk, evidenceAt: number): ConversationNews {
    const inside = [talk.lines.findLast((line) => line.type !== 'activity'), talk.lines.at(-1)]
    return conversationNews(talk, { evidenceAt, inside })
  }

  /** The socket writes the conversation as it is when it is sent, with the last public message. */
  private socketNews(talk: Talk): ConversationNews {
    const inside = [talk.lines.findLast((line) => line.type !== 'activity' && !line.private)]
    return conversationNews(talk, { evidenceAt: talk.updatedAt, inside })
  }
}
