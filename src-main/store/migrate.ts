import type { Connection } from './connection'
import type { Migration } from './migration'
import { start } from './migrations/0001-start'
import { actions } from './migrations/0002-actions'
import { attachments } from './migrations/0003-attachments'
import { search } from './migrations/0004-search'
import { history } from './migrations/0005-history'
import { pictures } from './migrations/0006-pictures'
import { packs } from './migrations/0007-packs'
import { contacts } from './migrations/0008-contacts'
import { alerts } from './migrations/0009-alerts'
import { incoming } from './migrations/0010-incoming'
import { later } from './migrations/0011-later'
import { playbook } from './migrations/0012-playbook'
import { listFilters } from './migrations/0013-list-filters'
import { following } from './migrations/0014-following'
import { labelled } from './migrations/0015-labelled'
import { templates } from './migrations/0016-templates'
import { recipients } from './migrations/0017-recipients'
import { plain } from './statement'

/** Every step there ever was, in order. */
export const MIGRATIONS: readonly Migration[] = [
  start,
  actions,
  attachments,
  search,
  history,
  pictures,
  packs,
  contacts,
  alerts,
  incoming,
  later,
  playbook,
  listFilters,
  following,
  labelled,
  templates,
  recipients,
]

const userVersion = plain<{ user_version: number }>('PRAGMA user_version')

/** How many steps a file has seen; 0 for a new one. The first read of a file, so a wrong key shows here. */
export function schemaVersion(connection: Connection): number {
  return connection.first(userVersion, {})?.user_version ?? 0
}

/** Takes the missing steps, all or none. */
export function migrate(connection: Connection, migrations: readonly Migration[]): void {
  connection.exec('BEGIN IMMEDIATE')
  try {
    for (const step of migrations.slice(schemaVersion(connection))) connection.exec(step.sql)
    connection.exec(`PRAGMA user_version = ${migrations.length}`)
    connection.exec('COMMIT')
  } catch (error: unknown) {
    if (connection.inTransaction) connection.exec('ROLLBACK')
    throw error
  }
}
