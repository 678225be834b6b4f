import { accountId } from '../../src-preload/contract/ids'
import type { AccountId } from '../../src-preload/contract/ids'
import type { SyncCursor } from '../core/ports'
import type { Connection } from './connection'
import { sqlite, statement } from './statement'

const all = statement<object, { account_id: number; last_good_at: number | null; filled: number }>(() =>
  sqlite.selectFrom('cursors').selectAll().orderBy('account_id'),
)

const upsert = statement<{ accountId: number; lastGoodAt: number | null; filled: number }, unknown>((slot) =>
  sqlite
    .insertInto('cursors')
    .orReplace()
    .values({ account_id: slot('accountId'), last_good_at: slot('lastGoodAt'), filled: slot('filled') }),
)

const removal = statement<{ accountId: number }, unknown>((slot) =>
  sqlite.deleteFrom('cursors').where('account_id', '=', slot('accountId')),
)

/** Where catch-up stands, by account. */
export function findCursors(tx: Connection): SyncCursor[] {
  return tx.all(all, {}).map((row) => ({
    accountId: accountId.parse(row.account_id),
    lastGoodAt: row.last_good_at,
    filled: row.filled === 1,
  }))
}

/** One per account. */
export function putCursor(tx: Connection, cursor: SyncCursor): void {
  tx.run(upsert, { accountId: cursor.accountId, lastGoodAt: cursor.lastGoodAt, filled: cursor.filled ? 1 : 0 })
}

/** The account is no longer ours. */
export function removeCursor(tx: Connection, account: AccountId): void {
  tx.run(removal, { accountId: account })
}
