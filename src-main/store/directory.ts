import { directorySchema } from '../../src-preload/contract/entities'
import type { Directory } from '../../src-preload/contract/entities'
import type { AccountId } from '../../src-preload/contract/ids'
import type { Connection } from './connection'
import { parseEntity } from './parse'
import { sqlite, statement } from './statement'

const byAccount = statement<{ accountId: number }, { entity: string }>((slot) =>
  sqlite.selectFrom('directories').select('entity').where('account_id', '=', slot('accountId')),
)

const upsert = statement<{ accountId: number; entity: string }, unknown>((slot) =>
  sqlite
    .insertInto('directories')
    .orReplace()
    .values({ account_id: slot('accountId'), entity: slot('entity') }),
)

const forgetInboxes = statement<{ accountId: number }, unknown>((slot) =>
  sqlite.deleteFrom('inboxes').where('account_id', '=', slot('accountId')),
)

const nameInbox = statement<{ accountId: number; id: number; name: string }, unknown>((slot) =>
  sqlite
    .insertInto('inboxes')
    .orReplace()
    .values({ account_id: slot('accountId'), id: slot('id'), name: slot('name') }),
)

/** Inboxes, agents, teams, labels and canned responses; empty lists while nothing is known. */
export function findDirectory(tx: Connection, account: AccountId): Directory {
  const row = tx.first(byAccount, { accountId: account })
  const name = { what: 'directory', row: String(account) }
  const known = row && parseEntity(tx, directorySchema, { name, entity: row.entity })
  return known ?? { accountId: account, inboxes: [], agents: [], teams: [], labels: [], cannedResponses: [] }
}

/** Replaces all of an account's. */
export function putDirectory(tx: Connection, directory: Directory): void {
  const { accountId } = directory
  tx.run(upsert, { accountId, entity: JSON.stringify(directory) })
  tx.run(forgetInboxes, { accountId })
  for (const { id, name } of directory.inboxes) tx.run(nameInbox, { accountId, id, name })
}
