/**
 * One conversation as the agent works on it: open, page back, say seen, say typing, change its status. Everything is read
 * from the store first; the server is asked for what the store does not have.
 */
import type { Answer } from '../../src-preload/contract/errors'
import type { Conversation } from '../../src-preload/contract/entities'
import type { ConversationKey, MessageId, UserId } from '../../src-preload/contract/ids'
import type { MessagePage } from '../../src-preload/contract/schemas/message'
import { errorOf, ok, refuse } from './answer'
import type { Facts } from './facts'
import type { ConversationFields, ConversationNews } from './news'
import type { Outcome } from './outcome'
import type { Log, MessageWindow, Server, Store } from './ports'
import { refreshMessages } from './sync/catch-up'
import type { NewsQueue, Origin } from './sync/queue'

export interface ConversationDeskDeps {
  store: Store
  server: Server
  queue: NewsQueue
  facts: Facts
  log: Log
  serverNow: () => number
  isConnected: () => boolean
}

const LOOK: Origin = { source: 'look', gapMs: 0 }
const HISTORY: Origin = { source: 'history', gapMs: 0 }
/** The server's page when asked for messages before an id (FACTS §3.4). */
const SERVER_PAGE = 20

/** Commands and reads of one profile's conversations. */
export class ConversationDesk {
  constructor(private readonly deps: ConversationDeskDeps) {}

  /** From the store at once, refreshed behind; from the server when the store does not know it. Null: neither has it. */
  async open(key: ConversationKey): Promise<Conversation | null> {
    const { store, log } = this.deps
    const stored = await store.conversation(key)
    if (stored !== null) {
      if (this.deps.isConnected()) this.refresh(key).catch((error: unknown) => log.bug('conversation/open', error))
      return stored.conversation
    }
    await this.refresh(key)
    return (await store.conversation(key))?.conversation ?? null
  }

  page(key: ConversationKey, before: MessageId | null, limit: number): Promise<MessagePage> {
    return pageOf(this.deps, key, { before, limit })
  }

  async setStatus(key: ConversationKey, status: 'open' | 'resolved' | 'pending'): Promise<Answer<Record<string, never>>> {
    // "open" on a conversation that is open takes it from its assignee (FACTS §3.3).
    if ((await this.deps.store.conversation(key))?.conversation.status === status) return ok({})
    return finish(await this.deps.server.setStatus(key, status), () => this.changed(key, { status }))
  }

  async assign(key: ConversationKey, user: UserId | null): Promise<Answer<Record<string, never>>> {
    const outcome = await this.deps.server.assign(key, user)
    const agent = (await this.deps.store.directory(key.accountId)).agents.find((one) => one.id === user)
    const assignee = agent === undefined ? null : { id: agent.id, name: agent.name, avatarUrl: agent.avatarUrl }
    return finish(outcome, () => this.changed(key, { assignee }))
  }

  async markSeen(key: ConversationKey, messageId: MessageId | null): Promise<void> {
    await this.deps.store.commit((tx) => tx.setMentioned(key, false))
    this.deps.facts.tell({ kind: 'SeenHere', conversation: key, messageId })
    if (!this.deps.isConnected()) return
    const outcome = await this.deps.server.markSeen(key)
    if (outcome.kind === 'accepted') await this.learn([outcome.value])
  }

  async setTyping(key: ConversationKey, typing: boolean, isPrivate: boolean): Promise<void> {
    if (this.deps.isConnected()) await this.deps.server.setTyping(key, typing, isPrivate)
  }

  /** Reads a conversation from the server; null when it is not ours to see or cannot be read now. */
  async fetch(key: ConversationKey): Promise<ConversationNews | null> {
    const outcome = await this.deps.server.conversation(key)
    if (outcome.kind === 'accepted') return outcome.value
    const isGone = outcome.kind === 'refused' && outcome.reason === 'not-found'
    if (isGone && (await this.deps.store.conversation(key)) !== null) this.deps.queue.push({ kind: 'conversation-gone', key })
    return null
  }

  private async refresh(key: ConversationKey): Promise<void> {
    const news = await this.fetch(key)
    if (news === null) return
    await this.learn([news])
    await refreshMessages(this.deps, key, LOOK)
  }

  private learn(list: ConversationNews[]): Promise<void> {
    return this.deps.queue.pushed({ kind: 'conversations', list, origin: LOOK })
  }

  /** Our own change, as news: the server's events bring the same a moment later, often in a less fresh form (FACTS §5.3). */
  private changed(key: ConversationKey, fields: ConversationFields): Promise<void> {
    const news = { accountId: key.accountId, id: key.conversationId, evidenceAt: this.deps.serverNow(), fields, messages: [] }
    return this.deps.queue.pushed({ kind: 'conversations', list: [news], origin: { source: 'answer', gapMs: 0 } })
  }
}

async function finish(outcome: Outcome<unknown>, done: () => Promise<void>): Promise<Answer<Record<string, never>>> {
  const error = errorOf(outcome)
  if (error !== null) return refuse(error)
  await done()
  return ok({})
}

async function pageOf(
  deps: ConversationDeskDeps,
  key: ConversationKey,
  { before, limit }: { before: MessageId | null; limit: number },
): Promise<MessagePage> {
  let messages = await deps.store.messages(key, before, limit)
  let atStart = await deps.store.reachedStart(key)
  while (messages.length < limit && !atStart && deps.isConnected()) {
    const oldest = messages.find((message) => message.id !== null)?.id ?? before
    const window: MessageWindow = oldest === null ? {} : { before: oldest }
    const outcome = await deps.server.messages(key, window)
    if (outcome.kind !== 'accepted') break
    const reachedStart = outcome.value.length < SERVER_PAGE
    await deps.queue.pushed({ kind: 'messages', key, list: outcome.value, reachedStart, origin: HISTORY })
    const more = await deps.store.messages(key, before, limit)
    if (more.length === messages.length && !reachedStart) break
    messages = more
    atStart = reachedStart
  }
  return { messages, reachedStart: atStart && messages.length < limit }
}
