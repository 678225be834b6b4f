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

export interface ConversationDesk {
  open(key: ConversationKey): Promise<Conversation | null>
  page(key: ConversationKey, before: MessageId | null, limit: number): Promise<MessagePage>
  setStatus(key: ConversationKey, status: 'open' | 'resolved' | 'pending'): Promise<Answer<Record<string, never>>>
  assign(key: ConversationKey, user: UserId | null): Promise<Answer<Record<string, never>>>
  markSeen(key: ConversationKey, messageId: MessageId | null): Promise<void>
  setTyping(key: ConversationKey, typing: boolean, isPrivate: boolean): Promise<void>
  /** Reads a conversation from the server; null when it is not ours to see or cannot be read now. */
  fetch(key: ConversationKey): Promise<ConversationNews | null>
}

export function makeConversationDesk(deps: ConversationDeskDeps): ConversationDesk {
  const fetch = async (key: ConversationKey): Promise<ConversationNews | null> => {
    const outcome = await deps.server.conversation(key)
    if (outcome.kind === 'accepted') return outcome.value
    if (outcome.kind === 'refused' && outcome.reason === 'not-found' && (await deps.store.conversation(key)) !== null) {
      await deps.queue.pushed({ kind: 'conversation-gone', key })
    }
    return null
  }
  const refresh = async (key: ConversationKey): Promise<void> => {
    const news = await fetch(key)
    if (news === null) return
    await deps.queue.pushed({ kind: 'conversations', list: [news], origin: LOOK })
    await refreshMessages(deps, key, LOOK)
  }
  const changed = (key: ConversationKey, fields: ConversationFields): Promise<void> =>
    deps.queue.pushed({ kind: 'conversations', list: [localNews(key, fields, deps.serverNow())], origin: { source: 'answer', gapMs: 0 } })

  return {
    fetch,
    async open(key) {
      const stored = await deps.store.conversation(key)
      if (stored !== null) {
        if (deps.isConnected()) refresh(key).catch((error: unknown) => deps.log.bug('conversation/open', error))
        return stored.conversation
      }
      await refresh(key)
      return (await deps.store.conversation(key))?.conversation ?? null
    },
    page: (key, before, limit) => pageOf(deps, key, { before, limit }),
    async setStatus(key, status) {
      // "open" on a conversation that is open takes it from its assignee (FACTS §3.3).
      if ((await deps.store.conversation(key))?.conversation.status === status) return ok({})
      return finish(await deps.server.setStatus(key, status), () => changed(key, { status }))
    },
    async assign(key, user) {
      const outcome = await deps.server.assign(key, user)
      const agent = (await deps.store.directory(key.accountId)).agents.find((one) => one.id === user)
      const assignee = agent === undefined ? null : { id: agent.id, name: agent.name, avatarUrl: agent.avatarUrl }
      return finish(outcome, () => changed(key, { assignee }))
    },
    async markSeen(key, messageId) {
      deps.facts.tell({ kind: 'SeenHere', conversation: key, messageId })
      if (!deps.isConnected()) return
      const outcome = await deps.server.markSeen(key)
      if (outcome.kind === 'accepted') await deps.queue.pushed({ kind: 'conversations', list: [outcome.value], origin: LOOK })
    },
    async setTyping(key, typing, isPrivate) {
      if (deps.isConnected()) await deps.server.setTyping(key, typing, isPrivate)
    },
  }
}

async function finish(outcome: Outcome<unknown>, done: () => Promise<void>): Promise<Answer<Record<string, never>>> {
  const error = errorOf(outcome)
  if (error !== null) return refuse(error)
  await done()
  return ok({})
}

/** Our own change, as news: the server's events bring the same a moment later, often in a less fresh form (FACTS §5.3). */
function localNews(key: ConversationKey, fields: ConversationFields, evidenceAt: number): ConversationNews {
  return { accountId: key.accountId, id: key.conversationId, evidenceAt, fields, messages: [] }
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
