/**
 * A server that does to a POST what real ones do: commits and loses the answer, commits late, says 422 after the commit,
 * forgets, throttles. Its rows are the truth a test compares with.
 */
import type { Message } from '../../src-preload/contract/entities'
import type { ConversationKey, MessageId } from '../../src-preload/contract/ids'
import type { ConversationNews, MessageNews, ServerProfile } from '../../src-main/core/news'
import type { Outcome } from '../../src-main/core/outcome'
import type { MessageWindow, OutgoingMessage, Server } from '../../src-main/core/ports'
import type { FakeClock } from './clock'
import { fakeServer } from './server'

export const me = { id: 7, name: 'Jo Miller' }

export interface Row {
  id: number
  lane: string
  clientId: string | null
  marker: number | null
  type: Message['type']
  private: boolean
  senderId: number | null
  content: string
  at: number
}

export const postPlans = [
  'ok',
  'lost-after-commit',
  'lost-before-commit',
  'late-commit',
  'error-after-commit',
  'error-before-commit',
  '422-after-commit',
  '422-before-commit',
  'throttled',
  'never-sent',
  'refused',
  'sign-in-again',
] as const
export type PostPlan = (typeof postPlans)[number]
export type LookPlan = 'ok' | 'unsure' | 'throttled' | 'never-sent'
export type EchoPlan = 'once' | 'dropped' | 'twice' | 'late'

const UNSURE = { kind: 'unsure', status: null, words: null } as const
const laneOf = (key: ConversationKey): string => `${key.accountId}/${key.conversationId}`

export class ModelChatwoot {
  readonly rows: Row[] = []
  /** Frames that wait for a listener. */
  echo: (news: MessageNews) => void = () => undefined
  posts = 0
  /** To whom conversations were given. */
  readonly assigned: (number | null)[] = []
  /** Reads what comes with a message, before anything is done with it. */
  reads: (message: OutgoingMessage) => Promise<void> = () => Promise.resolve()
  postPlan: PostPlan[] = []
  lookPlan: LookPlan[] = []
  echoPlan: EchoPlan[] = []
  /** 4.2.0 forgets `client_message_id`; 4.10 keeps it (FACTS §4.2). */
  keepsClientId = false
  /** What the server says of `can_reply` now; null: this test does not expect to be asked. */
  canReply: ((key: ConversationKey) => boolean) | null = null
  profileAnswer: Outcome<ServerProfile> = { kind: 'never-sent', reason: 'connect', detail: 'busy' }
  private nextId = 100

  constructor(private readonly clock: FakeClock) {}

  /** What a customer or a colleague writes. */
  write(key: ConversationKey, one: Partial<Row> = {}): Row {
    const row: Row = {
      id: (this.nextId += 1),
      lane: laneOf(key),
      clientId: null,
      marker: null,
      type: 'incoming',
      private: false,
      senderId: null,
      content: 'Hello?',
      at: this.clock.now(),
      ...one,
    }
    this.rows.push(row)
    return row
  }

  server(): Server {
    return fakeServer({
      send: (message) => this.post(message),
      assign: (_key, userId) => {
        this.assigned.push(userId)
        return Promise.resolve({ kind: 'accepted', value: null })
      },
      messages: (key, window) => this.look(key, window),
      profile: () => Promise.resolve(this.profileAnswer),
      ...(this.canReply && { conversation: (key) => this.told(key) }),
    })
  }

  private told(key: ConversationKey): Promise<Outcome<ConversationNews>> {
    const fields = { canReply: this.canReply?.(key) ?? true }
    const news = { accountId: key.accountId, id: key.conversationId, evidenceAt: this.clock.now(), fields, messages: [] }
    return Promise.resolve({ kind: 'accepted', value: news })
  }

  /** Takes a while there and a while back, so that a process can die on the way. */
  private async post(message: OutgoingMessage): Promise<Outcome<MessageNews>> {
    this.posts += 1
    const plan = this.postPlan.shift() ?? 'ok'
    await this.pass(300)
    await this.reads(message)
    const outcome = this.outcomeOf(plan, message)
    await this.pass(300)
    return outcome
  }

  private outcomeOf(plan: PostPlan, message: OutgoingMessage): Outcome<MessageNews> {
    switch (plan) {
      case 'ok':
        return { kind: 'accepted', value: this.news(this.commit(message), message.clientId) }
      case 'lost-after-commit':
        this.commit(message)
        return { ...UNSURE, reason: 'timeout' }
      case 'lost-before-commit':
        return { ...UNSURE, reason: 'reset' }
      case 'late-commit':
        this.clock.after(25_000, () => void this.commit(message))
        return { ...UNSURE, reason: 'timeout' }
      case 'error-after-commit':
        this.commit(message)
        return { ...UNSURE, reason: 'server-error', status: 500 }
      case 'error-before-commit':
        return { ...UNSURE, reason: 'server-error', status: 502 }
      case '422-after-commit':
        this.commit(message)
        return { ...UNSURE, reason: 'unprocessable', status: 422, words: 'Redis is away' }
      case '422-before-commit':
        return { ...UNSURE, reason: 'unprocessable', status: 422, words: 'Validation failed' }
      case 'throttled':
        return { kind: 'throttled' }
      case 'never-sent':
        return { kind: 'never-sent', reason: 'connect', detail: 'ECONNREFUSED' }
      case 'refused':
        return { kind: 'refused', reason: 'not-allowed', status: 401, words: 'You are not authorized to do this action' }
      case 'sign-in-again':
        return { kind: 'signed-out', cause: 'bad-token' }
    }
  }

  private commit(message: OutgoingMessage): Row {
    const { clientId, marker, text: content } = message
    const row = this.write(message.conversation, {
      clientId,
      marker,
      type: 'outgoing',
      private: message.private,
      senderId: me.id,
      content,
    })
    const news = this.news(row, clientId)
    switch (this.echoPlan.shift() ?? 'once') {
      case 'once':
        this.echo(news)
        break
      case 'twice':
        this.echo(news)
        this.clock.after(500, () => this.echo(news))
        break
      case 'late':
        this.clock.after(20_000, () => this.echo(news))
        break
      case 'dropped':
        break
    }
    return row
  }

  private async look(key: ConversationKey, window: MessageWindow): Promise<Outcome<MessageNews[]>> {
    await this.pass(200)
    const plan = this.lookPlan.shift() ?? 'ok'
    const page = this.page(key, window)
    await this.pass(200)
    switch (plan) {
      case 'ok':
        return { kind: 'accepted', value: page }
      case 'unsure':
        return { ...UNSURE, reason: 'timeout' }
      case 'throttled':
        return { kind: 'throttled' }
      case 'never-sent':
        return { kind: 'never-sent', reason: 'dns', detail: 'ENOTFOUND' }
    }
  }

  page(key: ConversationKey, { after, before }: MessageWindow): MessageNews[] {
    const rows = this.rows.filter((row) => row.lane === laneOf(key))
    const some =
      after !== undefined
        ? rows.filter((row) => row.id > after).slice(0, 100)
        : rows.filter((row) => before === undefined || row.id < before).slice(-20)
    return some.map((row) => this.news(row, this.keepsClientId ? row.clientId : null))
  }

  news(row: Row, clientId: string | null): MessageNews {
    const [accountId, conversationId] = row.lane.split('/').map(Number) as [never, never]
    const sender = row.senderId === null ? { type: 'contact', id: 1 } : { type: 'user', id: row.senderId }
    return {
      accountId,
      conversationId,
      id: row.id as MessageId,
      evidenceAt: row.at,
      clientId: clientId,
      fields: {
        type: row.type,
        private: row.private,
        content: row.content,
        marker: row.marker,
        createdAt: row.at,
        status: 'sent',
        sender: { ...sender, name: 'Somebody', avatarUrl: null },
      },
    }
  }

  private pass(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.clock.after(ms, resolve)
    })
  }
}
