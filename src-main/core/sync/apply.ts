/**
 * Server news → writes + facts. One commit for a batch; facts are told after it, in order. Everything here may come twice,
 * late or out of order: each step is an upsert, and what changed nothing is no fact.
 */
import type { ConversationKey } from '../../../src-preload/contract/ids'
import type { Fact } from '../facts'
import { assertNever } from '../must'
import type { ConversationNews } from '../news'
import { over, under } from '../outbox/action'
import type { Tx } from '../ports'
import { applyContact, forgetContact } from './apply-contacts'
import { type ApplyDeps, collect, type Context } from './apply-deps'
import { applyFollowed, followedByAssignment } from './apply-followed'
import { applyMessage, applyMessages } from './apply-messages'
import { forgetAccounts, forgetConversation, forgetInboxes } from './forget'
import { mergeConversation } from './merge'
import { LIVE } from './origin'
import type { News } from './queue'
import { isSame } from './same'
import { touchConversation, unreadAsTold } from './touch'

/** Applies batches of news; see `makeQueue`. */
export function makeApply(deps: ApplyDeps): (batch: News[]) => Promise<void> {
  return async (batch) => {
    const unknown = await fetchUnknown(batch, deps)
    const told = await deps.store.commit(async (tx) => {
      const facts = await collect(unknown, (one) => applyConversation(tx, one, { origin: LIVE, deps, as: 'inside' }))
      return facts.concat(await collect(batch, (news) => applyOne(tx, news, deps)))
    }, 'told-again')
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
    case 'contacts':
      return collect(news.list, (one) => applyContact(tx, one, { isWanted: true, talk: asToldBy(tx, deps) }))
    case 'contact-gone':
      return forgetContact(tx, news.key)
    case 'followed':
      return applyFollowed(tx, news)
    case 'touch':
      return applyTouch(tx, news.key)
    case 'directory':
      await tx.putDirectory(news.directory, news.templates)
      return [{ kind: 'DirectoryChanged', accountId: news.directory.accountId }, ...(await forgetInboxes(tx, news.directory))]
    case 'accounts':
      return forgetAccounts(tx, news.kept)
    default:
      return assertNever(news)
  }
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
    case 'contact-changed':
      return applyContact(tx, event.contact, { isWanted: false, talk: asToldBy(tx, deps) })
    case 'contact-deleted':
      return forgetContact(tx, { accountId: account, contactId: event.contactId })
    case 'typing':
    case 'presence':
    case 'directory-stale':
    case 'ignored':
      return []
    default:
      return assertNever(event)
  }
}

/** News of a customer, told as news of a conversation with them. */
function asToldBy(tx: Tx, deps: ApplyDeps): (news: ConversationNews) => Promise<Fact[]> {
  return (news) => applyConversation(tx, news, { origin: LIVE, deps, as: 'inside' })
}

async function applyConversation(tx: Tx, news: ConversationNews, context: Context): Promise<Fact[]> {
  const key = { accountId: news.accountId, conversationId: news.id }
  const stored = await tx.conversation(key)
  const before = stored?.conversation ?? null
  // What the agent did and the server does not know yet stays on top; news go below it.
  const actions = await tx.actionsOver(key)
  const base = stored && { ...stored, conversation: under(stored.conversation, actions) }
  const { conversation: merged, evidenceAt } = mergeConversation(base, news)
  const known = followedByAssignment(base?.conversation ?? null, merged, context.deps.me)
  const told = { ...known, unreadCount: await unreadAsTold(tx, base?.conversation ?? null, merged) }
  const { conversation, actions: based } = over(told, actions)
  for (const [index, action] of based.entries()) if (!isSame(action, actions[index] ?? {})) await tx.putAction(action)
  await tx.putConversation({ conversation, evidenceAt })
  const { source } = context.origin
  const facts: Fact[] =
    before !== null && isSame(before, conversation) ? [] : [{ kind: 'ConversationChanged', conversation, before, source }]
  return facts.concat(await collect(news.messages, (message) => applyMessage(tx, message, context)))
}

async function applyTouch(tx: Tx, key: ConversationKey): Promise<Fact[]> {
  const before = await tx.conversation(key)
  const newest = (await tx.messages(key, null, 50)).findLast((message) => message.id !== null)
  if (before === null || newest === undefined) return []
  await touchConversation(tx, [newest], { isArrival: false, hasIncoming: false })
  const after = (await tx.conversation(key)) ?? before
  if (isSame(before.conversation, after.conversation)) return []
  return [{ kind: 'ConversationChanged', conversation: after.conversation, before: before.conversation, source: 'answer' }]
}
