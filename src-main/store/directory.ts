import { z } from 'zod'
import { directorySchema } from '../../src-preload/contract/entities'
import type { Directory } from '../../src-preload/contract/entities'
import { inboxId, type AccountId } from '../../src-preload/contract/ids'
import { messageTemplate } from '../../src-preload/contract/message-template'
import type { InboxTemplates } from '../core/news'
import type { Connection } from './connection'
import { parseEntity } from './parse'
import { sqlite, statement } from './statement'

const byAccount = statement<{ accountId: number }, { entity: string }>((slot) =>
  sqlite.selectFrom('directories').select('entity').where('account_id', '=', slot('accountId')),
)

const templatesOf = statement<{ accountId: number }, { templates: string | null }>((slot) =>
  sqlite.selectFrom('directories').select('templates').where('account_id', '=', slot('accountId')),
)

const upsert = statement<{ accountId: number; entity: string; templates: string | null }, unknown>((slot) =>
  sqlite
    .insertInto('directories')
    .orReplace()
    .values({ account_id: slot('accountId'), entity: slot('entity'), templates: slot('templates') }),
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

const inboxTemplates = z.array(z.object({ inboxId, templates: z.array(messageTemplate) }))

/** Templates by inbox; null while nobody has asked. */
export function findTemplates(tx: Connection, account: AccountId): InboxTemplates[] | null {
  const stored = tx.first(templatesOf, { accountId: account })?.templates ?? null
  const name = { what: 'templates', row: String(account) }
  return stored === null ? null : parseEntity(tx, inboxTemplates, { name, entity: stored })
}

/** Replaces all of an account's. */
export function putDirectory(tx: Connection, directory: Directory, templates?: InboxTemplates[]): void {
  const { accountId } = directory
  tx.run(upsert, { accountId, entity: JSON.stringify(directory), templates: templates ? JSON.stringify(templates) : null })
  tx.run(forgetInboxes, { accountId })
  for (const { id, name } of directory.inboxes) tx.run(nameInbox, { accountId, id, name })
}
