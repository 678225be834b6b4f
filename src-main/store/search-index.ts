/**
 * Keeps the index of words behind what is stored. Nothing is written here while messages come in; `indexSome` follows in small
 * steps, the newest first. What is deleted leaves the index in the same commit.
 */
import { conversationSchema, messageSchema } from '../../src-preload/contract/entities'
import type { ConversationKey } from '../../src-preload/contract/ids'
import { indexed } from '../core/search/words'
import type { Connection } from './connection'
import { parseEntity } from './parse'
import { customerOf, hashOf, monthOf, sayingOf } from './saying'
import { raw } from './sound'

interface BehindRow {
  row: number
  id: number
  entity: string
}

const messagesBehind = raw<BehindRow>(`SELECT row, id, entity FROM messages INDEXED BY messages_behind
  WHERE search_hash <> indexed_as AND id IS NOT NULL ORDER BY created_at DESC LIMIT ?`)
const conversationsBehind = raw<BehindRow>(`SELECT row, id, entity FROM conversations INDEXED BY conversations_behind
  WHERE search_hash <> indexed_as ORDER BY row DESC LIMIT ?`)
const countBehind = raw<{ n: number }>(`SELECT count(*) AS n FROM messages INDEXED BY messages_behind
  WHERE search_hash <> indexed_as AND id IS NOT NULL`)

const putWords = raw('INSERT OR REPLACE INTO message_words (rowid, text, people, files, facets) VALUES (?, ?, ?, ?, ?)')
const putCustomer = raw('INSERT OR REPLACE INTO conversation_words (rowid, people, labels) VALUES (?, ?, ?)')
const putMonth = raw(`INSERT INTO search_months (month, first_id, last_id) VALUES (?, ?, ?)
  ON CONFLICT (month) DO UPDATE SET first_id = min(first_id, excluded.first_id), last_id = max(last_id, excluded.last_id)`)
const messageDone = raw('UPDATE messages SET search_hash = ?, indexed_as = ? WHERE row = ?')
const conversationDone = raw('UPDATE conversations SET search_hash = ?, indexed_as = ? WHERE row = ?')

const forgetMessages = raw('DELETE FROM message_words WHERE rowid IN (SELECT value FROM json_each(?))')
const forgetConversation = raw(`DELETE FROM message_words WHERE rowid IN
  (SELECT id FROM messages WHERE account_id = ? AND conversation_id = ? AND id IS NOT NULL AND indexed_as <> 0)`)
const forgetCustomer = raw(
  'DELETE FROM conversation_words WHERE rowid IN (SELECT row FROM conversations WHERE account_id = ? AND id = ?)',
)

/** So many messages and conversations at most; how many were done. Less than asked for: the index has caught up. */
export function indexSome(tx: Connection, limit: number): number {
  const messages = tx.all(messagesBehind, [limit])
  for (const one of messages) indexMessage(tx, one)
  const conversations = tx.all(conversationsBehind, [limit - messages.length])
  for (const one of conversations) indexConversation(tx, one)
  return messages.length + conversations.length
}

/** Messages that are stored and cannot be found yet. */
export function behind(tx: Connection): number {
  return tx.first(countBehind, [])?.n ?? 0
}

/** These server ids are not to be found any more. */
export function forgetWords(tx: Connection, ids: readonly number[]): void {
  if (ids.length > 0) tx.run(forgetMessages, [JSON.stringify(ids)])
}

/** Before the messages of a conversation go. */
export function forgetWordsIn(tx: Connection, { accountId, conversationId }: ConversationKey): void {
  tx.run(forgetConversation, [accountId, conversationId])
}

/** Before its row goes. */
export function forgetCustomerOf(tx: Connection, { accountId, conversationId }: ConversationKey): void {
  tx.run(forgetCustomer, [accountId, conversationId])
}

/** A row that no longer parses counts as done: it would be in the way for ever. */
function indexMessage(tx: Connection, { row, id, entity }: BehindRow): void {
  const message = parseEntity(tx, messageSchema, { name: { what: 'message', row: String(row) }, entity })
  const saying = message && sayingOf(message)
  if (saying) {
    const { text, people, files, facets } = saying
    tx.run(putWords, [id, indexed(text), indexed(people), indexed(files), facets])
    tx.run(putMonth, [monthOf(message.createdAt), id, id])
  } else forgetWords(tx, [id])
  const hash = hashOf(saying)
  tx.run(messageDone, [hash, hash, row])
}

function indexConversation(tx: Connection, { row, entity }: BehindRow): void {
  const conversation = parseEntity(tx, conversationSchema, { name: { what: 'conversation', row: String(row) }, entity })
  const customer = conversation && customerOf(conversation)
  if (customer) tx.run(putCustomer, [row, indexed(customer.people), indexed(customer.labels)])
  const hash = hashOf(customer)
  tx.run(conversationDone, [hash, hash, row])
}
