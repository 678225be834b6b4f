/**
 * One message, one row, whoever speaks first. A reply is written here before it leaves; then the answer, the socket and a
 * look-up may each bring it, in any order, with our clientId, with only the marker, or with neither but a known id.
 *
 * A local row (no id) that has the same clientId or marker as the server's message becomes that message. A server that
 * took the reply twice gives two ids with one marker: those stay two rows, so that the window can show it; the clientId
 * stays with the first.
 */
import { sql } from 'kysely'
import type { Message } from '../../src-preload/contract/entities'
import type { ConversationKey } from '../../src-preload/contract/ids'
import type { StoredMessage } from '../core/ports'
import type { Connection } from './connection'
import { microseconds } from './marker'
import { forgetWords, forgetWordsIn } from './search-index'
import { hashOf, sayingOf } from './saying'
import { type Slots, sqlite, statement } from './statement'

/** What decides which row a message is. */
interface Known {
  row: number
  id: number | null
  client_id: string | null
  marker: number | null
}

interface MessageColumns {
  account_id: number
  conversation_id: number
  id: number | null
  client_id: string | null
  marker: number | null
  created_at: number
  evidence_at: number
  entity: string
  search_hash: number
}

const knownById = statement<{ accountId: number; id: number }, Known>((slot) =>
  known().where('account_id', '=', slot('accountId')).where('id', '=', slot('id')),
)

const knownByClientId = statement<{ clientId: string }, Known>((slot) => known().where('client_id', '=', slot('clientId')))

const knownByMarker = statement<ConversationKey & { marker: number }, Known>((slot) =>
  known()
    .where('marker', '=', slot('marker'))
    .where('account_id', '=', slot('accountId'))
    .where('conversation_id', '=', slot('conversationId'))
    .orderBy('row'),
)

const insert = statement<MessageColumns, unknown>((slot) => sqlite.insertInto('messages').values(columns(slot)))

/** Writes nothing when the message is here. */
const insertNew = statement<MessageColumns, unknown>((slot) =>
  sqlite
    .insertInto('messages')
    .values(columns(slot))
    .onConflict((conflict) => conflict.columns(['account_id', 'id']).where('id', 'is not', null).doNothing()),
)

const update = statement<MessageColumns & { row: number }, unknown>((slot) =>
  sqlite.updateTable('messages').set(columns(slot)).where('row', '=', slot('row')),
)

const setClientId = statement<{ row: number; clientId: string }, unknown>((slot) =>
  sqlite
    .updateTable('messages')
    .set({
      client_id: slot('clientId'),
      entity: sql<string>`iif(json_valid(entity), json_set(entity, '$.clientId', ${slot('clientId')}), entity)`,
    })
    .where('row', '=', slot('row')),
)

const confirm = statement<{ accountId: number; ids: string; evidenceAt: number }, unknown>((slot) =>
  sqlite
    .updateTable('messages')
    .set({ evidence_at: slot('evidenceAt') })
    .where('account_id', '=', slot('accountId'))
    .where(sql<boolean>`id in (select value from json_each(${slot('ids')}))`)
    .where('evidence_at', '<', slot('evidenceAt')),
)

const removeRow = statement<{ row: number }, unknown>((slot) => sqlite.deleteFrom('messages').where('row', '=', slot('row')))

const removeUnsent = statement<{ clientId: string }, unknown>((slot) =>
  sqlite.deleteFrom('messages').where('client_id', '=', slot('clientId')).where('id', 'is', null),
)

const removeAll = statement<ConversationKey, unknown>((slot) =>
  sqlite
    .deleteFrom('messages')
    .where('account_id', '=', slot('accountId'))
    .where('conversation_id', '=', slot('conversationId')),
)

const wholeHistory = statement<ConversationKey, unknown>((slot) =>
  sqlite
    .insertInto('whole_histories')
    .orIgnore()
    .values({ account_id: slot('accountId'), conversation_id: slot('conversationId') }),
)

/** Writes the whole object into the one row that is this message; merging is core's business. */
export function putMessage(tx: Connection, stored: StoredMessage): void {
  if (stored.message.id === null) putUnsent(tx, stored)
  else putSent(tx, stored, stored.message.id)
}

/** Rows that the server told again as they are: only their time moves. */
export function confirmMessages(
  tx: Connection,
  { account, ids, evidenceAt }: { account: number; ids: readonly number[]; evidenceAt: number },
): void {
  tx.run(confirm, { accountId: account, ids: JSON.stringify(ids), evidenceAt })
}

/** Undo and discard. What the server has stays. */
export function removeUnsentMessage(tx: Connection, clientId: string): void {
  tx.run(removeUnsent, { clientId })
}

/** Every message of a conversation. */
export function removeMessages(tx: Connection, key: ConversationKey): void {
  forgetWordsIn(tx, key)
  tx.run(removeAll, key)
}

/** Every older message of the conversation is here. */
export function setReachedStart(tx: Connection, key: ConversationKey): void {
  tx.run(wholeHistory, key)
}

/** A copy of ours never overwrites what the server has already said. */
function putUnsent(tx: Connection, stored: StoredMessage): void {
  const { message } = stored
  if (message.clientId === null) throw new Error('a message needs a server id or a clientId')
  const mine = tx.first(knownByClientId, { clientId: message.clientId })
  if (mine && mine.id !== null) return
  if (mine) return write(tx, stored, mine)
  const arrived = sameMarker(tx, message).find((row) => row.id !== null && row.client_id === null)
  if (arrived) tx.run(setClientId, { row: arrived.row, clientId: message.clientId })
  else write(tx, stored, null)
}

function putSent(tx: Connection, stored: StoredMessage, id: number): void {
  const { message } = stored
  // Nothing of ours can be meant, and most of what comes is new: one statement instead of a look and a statement.
  const isOnlyTheServers = message.clientId === null && message.marker === null && !message.deleted
  if (isOnlyTheServers && tx.run(insertNew, columnsOf(stored, null)) === 1) return
  const byId = tx.first(knownById, { accountId: message.accountId, id })
  const named = message.clientId === null ? undefined : tx.first(knownByClientId, { clientId: message.clientId })
  const local = named?.id === null ? named : sameMarker(tx, message).find((row) => row.id === null)
  const clientIdIsFree = named === undefined || named.id === null || named.row === byId?.row
  const clientId = local?.client_id ?? byId?.client_id ?? (clientIdIsFree ? message.clientId : null)
  if (byId && local) tx.run(removeRow, { row: local.row })
  const merged = { ...message, clientId: clientId as Message['clientId'] }
  write(tx, { message: merged, evidenceAt: stored.evidenceAt }, byId ?? local ?? null)
}

function sameMarker(tx: Connection, message: Message): Known[] {
  if (message.marker === null || message.type !== 'outgoing') return []
  const { accountId, conversationId, marker } = message
  return tx.all(knownByMarker, { accountId, conversationId, marker: microseconds(marker) })
}

function write(tx: Connection, stored: StoredMessage, known: Known | null): void {
  const { message } = stored
  const row = columnsOf(stored, known)
  // What was taken back must not be found for another second.
  if (message.deleted && message.id !== null) forgetWords(tx, [message.id])
  if (known) tx.run(update, { ...row, row: known.row })
  else tx.run(insert, row)
}

function columnsOf({ message, evidenceAt }: StoredMessage, known: Known | null): MessageColumns {
  const marker = message.marker === null ? (known?.marker ?? null) : microseconds(message.marker)
  return {
    account_id: message.accountId,
    conversation_id: message.conversationId,
    id: message.id,
    client_id: message.clientId,
    marker,
    created_at: message.createdAt,
    evidence_at: evidenceAt,
    entity: JSON.stringify({ ...message, marker: message.marker ?? (marker === null ? null : marker / 1e6) }),
    search_hash: hashOf(sayingOf(message)),
  }
}

function columns(slot: Slots<MessageColumns>): MessageColumns {
  return {
    account_id: slot('account_id'),
    conversation_id: slot('conversation_id'),
    id: slot('id'),
    client_id: slot('client_id'),
    marker: slot('marker'),
    created_at: slot('created_at'),
    evidence_at: slot('evidence_at'),
    entity: slot('entity'),
    search_hash: slot('search_hash'),
  }
}

function known() {
  return sqlite.selectFrom('messages').select(['row', 'id', 'client_id', 'marker'])
}
