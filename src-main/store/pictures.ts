/** Pictures and sounds that were shown. A copy of what the server has: what was not asked for longest goes first. */
import { sql } from 'kysely'
import type { AccountId, MessageId } from '../../src-preload/contract/ids'
import type { PictureKey, StoredPicture } from '../core/ports'
import type { Connection } from './connection'
import { sqlite, statement } from './statement'

type Place = { accountId: number; messageId: number; attachmentId: number; small: number }

const byPlace = statement<Place, { type: string; bytes: Uint8Array | ArrayBuffer }>((slot) =>
  sqlite
    .selectFrom('pictures')
    .select(['type', 'bytes'])
    .where('account_id', '=', slot('accountId'))
    .where('message_id', '=', slot('messageId'))
    .where('attachment_id', '=', slot('attachmentId'))
    .where('small', '=', slot('small')),
)

const insertion = statement<Place & { type: string; size: number; usedAt: number; bytes: Uint8Array }, unknown>((slot) =>
  sqlite
    .insertInto('pictures')
    .orReplace()
    .values({
      account_id: slot('accountId'),
      message_id: slot('messageId'),
      attachment_id: slot('attachmentId'),
      small: slot('small'),
      type: slot('type'),
      size: slot('size'),
      used_at: slot('usedAt'),
      bytes: slot('bytes'),
    }),
)

const touch = statement<Place & { usedAt: number }, unknown>((slot) =>
  sqlite
    .updateTable('pictures')
    .set({ used_at: slot('usedAt') })
    .where('account_id', '=', slot('accountId'))
    .where('message_id', '=', slot('messageId'))
    .where('attachment_id', '=', slot('attachmentId'))
    .where('small', '=', slot('small')),
)

const removalOfMessage = statement<{ accountId: number; messageId: number }, unknown>((slot) =>
  sqlite.deleteFrom('pictures').where('account_id', '=', slot('accountId')).where('message_id', '=', slot('messageId')),
)

/** All but those that were asked for last and fit; the sum runs over an index that holds all it needs. */
const removalOfOld = statement<{ bytes: number; before: number }, unknown>((slot) =>
  sqlite.deleteFrom('pictures').where(
    sql<boolean>`row in (
      select row from (select row, used_at, sum(size) over (order by used_at desc, row desc) as so_far from pictures where kept = 0)
      where so_far > ${slot('bytes')} or used_at < ${slot('before')})`,
  ),
)

/** Null: not here. */
export function findPicture(tx: Connection, key: PictureKey): StoredPicture | null {
  const row = tx.first(byPlace, placeOf(key))
  return row ? { type: row.type, bytes: new Uint8Array(row.bytes) } : null
}

/** Inserts or replaces. */
export function putPicture(tx: Connection, key: PictureKey, picture: StoredPicture & { usedAt: number }): void {
  tx.run(insertion, { ...placeOf(key), ...picture, size: picture.bytes.byteLength })
}

/** Somebody looked at it. Nothing happens when there is none. */
export function touchPicture(tx: Connection, key: PictureKey, usedAt: number): void {
  tx.run(touch, { ...placeOf(key), usedAt })
}

/** Keeps those that were asked for last, so many bytes at most, and none from before a time. */
export function trimPictures(tx: Connection, keep: { bytes: number; before: number }): void {
  tx.run(removalOfOld, keep)
}

/** All of a message, which lost its files and stays. */
export function removePicturesOf(tx: Connection, accountId: AccountId, messageId: MessageId): void {
  tx.run(removalOfMessage, { accountId, messageId })
}

function placeOf({ accountId, messageId, attachmentId, isSmall }: PictureKey): Place {
  return { accountId, messageId, attachmentId, small: Number(isSmall) }
}
