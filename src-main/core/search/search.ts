/**
 * Search over all profiles (F16, M6, M5): what is stored on this computer, offline, newest first; and, on demand, what the
 * servers find of what is not. Each database answers for itself; here the answers are merged.
 */
import type { Conversation } from '../../../src-preload/contract/entities'
import type { AccountId, ConversationRef, InboxId, ProfileId } from '../../../src-preload/contract/ids'
import type { CustomerHit, FoundMessage, SearchAnswer, SearchInput } from '../../../src-preload/contract/schemas/search'
import type { SearchAsk, SearchHit } from '../ports'
import { correct, type Correction } from './correct'
import { excerpt, holds, type Piece } from './excerpt'
import { parseQuery, type Query } from './query'
import type { Scoped, SearchSource } from './source'
import { fold, wordsOf } from './words'

const ME = ['me', 'я', 'меня', 'мной']
const MOST_CUSTOMERS = 5

/** Never fails for what is typed. `now` in ms. */
export async function searchStored(sources: SearchSource[], input: SearchInput, now: number): Promise<SearchAnswer> {
  const query = parseQuery(input.text, now)
  const { filters, scoped } = await scope(sources, input, query)
  const isEmpty = query.words.length === 0 && query.filters.length === 0
  let found = isEmpty ? NOTHING : await look(scoped, query, input)
  let corrected: Correction[] = []
  if (found.messages.length === 0 && found.customers.length === 0 && !isEmpty) {
    corrected = await correct(scoped, query.words)
    if (corrected.length > 0) found = await look(scoped.map(replaced(corrected)), meant(query, corrected), input)
  }
  const behind = await Promise.all(scoped.map(({ source }) => source.store.notIndexed()))
  return { ...found, filters, corrected, notIndexed: behind.reduce((sum, one) => sum + one, 0) }
}

type Found = Pick<SearchAnswer, 'messages' | 'customers' | 'more'>
const NOTHING: Found = { messages: [], customers: [], more: false }

async function look(scoped: Scoped[], query: Query, input: SearchInput): Promise<Found> {
  const messages: FoundMessage[] = []
  const customers: CustomerHit[] = []
  const wanted = query.words.filter((word) => !word.not)
  for (const { source, ask } of scoped) {
    const hits = await source.store.search({ ...ask, limit: input.limit + 1 })
    messages.push(...hits.map((hit) => shown(source.id, hit, wanted)))
    if (input.conversation === null && isAboutPeople(query)) {
      const talks = await source.store.searchCustomers({ ...ask, limit: MOST_CUSTOMERS * 4 })
      customers.push(...oncePerContact(talks).map((talk) => shownCustomer(source.id, talk, wanted)))
    }
  }
  messages.sort((one, other) => other.createdAt - one.createdAt)
  customers.sort((one, other) => other.lastActivityAt - one.lastActivityAt)
  return {
    messages: messages.slice(0, input.limit),
    customers: customers.slice(0, MOST_CUSTOMERS),
    more: messages.length > input.limit,
  }
}

/** Other filters are about messages. */
function isAboutPeople({ words, from, has, before, after }: Query): boolean {
  return words.some((word) => !word.not) && from.length + has.length === 0 && before === null && after === null
}

function oncePerContact(talks: Conversation[]): Conversation[] {
  const byContact = new Map<string, Conversation>()
  for (const talk of talks) {
    const name = `${talk.accountId}/${talk.contact.id}`
    if (!byContact.has(name)) byContact.set(name, talk)
  }
  return [...byContact.values()]
}

/** A message as it is found, with the words marked where they stand. */
export function shown(profileId: ProfileId, { message, contactName }: SearchHit, wanted: Query['words']): FoundMessage {
  const { accountId, conversationId, inboxId, id, type, sender, content, mail, createdAt } = message
  const file = message.attachments.find((one) => holds(one.name, wanted)) ?? message.attachments[0]
  const text = mail?.subject ? `${mail.subject}: ${content}` : content
  return {
    conversation: { profileId, accountId, conversationId },
    ...{ inboxId, messageId: id, type, private: message.private, createdAt, contactName },
    senderName: sender?.name ?? null,
    pieces: excerpt(text, wanted),
    file: file === undefined ? null : { type: file.type, name: excerpt(file.name, wanted) },
  }
}

function shownCustomer(profileId: ProfileId, talk: Conversation, wanted: Query['words']): CustomerHit {
  const { accountId, id, inboxId, contact, status, lastActivityAt } = talk
  const detail = [contact.email, contact.phoneNumber, contact.identifier].find((one) => one && holds(one, wanted))
  return {
    conversation: { profileId, accountId, conversationId: id },
    ...{ inboxId, status, lastActivityAt },
    name: excerpt(contact.name, wanted),
    detail: excerpt(detail ?? contact.email ?? contact.phoneNumber ?? '', wanted) satisfies Piece[],
  }
}

/** Where to look and what the names in the query mean there. An inbox that nobody has is told, and left out. */
async function scope(
  sources: SearchSource[],
  { scope: only, conversation }: SearchInput,
  query: Query,
): Promise<{ scoped: Scoped[]; filters: Query['filters'] }> {
  const places = await Promise.all(
    sources
      .filter(({ id }) => isInScope(id, only, conversation))
      .map(async (source) => {
        const account = conversation?.accountId ?? only?.accountId
        const accounts = source.accounts.map(({ id }) => id).filter((id) => account === undefined || id === account)
        return { source, accounts, ...(await inboxesOf(source, accounts, query)) }
      }),
  )
  const known = places.flatMap((place) => place.known)
  const isMet = ({ accounts, inboxes }: (typeof places)[number]): boolean =>
    accounts.length > 0 && (known.length === 0 || inboxes.length > 0)
  return {
    scoped: places.filter(isMet).map((place) => ({ source: place.source, ask: askOf(query, { ...place, conversation }) })),
    filters: query.filters.map((one) => (one.name === 'in' ? { ...one, ok: known.includes(one.value) } : one)),
  }
}

function isInScope(id: ProfileId, only: SearchInput['scope'], conversation: ConversationRef | null): boolean {
  return (only === null || only.profileId === id) && (conversation === null || conversation.profileId === id)
}

type Place = Pick<SearchAsk, 'accounts' | 'inboxes'> & { source: SearchSource; conversation: ConversationRef | null }

function askOf(query: Query, { source, accounts, inboxes, conversation }: Place): SearchAsk {
  const { words, has, labels, before, after } = query
  const from = query.from.map((who) => (ME.includes(fold(who)) ? source.me : who))
  const key = conversation && { accountId: conversation.accountId, conversationId: conversation.conversationId }
  return { accounts, words, from, inboxes, has, labels, before, after, conversation: key, limit: 1 }
}

/** Inboxes whose name, or whose account's name, has a word that begins so. `known`: the names that mean any. */
async function inboxesOf(
  { store, accounts }: SearchSource,
  among: AccountId[],
  query: Query,
): Promise<{ inboxes: InboxId[]; known: string[] }> {
  const inboxes: InboxId[] = []
  const known: string[] = []
  if (query.in.length === 0) return { inboxes, known }
  for (const account of accounts.filter(({ id }) => among.includes(id))) {
    for (const inbox of (await store.directory(account.id)).inboxes) {
      const names = query.in.filter((name) => hasWords(inbox.name, name) || hasWords(account.name, name))
      if (names.length > 0) inboxes.push(inbox.id)
      known.push(...names)
    }
  }
  return { inboxes, known }
}

/** Words in a row, of which the last may be a beginning. */
function hasWords(name: string, wanted: string): boolean {
  const inRow = (text: string): string => ` ${wordsOf(text).join(' ')}`
  return wordsOf(wanted).length > 0 && inRow(name).includes(inRow(wanted))
}

function meant(query: Query, corrected: Correction[]): Query {
  return { ...query, words: query.words.map((word) => correctedWord(word, corrected)) }
}

function replaced(corrected: Correction[]): (one: Scoped) => Scoped {
  return ({ source, ask }) => ({
    source,
    ask: { ...ask, words: ask.words.map((word) => correctedWord(word, corrected)) },
  })
}

function correctedWord<T extends { text: string }>(word: T, corrected: Correction[]): T {
  const to = corrected.find((one) => one.from === word.text)?.to
  return to === undefined ? word : { ...word, text: to }
}
