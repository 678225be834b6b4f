/**
 * The first page of a database says where everything lies; without it SQLite says that the file is no database, as it does
 * for a wrong key. But the same steps always lay the tables at the same places: a new database of the same schema, under the
 * same key, has a first page that fits. Whether the key is the right one is then told by the other pages.
 */
import { closeSync, openSync, readSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import type { Log } from '../core/ports'
import { connect } from './connection'
import type { Connection } from './connection'
import { closeDatabase, driver, filesOf } from './database'
import { MIGRATIONS, migrate } from './migrate'
import { plain } from './statement'

interface Damaged {
  file: string
  key: string
  log: Log
}

const PAGE = 4096
/** A page of noise looks like an empty table once in some thousand times. */
const ENOUGH = 2
/** Growing a donor writes as much as the file has; more than this takes too long while an agent waits. */
const MOST_BYTES = 1024 * 1024 * 1024
const BLOB_BYTES = 256 * 1024 * 1024

/** A new database at a place, in the plain journal mode: a single file without a log beside it. */
export function newDatabase({ file, key, log }: Damaged): Connection {
  const connection = connect(driver(file, key), log)
  connection.exec('PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL')
  migrate(connection, MIGRATIONS)
  return connection
}

/** Whether the key fits all but the first page. Reads the file and leaves it as it is. */
export function isOnlyPageOneLost(damaged: Damaged): boolean {
  if (statSync(damaged.file).size < 2 * PAGE) return false
  const probe = `${damaged.file}.probe`
  const first = firstPages(damaged, 0)
  const bytes = Buffer.alloc(first.pages * PAGE)
  const handle = openSync(damaged.file, 'r')
  readSync(handle, bytes, 0, bytes.length, 0)
  closeSync(handle)
  first.page.copy(bytes)
  try {
    writeFileSync(probe, bytes, { mode: 0o600 })
    return isReadable({ ...damaged, file: probe })
  } finally {
    for (const one of filesOf(probe)) rmSync(one, { force: true })
  }
}

/** Puts a first page that fits into a copy of the file. */
export function putPageOne(damaged: Damaged): void {
  const { size } = statSync(damaged.file)
  if (size > MOST_BYTES) return
  const { page } = firstPages(damaged, size)
  const handle = openSync(damaged.file, 'r+')
  writeSync(handle, page, 0, PAGE, 0)
  closeSync(handle)
}

/** The first page of a new database of at least so many bytes, for its length stands there too. */
function firstPages({ file, key, log }: Damaged, bytes: number): { page: Buffer; pages: number } {
  const donor = `${file}.donor`
  try {
    for (const one of filesOf(donor)) rmSync(one, { force: true })
    const connection = newDatabase({ file: donor, key, log })
    for (let left = bytes; left > 0; left -= BLOB_BYTES)
      connection.exec(`INSERT INTO blobs VALUES ('grown', ${left}, zeroblob(${Math.min(left, BLOB_BYTES)}))`)
    const pages = connection.first(plain<{ page_count: number }>('PRAGMA page_count'), {})?.page_count ?? 0
    closeDatabase(connection)
    const handle = openSync(donor, 'r')
    const page = Buffer.alloc(PAGE)
    readSync(handle, page, 0, PAGE, 0)
    closeSync(handle)
    return { page, pages }
  } finally {
    for (const one of filesOf(donor)) rmSync(one, { force: true })
  }
}

function isReadable({ file, key, log }: Damaged): boolean {
  const connection = connect(driver(file, key), log)
  let readable = 0
  for (const table of ['drafts', 'jobs', 'blobs', 'contacts', 'cursors', 'health', 'verdicts', 'directories']) {
    try {
      connection.all(plain(`SELECT count(*) FROM ${table}`), {})
      readable += 1
    } catch (error: unknown) {
      if (!(error instanceof Error)) throw error
    }
  }
  connection.close()
  return readable >= ENOUGH
}
