/**
 * Server news → writes + facts. One commit for a batch; facts are told after it, in order. Everything here may come twice,
 * late or out of order: each step is an upsert.
 */
import type { Conversation, Message } from '../../../src-preload/contract/entities'
import type { AccountId, ConversationKey } from '../../../src-preload/contract/ids'
import type { Fact, Facts } from '../facts'
import { assertNever } from '../must'
import type { ConversationNews, MessageNews, ServerEvent } from '../news'
import type { Store, StoredConversation, Tx } from '../ports'
import { isNewerPreview, mergeConversation, mergeMessage, previewOf } from './merge'
import type { News, Origin } from './queue'

const LIVE: Origin = { source: 'socket', gapMs: 0 }

/** Ends a send when the server's copy of a reply of ours turns up (HOUSE §5.7); returns the facts to tell. */
export type Acknowledge = (tx: Tx, news: MessageNews) => Promise<Fact[]>

export interface ApplyDeps {
  store: Store
  facts: Facts
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
      const facts = await collect(unknown, (one) => applyConversation(tx, one, { origin: LIVE, deps }))
      return facts.concat(await collect(batch, (news) => applyOne(tx, news, deps)))
    })
    for (const fact of told) deps.facts.tell(fact)
    for (const news of batch) if (news.kind === 'event') deps.passing(news.account, news.event)
  }
}

/** Reads the conversations that frames speak of before anybody told us about them, so that an alert has a name. */
async function fetchUnknown(batch: News[], deps: ApplyDeps): Promise<ConversationNews[]> {
  const asked = new Map<string, Promise<ConversationNews | null>>()
  for (const news of batch) {
    if (news.kind !== 'event' || news.event.kind !== 'message-created') continue
    const key = { accountId: news.account, conversationId: news.event.message.conversationId }
    const name = `${key.accountId}/${key.conversationId}`
    if (asked.has(name) || (await deps.store.conversation(key)) !== null) continue
    asked.set(name, deps.fetchConversation(key))
  }
  return (await Promise.all(asked.values())).filter((one) => one !== null)
}

async function applyOne(tx: Tx, news: News, deps: ApplyDeps): Promise<Fact[]> {
  switch (news.kind) {
    case 'event':
      return applyEvent(tx, news, deps)
    case 'conversations':
      return collect(news.list, (one) => applyConversation(tx, one, { origin: news.origin, deps }))
    case 'messages':
      return applyMessages(tx, news, deps)
    case 'conversation-gone':
      await tx.removeConversation(news.key)
      return [{ kind: 'ConversationRemoved', conversation: news.key }]
    case 'touch':
      return applyTouch(tx, news.key)
    case 'directory':
      await tx.putDirectory(news.directory)
      return [{ kind: 'DirectoryChanged', accountId: news.directory.accountId }]
    default:
      return assertNever(news)
  }
}

interface Context {
  origin: Origin
  deps: ApplyDeps
  mentionsMe?: boolean
  /** One of many messages of the same conversation: its unread number is counted once, at the end. */
  isPage?: boolean
}

async function collect<T>(list: T[], each: (one: T) => Promise<Fact[]>): Promise<Fact[]> {
  const facts: Fact[] = []
  for (const one of list) facts.push(...(await each(one)))
  return facts
}

async function applyEvent(tx: Tx, news: Extract<News, { kind: 'event' }>, deps: ApplyDeps): Promise<Fact[]> {
  const { account, event } = news
  switch (event.kind) {
    case 'message-created':
      return applyMessage(tx, event.message, { origin: LIVE, deps, mentionsMe: event.mentionsMe })
    case 'message-updated':
      return applyMessage(tx, event.message, { origin: LIVE, deps })
    case 'conversation-created':
    case 'conversation-changed':
      return applyConversation(tx, event.conversation, { origin: LIVE, deps })
    case 'conversation-mentioned': {
      const facts = await applyConversation(tx, event.conversation, { origin: LIVE, deps })
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
  const key: ConversationKey = { accountId: news.accountId, conversationId: news.id }
  const stored = await tx.conversation(key)
  const merged = mergeConversation(stored, news)
  await tx.putConversation(merged)
  const before = stored?.conversation ?? null
  // Only reading lowers the number, and reading has a time: a frame from before the newest message unsays nothing.
  const isLower = before !== null && merged.conversation.unreadCount < before.unreadCount
  const conversation = isLower ? await recountUnread(tx, merged) : merged.conversation
  const facts: Fact[] = [{ kind: 'ConversationChanged', conversation, before, source: context.origin.source }]
  return facts.concat(await collect(news.messages, (message) => applyMessage(tx, message, context)))
}

async function applyMessages(tx: Tx, news: Extract<News, { kind: 'messages' }>, deps: ApplyDeps): Promise<Fact[]> {
  const facts = await collect(news.list, (one) => applyMessage(tx, one, { origin: news.origin, deps, isPage: true }))
  if (news.reachedStart) await tx.setReachedStart(news.key)
  if (facts.some((fact) => fact.kind === 'MessageArrived' && fact.message.type === 'incoming')) await recountKnown(tx, news.key)
  return facts
}

async function applyMessage(tx: Tx, news: MessageNews, context: Context): Promise<Fact[]> {
  const { origin, deps } = context
  const own = await deps.acknowledge(tx, news)
  const stored = await tx.message(news.accountId, news.id)
  const merged = mergeMessage(stored, news)
  await tx.putMessage(merged)
  await touchConversation(tx, merged.message, stored === null)
  if (stored === null && context.mentionsMe === true) await tx.setMentioned(keyOf(merged.message), true)
  if (stored === null && merged.message.type === 'incoming' && context.isPage !== true)
    await recountKnown(tx, keyOf(merged.message))
  const isNew = stored === null
  const fact: Fact = isNew
    ? { kind: 'MessageArrived', message: merged.message, isNew, mentionsMe: context.mentionsMe ?? false, ...origin }
    : { kind: 'MessageChanged', message: merged.message, source: origin.source }
  return [...own, fact]
}

async function applyTouch(tx: Tx, key: ConversationKey): Promise<Fact[]> {
  const before = await tx.conversation(key)
  const newest = (await tx.messages(key, null, 50)).findLast((message) => message.id !== null)
  if (before === null || newest === undefined) return []
  await touchConversation(tx, newest, false)
  const after = (await tx.conversation(key)) ?? before
  return [{ kind: 'ConversationChanged', conversation: after.conversation, before: before.conversation, source: 'answer' }]
}

/** What a message changes in its conversation before the server says so itself (FACTS §5.3: it may never say so). */
async function touchConversation(tx: Tx, message: Message, isNew: boolean): Promise<void> {
  const stored = await tx.conversation(keyOf(message))
  if (stored === null) return
  const before = stored.conversation
  const conversation: Conversation = { ...before }
  if (isNewerPreview(before.preview, message)) conversation.preview = previewOf(message)
  conversation.lastActivityAt = Math.max(before.lastActivityAt, message.createdAt)
  conversation.waitingSinceAt = waitingAfter(before, message, isNew)
  await tx.putConversation({ ...stored, conversation })
}

/** A customer starts to wait with the first unanswered message; a human's public reply ends it, a note does not. */
function waitingAfter(before: Conversation, message: Message, isNew: boolean): number | null {
  const since = before.waitingSinceAt
  if (message.type === 'incoming')
    return isNew && message.createdAt >= before.lastActivityAt ? (since ?? message.createdAt) : since
  const isHumanReply = message.type === 'outgoing' && !message.private && message.sender?.type === 'user'
  return isHumanReply && since !== null && message.createdAt >= since ? null : since
}

/** Counted here while our history reaches back to the last reading; else at least what the server said (it stops at 10). */
async function recountUnread(tx: Tx, stored: StoredConversation): Promise<Conversation> {
  const key: ConversationKey = { accountId: stored.conversation.accountId, conversationId: stored.conversation.id }
  const seenAt = stored.conversation.agentLastSeenAt ?? 0
  const newest = await tx.messages(key, null, 100)
  const counted = newest.filter((message) => message.type === 'incoming' && message.createdAt > seenAt).length
  const oldest = newest[0]
  const isUnbroken =
    oldest !== undefined && (oldest.createdAt <= seenAt || (newest.length < 100 && (await tx.reachedStart(key))))
  const unreadCount = isUnbroken ? counted : Math.max(counted, stored.conversation.unreadCount)
  const conversation = { ...stored.conversation, unreadCount }
  await tx.putConversation({ ...stored, conversation })
  return conversation
}

async function recountKnown(tx: Tx, key: ConversationKey): Promise<void> {
  const stored = await tx.conversation(key)
  if (stored !== null) await recountUnread(tx, stored)
}

function keyOf(message: Message): ConversationKey {
  return { accountId: message.accountId, conversationId: message.conversationId }
}
