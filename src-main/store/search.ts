/**
 * Finds messages and customers by their words. The index gives row numbers, newest first, and stops at the limit: a common
 * word costs no more than a rare one. Filters are words of the index too, so that they are met before a message is read.
 */
import { conversationSchema, messageSchema } from '../../src-preload/contract/entities'
import type { Conversation } from '../../src-preload/contract/entities'
import type { SearchAsk, SearchHit, SoughtWord } from '../core/ports'
import { stemOf, wordsOf } from '../core/search/words'
import type { Connection } from './connection'
import { parseEntity } from './parse'
import { facet, isFacetBeginning, monthOf } from './saying'
import { raw } from './sound'

const TEXTS = '{text people files}'
/** A label on more conversations than this is looked up message by message. */
const FEW = 300
/** Newest customers that a short beginning may name. */
const MOST_CUSTOMERS = 2_000

const IN_ACCOUNTS = 'IN (SELECT value FROM json_each(?))'
const messages = raw<{ row: number; entity: string; name: string | null }>(`
  SELECT m.row, m.entity, c.entity ->> '$.contact.name' AS name
  FROM message_words AS w
  CROSS JOIN messages AS m ON m.account_id ${IN_ACCOUNTS} AND m.id = w.rowid
  LEFT JOIN conversations AS c ON c.account_id = m.account_id AND c.id = m.conversation_id
  WHERE w.message_words MATCH ? AND w.rowid BETWEEN ? AND ? AND m.created_at >= ? AND m.created_at < ?
    AND (? = '' OR c.row IN (SELECT rowid FROM conversation_words WHERE conversation_words MATCH ?))
  ORDER BY w.rowid DESC LIMIT ?`)

/** Without a word to look for the index has nothing to say. */
const newest = raw<{ row: number; id: number; entity: string; name: string | null }>(`
  SELECT m.row, m.id, m.entity, c.entity ->> '$.contact.name' AS name
  FROM messages AS m LEFT JOIN conversations AS c ON c.account_id = m.account_id AND c.id = m.conversation_id
  WHERE m.account_id = ? AND m.id BETWEEN ? AND ? AND m.created_at >= ? AND m.created_at < ?
    AND m.entity ->> '$.type' <> 'activity' AND NOT m.entity ->> '$.deleted'
  ORDER BY m.id DESC LIMIT ?`)

const labelled = raw<{ account_id: number; id: number }>(`
  SELECT c.account_id, c.id
  FROM conversation_words AS w CROSS JOIN conversations AS c INDEXED BY conversations_place ON c.row = w.rowid
  WHERE w.conversation_words MATCH ? LIMIT ${FEW + 1}`)
const firstId = raw<{ id: number | null }>('SELECT min(first_id) AS id FROM search_months WHERE month >= ?')
const lastId = raw<{ id: number | null }>('SELECT max(last_id) AS id FROM search_months WHERE month <= ?')

const customers = raw<{ row: number; entity: string }>(`
  SELECT c.row, c.entity
  FROM (SELECT rowid FROM conversation_words WHERE conversation_words MATCH ? ORDER BY rowid DESC LIMIT ${MOST_CUSTOMERS}) AS w
  CROSS JOIN conversations AS c ON c.row = w.rowid
  WHERE c.account_id ${IN_ACCOUNTS}
  ORDER BY c.last_activity_at DESC LIMIT ?`)

/** What a hit shows (`FoundText`). */
const foundSchema = messageSchema.pick({
  ...{ accountId: true, conversationId: true, inboxId: true, id: true, type: true, private: true, content: true },
  ...{ mail: true, sender: true, attachments: true, createdAt: true },
})

/** Messages that fit, the newest first. */
export function findWords(tx: Connection, ask: SearchAsk): SearchHit[] {
  const range = idsBetween(tx, ask)
  const labels = labelsOf(tx, ask)
  if (range === null || labels === null) return []
  const times = [ask.after ?? Number.MIN_SAFE_INTEGER, ask.before ?? Number.MAX_SAFE_INTEGER]
  const expression = expressionOf(ask, labels.conversations)
  if (expression === null && labels.expression === '') return newestBetween(tx, ask, [...range, ...times])
  const rows = tx.all(messages, [
    JSON.stringify(ask.accounts),
    expression ?? anyFacet(ask.accounts.map(facet.account)),
    ...range,
    ...times,
    labels.expression,
    // An empty expression is an error, even where it is not asked.
    labels.expression || 'labels : none',
    ask.limit,
  ])
  return rows.flatMap((row) => hitOf(tx, row))
}

function newestBetween(tx: Connection, { accounts, limit }: SearchAsk, between: number[]): SearchHit[] {
  const rows = accounts.flatMap((account) => tx.all(newest, [account, ...between, limit]))
  rows.sort((one, other) => other.id - one.id)
  return rows.slice(0, limit).flatMap((row) => hitOf(tx, row))
}

function hitOf(tx: Connection, { row, entity, name }: { row: number; entity: string; name: string | null }): SearchHit[] {
  const message = parseEntity(tx, foundSchema, { name: { what: 'message', row: String(row) }, entity })
  return message ? [{ message, contactName: name }] : []
}

/** Conversations of customers that fit, the latest first. */
export function findCustomers(
  tx: Connection,
  { accounts, words, labels, limit }: Pick<SearchAsk, 'accounts' | 'words' | 'labels' | 'limit'>,
): Conversation[] {
  const parts = [
    ...words.filter((word) => !word.not).map((word) => `people : ${sought(word)}`),
    ...labels.map((label) => `labels : ${phrase(label)}`),
  ]
  if (parts.length === 0) return []
  return tx.all(customers, [parts.join(' AND '), JSON.stringify(accounts), limit]).flatMap(({ row, entity }) => {
    const name = { what: 'conversation', row: String(row) }
    return parseEntity(tx, conversationSchema, { name, entity }) ?? []
  })
}

/** The ids among which to look; null: there are none. */
function idsBetween(tx: Connection, { after, before }: SearchAsk): [number, number] | null {
  const first = after === null ? 0 : (tx.first(firstId, [monthOf(after)])?.id ?? null)
  const last = before === null ? Number.MAX_SAFE_INTEGER : (tx.first(lastId, [monthOf(before - 1)])?.id ?? null)
  return first === null || last === null ? null : [first, last]
}

/** Few conversations are words of the index, many an expression that each message is held against; null: there are none. */
function labelsOf(tx: Connection, { labels }: SearchAsk): { expression: string; conversations: string[] } | null {
  if (labels.length === 0) return { expression: '', conversations: [] }
  const expression = labels.map((label) => `labels : ${phrase(label)}`).join(' AND ')
  const found = tx.all(labelled, [expression])
  if (found.length === 0) return null
  if (found.length > FEW) return { expression, conversations: [] }
  return { expression: '', conversations: found.map((one) => facet.conversation(one.account_id, one.id)) }
}

/** In the language of the index. Everything asked for stands in quotes: nothing an agent types is an operator. Null: no word. */
function expressionOf(ask: SearchAsk, conversations: string[]): string | null {
  const { words, from, inboxes, has, conversation } = ask
  const all = [
    ...words.filter((word) => !word.not).map(inTexts),
    ...(from.length > 0 ? [`(${from.map(byOf).join(' OR ')})`] : []),
    ...(inboxes.length > 0 ? [anyFacet(inboxes.map(facet.inbox))] : []),
    ...(conversations.length > 0 ? [anyFacet(conversations)] : []),
    ...has.map((kind) => anyFacet([facet.has(kind)])),
    ...(conversation ? [anyFacet([facet.conversation(conversation.accountId, conversation.conversationId)])] : []),
  ]
  const none = words.filter((word) => word.not).map(inTexts)
  if (all.length + none.length === 0) return null
  const base = all.length > 0 ? all : [anyFacet(ask.accounts.map(facet.account))]
  return [base.join(' AND '), ...none].join(' NOT ')
}

/** To keep to some columns doubles the work of a common word: only words that a facet may begin with are kept to them. */
function inTexts(word: SoughtWord): string {
  const asked = wordsOf(word.text)
  const isOurs = [...asked, ...asked.map(stemOf)].some(isFacetBeginning)
  return isOurs ? `${TEXTS} : ${sought(word)}` : sought(word)
}

function byOf(who: SearchAsk['from'][number]): string {
  return typeof who === 'number' ? anyFacet([facet.agent(who)]) : `people : ${sought({ text: who, exact: false })}`
}

/** Words of a name may stand anywhere in it; exact ones stand in a row. */
function sought({ text, exact }: Pick<SoughtWord, 'text' | 'exact'>): string {
  if (exact) return phrase(text)
  const parts = text
    .split(/\s+/u)
    .map(wordsOf)
    .filter((words) => words.length > 0)
  return parts.length === 0 ? '""' : `(${parts.map(beginning).join(' AND ')})`
}

function beginning(words: string[]): string {
  const stem = words.length === 1 ? words.map(stemOf) : words
  return `"${stem.join(' ')}" *`
}

function phrase(text: string): string {
  return `"${wordsOf(text).join(' ')}"`
}

function anyFacet(words: string[]): string {
  return `facets : (${words.map((word) => `"${word}"`).join(' OR ') || '""'})`
}
