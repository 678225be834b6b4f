/** The server's own search: messages of the last three months, 15 a page (FACTS §3.9). */
import type { AccountId } from '../../src-preload/contract/ids'
import type { MessageNews } from '../core/news'
import type { Outcome } from '../core/outcome'
import { accountPath, type Call, type Reader } from './call'
import { list } from './readers'
import { toMessageNews } from './translate/message'
import { toMs } from './translate/plain'
import { messageWire } from './wire/message'
import { at } from './wire/parts'
import { contactHitWire, conversationHitWire } from './wire/search'

/** A conversation that was found: slim, and in another shape than any other call's. */
export interface ConversationHit {
  id: number
  contactName: string
  inboxName: string
  createdAt: number | null
}

export interface ContactHit {
  id: number
  name: string
  email: string | null
  phoneNumber: string | null
  identifier: string | null
}

export interface Found {
  conversations: ConversationHit[]
  contacts: ContactHit[]
  messages: MessageNews[]
}

/** What to look for; without `in`, everywhere. */
export interface SearchAsk {
  text: string
  page?: number
  in?: 'conversations' | 'contacts' | 'messages'
}

/** `GET search`, `GET search/messages` … (FACTS §3.9). */
export function search(call: Call, account: AccountId, ask: SearchAsk): Promise<Outcome<Found>> {
  const path = accountPath(account, 'search', ...(ask.in ? [ask.in] : []))
  return call({ method: 'GET', path, query: { q: ask.text, page: ask.page }, read: found(account) })
}

/** The messages of `GET search/messages`. */
export async function searchMessages(
  call: Call,
  account: AccountId,
  ask: Required<Pick<SearchAsk, 'text' | 'page'>>,
): Promise<Outcome<MessageNews[]>> {
  const outcome = await search(call, account, { ...ask, in: 'messages' })
  return outcome.kind === 'accepted' ? { kind: 'accepted', value: outcome.value.messages } : outcome
}

/** `GET conversations/search`: conversations that hold the text, with the messages that do (FACTS §3.1). */
export function searchConversations(
  call: Call,
  account: AccountId,
  ask: Omit<SearchAsk, 'in'>,
): Promise<Outcome<ConversationHit[]>> {
  const path = accountPath(account, 'conversations', 'search')
  return call({ method: 'GET', path, query: { q: ask.text, page: ask.page }, read: conversationHits })
}

function found(account: AccountId): Reader<Found> {
  return (body, seen) => {
    const payload = at(body, 'payload')
    if (payload === null || typeof payload !== 'object') return undefined
    return {
      conversations: conversationHits(at(payload, 'conversations'), seen) ?? [],
      contacts: contactHits(at(payload, 'contacts'), seen) ?? [],
      messages: messageHits(account)(at(payload, 'messages'), seen) ?? [],
    }
  }
}

const conversationHits = list({
  noun: 'conversation hit',
  wire: conversationHitWire,
  to: (wire): ConversationHit => ({
    id: wire.id,
    contactName: wire.contact?.name ?? '',
    inboxName: wire.inbox?.name ?? '',
    createdAt: toMs(wire.created_at),
  }),
})

const contactHits = list({
  noun: 'contact hit',
  wire: contactHitWire,
  to: (wire): ContactHit => ({
    id: wire.id,
    name: wire.name ?? '',
    email: wire.email ?? null,
    phoneNumber: wire.phone_number ?? null,
    identifier: wire.identifier ?? null,
  }),
})

function messageHits(account: AccountId): Reader<MessageNews[]> {
  return list({
    noun: 'message hit',
    wire: messageWire,
    to: (wire, seen) => partial(toMessageNews(wire, { accountId: account, conversationId: null, evidenceAt: seen.at })),
  })
}

/** 4.2.0 leaves keys out here, which elsewhere means "none": a hit must not erase what we know of its message. */
function partial(news: MessageNews | null): MessageNews | null {
  if (!news) return null
  const { type, content, contentType, inboxId, createdAt, sender } = news.fields
  return { ...news, fields: { type, content, contentType, inboxId, createdAt, sender } }
}
