/**
 * Server news → writes + facts. One commit for a batch; facts are told after it, in order. Everything here may come twice,
 * late or out of order: each step is an upsert, and what changed nothing is no fact.
 */
import type { ConversationKey, UserId } from '../../../src-preload/contract/ids'
import type { Message } from '../../../src-preload/contract/entities'
import type { AccountId } from '../../../src-preload/contract/ids'
import type { Fact, Facts } from '../facts'
import { assertNever } from '../must'
import type { ConversationNews, MessageNews, ServerEvent } from '../news'
import type { Store, Tx } from '../ports'
import { forgetAccounts, forgetConversation, forgetInboxes } from './forget'
import { mergeConversation, mergeMessage } from './merge'
import { LIVE, type Origin } from './origin'
import type { News } from './queue'
import { isSame } from './same'
import { countUnread, keyOf, touchConversation, unreadAsTold } from './touch'

/** Ends a send when the server's copy of a reply of ours turns up (HOUSE §5.7); returns the facts to tell. */
export type Acknowledge = (tx: Tx, news: MessageNews) => Promise<Fact[]>

export interface ApplyDeps {
  store: Store
  facts: Facts
  me: UserId
  acknowledge: Acknowledge
  /** A frame may name a conversation we never saw: read it first. Null: it is not ours to see, or cannot be read now. */
  fetchConversation: (key: ConversationKey) => Promise<ConversationNews | null>
  /** Typing, presence and stale lists are not stored: they go straight to whoever keeps them. */
  passing: (account: AccountId, event: ServerEvent) => void
}

/** Applies batches of news; see `makeQueue`. */
export function makeApply(deps: ApplyDeps): (batch: News[]) => Promise<void> {
  return async (batch) => {
    const unknown = await fetchUnknown(batch, deps)
    const told = await deps.store.commit(async (tx) => {
      const facts = await collect(unknown, (one) => applyConversation(tx, one, { origin: LIVE, deps, as: 'inside' }))
      return facts.concat(await collect(batch, (news) => applyOne(tx, news, deps)))
    })
    for (const fact of told) deps.facts.tell(fact)
    for (const news of batch) if (news.kind === 'event') deps.passing(news.account, news.event)
  }
}

/** Reads the conversations that frames speak of before anybody told us about them, so that an alert has a name. */
async function fetchUnknown(batch: News[], deps: ApplyDeps): Promise<ConversationNews[]> {
  const asked = new Map<string, Promise<ConversationNews | null>>()
  const told = new Set<string>()
  for (const { account, event } of batch.filter((news) => news.kind === 'event')) {
    // A new conversation is told of in a frame of its own, mostly just before.
    if ('conversation' in event) told.add(`${account}/${event.conversation.id}`)
    if (event.kind !== 'message-created') continue
    const key = { accountId: account, conversationId: event.message.conversationId }
    const name = `${key.accountId}/${key.conversationId}`
    if (asked.has(name) || told.has(name) || (await deps.store.conversation(key)) !== null) continue
    asked.set(name, deps.fetchConversation(key))
  }
  return (await Promise.all(asked.values())).filter((one) => one !== null)
}

async function applyOne(tx: Tx, news: News, deps: ApplyDeps): Promise<Fact[]> {
  switch (news.kind) {
    case 'event':
      return applyEvent(tx, news, deps)
    case 'conversations':
      return collect(news.list, (one) => applyConversation(tx, one, { origin: news.origin, deps, as: 'inside' }))
    case 'messages':
      return applyMessages(tx, news, deps)
    case 'conversation-gone':
      return forgetConversation(tx, news.key)
    case 'touch':
      return applyTouch(tx, news.key)
    case 'directory':
      await tx.putDirectory(news.directory)
      return [{ kind: 'DirectoryChanged', accountId: news.directory.accountId }, ...(await forgetInboxes(tx, news.directory))]
    case 'accounts':
      return forgetAccounts(tx, news.kept)
    default:
      return assertNever(news)
  }
}

interface Context {
  origin: Origin
  deps: ApplyDeps
  /**
   * `created` is the frame of a new message; `page`: one of a run without holes; `inside`: told alone, as an update or
   * as the last message of a conversation, with a hole before it perhaps.
   */
  as: 'created' | 'page' | 'inside'
}

async function collect<T>(list: T[], each: (one: T) => Promise<Fact[]>): Promise<Fact[]> {
  const facts: Fact[] = []
  for (const one of list) facts.push(...(await each(one)))
  return facts
}

async function applyEvent(tx: Tx, news: Extract<News, { kind: 'event' }>, deps: ApplyDeps): Promise<Fact[]> {
  const { account, event } = news
  const inside: Context = { origin: LIVE, deps, as: 'inside' }
  switch (event.kind) {
    case 'message-created':
      return applyMessage(tx, event.message, { ...inside, as: 'created' })
    case 'message-updated':
      return applyMessage(tx, event.message, inside)
    case 'conversation-created':
    case 'conversation-changed':
      return applyConversation(tx, event.conversation, inside)
    case 'conversation-mentioned': {
      const facts = await applyConversation(tx, event.conversation, inside)
      await tx.setMentioned({ accountId: account, conversationId: event.conversation.id }, true)
      return facts
    }
    case 'notification-gone': {
      const conversation = event.conversationId === null ? null : { accountId: account, conversationId: event.conversationId }
      return [{ kind: 'NotificationGone', conversation }]
    }
    case 'typing':
    case 'contact-changed':
    case 'contact-deleted':
    case 'presence':
    case 'directory-stale':
    case 'ignored':
      return []
    default:
      return assertNever(event)
  }
}

async function applyConversation(tx: Tx, news: ConversationNews, context: Context): Promise<Fact[]> {
  const stored = await tx.conversation({ accountId: news.accountId, conversationId: news.id })
  const before = stored?.conversation ?? null
  const { conversation: merged, evidenceAt } = mergeConversation(stored, news)
  const conversation = { ...merged, unreadCount: await unreadAsTold(tx, before, merged) }
  await tx.putConversation({ conversation, evidenceAt })
  const { source } = context.origin
  const facts: Fact[] =
    before !== null && isSame(before, conversation) ? [] : [{ kind: 'ConversationChanged', conversation, before, source }]
  return facts.concat(await collect(news.messages, (message) => applyMessage(tx, message, context)))
}

async function applyMessages(tx: Tx, news: Extract<News, { kind: 'messages' }>, deps: ApplyDeps): Promise<Fact[]> {
  const facts = await collect(news.list, (one) => applyMessage(tx, one, { origin: news.origin, deps, as: 'page' }))
  if (news.reachedStart) await tx.setReachedStart(news.key)
  if (facts.some((fact) => fact.kind === 'MessageArrived' && fact.message.type === 'incoming')) await countUnread(tx, news.key)
  return facts
}

async function applyMessage(tx: Tx, news: MessageNews, context: Context): Promise<Fact[]> {
  const own = await context.deps.acknowledge(tx, news)
  const stored = await tx.message(news.accountId, news.id)
  const merged = mergeMessage(stored, news)
  const { message } = merged
  if (stored === null && context.as === 'inside' && (await isOlderThanHistory(tx, message))) {
    await touchConversation(tx, message, false)
    return own
  }
  await tx.putMessage(merged)
  await touchConversation(tx, message, stored === null && context.as === 'created')
  if (stored === null) return [...own, await arrived(tx, message, context)]
  const changed: Fact = { kind: 'MessageChanged', message, source: context.origin.source }
  return isSame(stored.message, message) ? own : [...own, changed]
}

async function arrived(tx: Tx, message: Message, { origin, deps, as }: Context): Promise<Fact> {
  const { source, gapMs, newsSinceAt } = origin
  const mentionsMe = isMentioned(message, deps.me)
  if (mentionsMe && message.createdAt >= newsSinceAt) await tx.setMentioned(keyOf(message), true)
  // A page is counted once, at its end.
  if (message.type === 'incoming' && as !== 'page') await countUnread(tx, keyOf(message))
  return { kind: 'MessageArrived', message, source, gapMs, mentionsMe }
}

/**
 * A message told alone that is older than all we hold would leave a hole behind it, which paging back could not see: the
 * oldest stored message says where to go on. It will be read with its neighbours.
 */
async function isOlderThanHistory(tx: Tx, message: Message): Promise<boolean> {
  const bounds = await tx.messageBounds(keyOf(message))
  return bounds !== null && message.id !== null && message.id < bounds.first && !(await tx.reachedStart(keyOf(message)))
}

/** `[@Name](mention://user/ID/Name)` in a note (FACTS §3.7). */
function isMentioned(message: Message, me: UserId): boolean {
  return message.private && message.content.includes(`(mention://user/${me}/`)
}

async function applyTouch(tx: Tx, key: ConversationKey): Promise<Fact[]> {
  const before = await tx.conversation(key)
  const newest = (await tx.messages(key, null, 50)).findLast((message) => message.id !== null)
  if (before === null || newest === undefined) return []
  await touchConversation(tx, newest, false)
  const after = (await tx.conversation(key)) ?? before
  if (isSame(before.conversation, after.conversation)) return []
  return [{ kind: 'ConversationChanged', conversation: after.conversation, before: before.conversation, source: 'answer' }]
}
