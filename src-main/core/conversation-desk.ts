/**
 * One conversation as the agent works on it: open, page back, say seen, say typing, change its status. Everything is read
 * from the store first; the server is asked for what the store does not have.
 */
import type { Answer } from '../../src-preload/contract/errors'
import type { Conversation } from '../../src-preload/contract/entities'
import type { ConversationKey, MessageId } from '../../src-preload/contract/ids'
import type { MessagePage } from '../../src-preload/contract/schemas/message'
import { errorOf, ok, refuse } from './answer'
import type { Facts } from './facts'
import type { ConversationNews } from './news'
import type { Outbox } from './outbox'
import { readReplyUntil } from './outbox/in-time'
import type { Clock, Log, Server, Store } from './ports'
import { writeDown } from './store-trouble'
import { ANSWER, HISTORY, LOOK } from './sync/origin'
import { readBack, readBetween, refreshMessages } from './sync/pages'
import type { NewsQueue } from './sync/queue'

export interface ConversationDeskDeps {
  store: Store
  server: Server
  queue: NewsQueue
  facts: Facts
  clock: Clock
  log: Log
  /** Keeps a reading until the server has it. */
  outbox: Pick<Outbox, 'change'>
  isConnected: () => boolean
  /** The server's clock in ms. */
  serverNow: () => number
}

/**
 * The window opens a conversation again at each change it hears of: what was read from the server a moment ago is kept
 * fresh by the socket.
 */
const FRESH_MS = 30_000
/** What opening reads of the history: a screen, with some room above. */
const SCREEN = 50

/** Messages above the one that a page was asked for. */
const ABOVE = 20
/** A page that reaches back further could not be shown. */
const LONGEST_PAGE = 2_000

/** `until`: the page reaches back to this one. */
export interface PageAsk {
  before: MessageId | null
  until?: MessageId | undefined
  limit: number
}

/** Commands and reads of one profile's conversations. */
export class ConversationDesk {
  private readonly readAt = new Map<string, number>()

  constructor(private readonly deps: ConversationDeskDeps) {}

  /** From the store at once, refreshed behind; from the server when the store does not know it. Null: neither has it. */
  async open(key: ConversationKey): Promise<Conversation | null> {
    const { store, log } = this.deps
    const stored = await store.conversation(key)
    if (stored !== null) {
      if (this.isDue(key)) this.refresh(key).catch((error: unknown) => writeDown(log, 'conversation/open', error))
      return stored.conversation
    }
    await this.refresh(key)
    return (await store.conversation(key))?.conversation ?? null
  }

  /** The newest page is what the store has: opening reads more behind. Older ones come from the server where they are missing. */
  async page(key: ConversationKey, { before, until, limit: asked }: PageAsk): Promise<MessagePage> {
    const { store } = this.deps
    const limit = until === undefined ? asked : Math.max(asked, await this.reach(key, until))
    const isStored = before === null && (await store.messageBounds(key)) !== null
    if (!isStored) await this.readOlder(key, { before, limit })
    const messages = await store.messages(key, before, limit)
    return { messages, reachedStart: messages.length < limit && (await store.reachedStart(key)) }
  }

  /** How long a page must be to hold a message and a little before it; what lies between is fetched if it can be. */
  private async reach(key: ConversationKey, until: MessageId): Promise<number> {
    const { store } = this.deps
    const first = (await store.messageBounds(key))?.first
    if (first === undefined || first > until)
      await readBetween(this.deps, { key, from: until, to: first ?? null, origin: HISTORY })
    const length = await store.countFrom(key, until)
    return length === 0 || length > LONGEST_PAGE ? 0 : length + ABOVE
  }

  /** Until when the channel takes a free reply, on our clock (M14); null: no end is known. */
  replyUntil(key: ConversationKey): Promise<number | null> {
    return readReplyUntil(this.deps, key)
  }

  async markSeen(key: ConversationKey, messageId: MessageId | null): Promise<void> {
    const { store, outbox, facts } = this.deps
    await store.commit((tx) => tx.setMentioned(key, false))
    const seenId = messageId ?? (await store.messageBounds(key))?.last ?? null
    await outbox.change({ conversation: key, change: { kind: 'seen' }, seenId, rests: false })
    facts.tell({ kind: 'SeenHere', conversation: key, messageId })
  }

  /** Deletes a message for everybody; needs a connection, for it cannot be undone. */
  async remove(key: ConversationKey, id: MessageId): Promise<Answer<Record<string, never>>> {
    const outcome = await this.deps.server.removeMessage(key, id)
    const error = errorOf(outcome)
    if (outcome.kind !== 'accepted') return refuse(error ?? { kind: 'offline' })
    await this.deps.queue.pushed({ kind: 'messages', key, list: [outcome.value], reachedStart: false, origin: ANSWER })
    return ok({})
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

  private isDue(key: ConversationKey): boolean {
    if (!this.deps.isConnected()) return false
    const now = this.deps.clock.now()
    if (Math.abs(now - (this.readAt.get(nameOf(key)) ?? -Infinity)) < FRESH_MS) return false
    this.readAt.set(nameOf(key), now)
    return true
  }

  private async refresh(key: ConversationKey): Promise<void> {
    const news = await this.fetch(key)
    if (news === null) return void this.readAt.delete(nameOf(key))
    await this.deps.queue.pushed({ kind: 'conversations', list: [news], origin: LOOK })
    await refreshMessages(this.deps, key, LOOK)
    await this.readOlder(key, { before: null, limit: SCREEN })
  }

  /** Until the page is full, all is here, or the server gives nothing more. */
  private async readOlder(key: ConversationKey, page: { before: MessageId | null; limit: number }): Promise<void> {
    const { store } = this.deps
    for (let isMore = true; isMore && this.deps.isConnected();) {
      const ids = (await store.messages(key, page.before, page.limit)).flatMap((message) => message.id ?? [])
      if (ids.length >= page.limit || (await store.reachedStart(key))) return
      isMore = await readBack(this.deps, { key, before: ids[0] ?? page.before, origin: HISTORY })
    }
  }
}

function nameOf({ accountId, conversationId }: ConversationKey): string {
  return `${accountId}/${conversationId}`
}
