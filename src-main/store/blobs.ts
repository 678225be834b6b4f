/** Files that wait to be sent, and their bytes in rows of 256 KiB: a big one is never in memory as a whole. */
import { sql } from 'kysely'
import { accountId, clientId, conversationId, stagedId } from '../../src-preload/contract/ids'
import type { ConversationKey } from '../../src-preload/contract/ids'
import type { StoredFile } from '../core/ports'
import type { Connection } from './connection'
import { sqlite, statement } from './statement'
import type { StagedFilesTable } from './tables'

const inConversation = statement<ConversationKey, StagedFilesTable>((slot) =>
  sqlite
    .selectFrom('staged_files')
    .selectAll()
    .where('account_id', '=', slot('accountId'))
    .where('conversation_id', '=', slot('conversationId'))
    .orderBy('position')
    .orderBy('id'),
)

const byId = statement<{ id: string }, StagedFilesTable>((slot) =>
  sqlite.selectFrom('staged_files').selectAll().where('id', '=', slot('id')),
)

const upsert = statement<StagedFilesTable, unknown>((slot) =>
  sqlite
    .insertInto('staged_files')
    .orReplace()
    .values({
      id: slot('id'),
      account_id: slot('account_id'),
      conversation_id: slot('conversation_id'),
      client_id: slot('client_id'),
      position: slot('position'),
      name: slot('name'),
      type: slot('type'),
      size: slot('size'),
      whole: slot('whole'),
    }),
)

/** The driver hands bytes out as a bare buffer. */
const pieceOf = statement<{ id: string; part: number }, { bytes: Uint8Array | ArrayBuffer }>((slot) =>
  sqlite.selectFrom('blobs').select('bytes').where('blob_id', '=', slot('id')).where('part', '=', slot('part')),
)

const insertPiece = statement<{ id: string; part: number; bytes: Uint8Array }, unknown>((slot) =>
  sqlite
    .insertInto('blobs')
    .orReplace()
    .values({ blob_id: slot('id'), part: slot('part'), bytes: slot('bytes') }),
)

const removal = statement<{ id: string }, unknown>((slot) => sqlite.deleteFrom('staged_files').where('id', '=', slot('id')))

const removalOfBytes = statement<{ id: string }, unknown>((slot) =>
  sqlite.deleteFrom('blobs').where('blob_id', '=', slot('id')),
)

const removalWithoutJob = statement<object, unknown>(() =>
  sqlite
    .deleteFrom('staged_files')
    .where('client_id', 'is not', null)
    .where('client_id', 'not in', (eb) => eb.selectFrom('jobs').select('client_id')),
)

const removalOfOrphans = statement<object, unknown>(() =>
  sqlite.deleteFrom('blobs').where('blob_id', 'not in', (eb) =>
    eb
      .selectFrom('staged_files')
      .select('id')
      .where(sql<boolean>`whole = 1`),
  ),
)

const breakThoseWithHoles = statement<object, unknown>(() =>
  sqlite
    .updateTable('staged_files')
    .set({ whole: 0 })
    .where('whole', '=', 1)
    .where(sql<boolean>`size <> (select coalesce(sum(length(bytes)), 0) from blobs where blob_id = staged_files.id)`),
)

/** Files of a draft and of unsent replies, in order. */
export function findFiles(tx: Connection, key: ConversationKey): StoredFile[] {
  return tx.all(inConversation, key).map(toFile)
}

/** One of them, or null. */
export function findFile(tx: Connection, id: string): StoredFile | null {
  const row = tx.first(byId, { id })
  return row ? toFile(row) : null
}

/** The nth piece of a file's bytes, or null. */
export function findPiece(tx: Connection, id: string, part: number): Uint8Array | null {
  const row = tx.first(pieceOf, { id, part })
  return row ? new Uint8Array(row.bytes) : null
}

/** Inserts or replaces what is known of it; the bytes stay. */
export function putFile(tx: Connection, file: StoredFile): void {
  tx.run(upsert, {
    id: file.id,
    account_id: file.accountId,
    conversation_id: file.conversationId,
    client_id: file.clientId,
    position: file.position,
    name: JSON.stringify(file.name),
    type: file.type,
    size: file.size,
    whole: Number(file.isWhole),
  })
}

/** One row of bytes. */
export function putPiece(tx: Connection, piece: { id: string; part: number; bytes: Uint8Array }): void {
  tx.run(insertPiece, piece)
}

/** A file and its bytes. */
export function removeFile(tx: Connection, id: string): void {
  tx.run(removal, { id })
  tx.run(removalOfBytes, { id })
}

/** All files of a conversation. */
export function removeFilesIn(tx: Connection, key: ConversationKey): void {
  for (const file of findFiles(tx, key)) removeFile(tx, file.id)
}

/** What nobody will ask for again. One whose bytes did not all survive a mending is whole no more. */
export function sweepFiles(tx: Connection): void {
  tx.run(breakThoseWithHoles, {})
  tx.run(removalWithoutJob, {})
  tx.run(removalOfOrphans, {})
}

function toFile(row: StagedFilesTable): StoredFile {
  return {
    id: stagedId.parse(row.id),
    accountId: accountId.parse(row.account_id),
    conversationId: conversationId.parse(row.conversation_id),
    clientId: row.client_id === null ? null : clientId.parse(row.client_id),
    position: row.position,
    name: JSON.parse(row.name) as string,
    type: row.type,
    size: row.size,
    isWhole: row.whole === 1,
  }
}
