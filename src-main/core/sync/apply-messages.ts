/** Messages of the server → rows and facts: one that came alone, or a page of a conversation. */
import type { Message } from '../../../src-preload/contract/entities'
import type { MessageId, UserId } from '../../../src-preload/contract/ids'
import type { Fact } from '../facts'
import type { MessageNews } from '../news'
import type { StoredMessage, Tx } from '../ports'
import { type ApplyDeps, collect, type Context } from './apply-deps'
import { mergeMessage } from './merge'
import type { News } from './queue'
import { isSame } from './same'
import { keyOf, touchConversation } from './touch'

/** Most of a page is what we hold already: that is confirmed at once, and the conversation is touched once for the rest. */
export async function applyMessages(tx: Tx, news: Extract<News, { kind: 'messages' }>, deps: ApplyDeps): Promise<Fact[]> {
  const moved: Message[] = []
  const confirmed: Confirmed = { ids: [], evidenceAt: Infinity }
  const context: Context = { origin: news.origin, deps, as: 'page' }
  const ids = news.list.map((one) => one.id)
  const held: Held = new Map(ids.map((id) => [id, null]))
  for (const row of await tx.messagesById(news.key.accountId, ids)) held.set(row.message.id, row)
  const facts = await collect(news.list, async (one) => {
    const kept = await keepMessage(tx, one, { context, confirmed, held })
    held.delete(one.id)
    if (kept.message !== null) moved.push(kept.message)
    return kept.facts
  })
  if (confirmed.ids.length > 0) await tx.confirmMessages(news.key.accountId, confirmed.ids, confirmed.evidenceAt)
  if (news.reachedStart) await tx.setReachedStart(news.key)
  if (news.knownSince !== undefined) await tx.setHistorySince(news.key, news.knownSince)
  const hasIncoming = facts.some((fact) => fact.kind === 'MessageArrived' && fact.message.type === 'incoming')
  await touchConversation(tx, moved, { isArrival: false, hasIncoming })
  return facts
}

/** A message told alone; touches its conversation. */
export async function applyMessage(tx: Tx, news: MessageNews, context: Context): Promise<Fact[]> {
  const { facts, message, isNew } = await keepMessage(tx, news, { context, confirmed: null, held: null })
  const isArrival = isNew && context.as === 'created'
  if (message !== null) await touchConversation(tx, [message], { isArrival, hasIncoming: isNew && message.type === 'incoming' })
  return facts
}

/** Stored messages that news repeated word for word, with the oldest time at which that was true. */
interface Confirmed {
  ids: MessageId[]
  evidenceAt: number
}

/** `message` is what its conversation must be touched with. */
interface Kept {
  facts: Fact[]
  message: Message | null
  isNew: boolean
}

/** The rows of a whole page, read at once; null: not here. A message that is told twice stands here until its first time. */
type Held = Map<MessageId | null, StoredMessage | null>

interface KeepOptions {
  context: Context
  confirmed: Confirmed | null
  held: Held | null
}

async function keepMessage(tx: Tx, news: MessageNews, { context, confirmed, held }: KeepOptions): Promise<Kept> {
  const own = await context.deps.acknowledge(tx, news)
  // An acknowledged one is not what it was when the page was looked up.
  const known = own.length === 0 ? held?.get(news.id) : undefined
  const stored = known === undefined ? await tx.message(news.accountId, news.id) : known
  const merged = mergeMessage(stored, news)
  const { message } = merged
  if (stored === null) {
    if (context.as === 'inside' && (await isOlderThanHistory(tx, message))) return { facts: own, message, isNew: false }
    await tx.putMessage(merged)
    return { facts: [...own, await arrived(tx, message, context)], message, isNew: true }
  }
  const isRepeated = isSame(stored.message, message)
  if (isRepeated && confirmed !== null && own.length === 0) {
    confirmed.ids.push(news.id)
    confirmed.evidenceAt = Math.min(confirmed.evidenceAt, merged.evidenceAt)
    return { facts: [], message: null, isNew: false }
  }
  await tx.putMessage(merged)
  const changed: Fact = { kind: 'MessageChanged', message, source: context.origin.source }
  return { facts: isRepeated ? own : [...own, changed], message, isNew: false }
}

async function arrived(tx: Tx, message: Message, { origin, deps }: Context): Promise<Fact> {
  const { source, gapMs, newsSinceAt } = origin
  const mentionsMe = isMentioned(message, deps.me)
  if (mentionsMe && message.createdAt >= newsSinceAt) await tx.setMentioned(keyOf(message), true)
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
