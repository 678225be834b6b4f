/**
 * The first page of a database says where everything lies; without it SQLite says that the file is no database, as it does
 * for a wrong key. But the same steps always lay the roots of the tables at the same places, whatever was written between
 * them, for `auto_vacuum` moves roots to the front. So a new database of the same schema, under the same key, has a first
 * page that fits. The list of tables goes on in pages that lie anywhere: those of the new database are made to lie behind
 * the end of the file, so that none of its own pages is lost. Whether the key is the right one is told by the other pages.
 */
import { closeSync, ftruncateSync, openSync, readSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
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
/** So much of a file has the roots of all tables in it. */
const FRONT_BYTES = 256 * PAGE
const LIST_PAGES = `SELECT (pageno - 1) * ${PAGE} AS at FROM dbstat WHERE name = 'sqlite_schema'`

/** A new database at a place, of so many steps, in the plain journal mode: a single file without a log beside it. */
export function newDatabase({ file, key, log }: Damaged, version = MIGRATIONS.length): Connection {
  const connection = connect(driver(file, key), log)
  connection.exec('PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL')
  migrate(connection, MIGRATIONS.slice(0, version))
  return connection
}

/** Whether the key fits all but the first page. Reads the file and leaves it as it is. */
export function isOnlyPageOneLost(damaged: Damaged): boolean {
  const size = Math.min(statSync(damaged.file).size, FRONT_BYTES)
  if (size < 2 * PAGE) return false
  const probe = `${damaged.file}.probe`
  const bytes = Buffer.alloc(size)
  const handle = openSync(damaged.file, 'r')
  readSync(handle, bytes, 0, size, 0)
  closeSync(handle)
  try {
    writeFileSync(probe, bytes, { mode: 0o600 })
    putPageOne({ ...damaged, file: probe }, MIGRATIONS.length)
    return isReadable({ ...damaged, file: probe })
  } finally {
    for (const one of filesOf(probe)) rmSync(one, { force: true })
  }
}

/** Puts a first page and a list of tables that fit into a copy of the file, which has seen so many steps. */
export function putPageOne(damaged: Damaged, version: number): void {
  const { size } = statSync(damaged.file)
  if (size > MOST_BYTES) return
  const { pages, length } = listOfTables(damaged, { size, version })
  const handle = openSync(damaged.file, 'r+')
  for (const { at, bytes } of pages) writeSync(handle, bytes, 0, PAGE, at)
  // The length stands in the first page.
  ftruncateSync(handle, length)
  closeSync(handle)
}

interface ListOfTables {
  pages: { at: number; bytes: Buffer }[]
  length: number
}

/** The first page of a new database that is longer than so many bytes, and where its list of tables goes on: behind them. */
function listOfTables({ file, key, log }: Damaged, { size, version }: { size: number; version: number }): ListOfTables {
  const donor = `${file}.donor`
  try {
    for (const one of filesOf(donor)) rmSync(one, { force: true })
    // Grown in between, as a file is that a newer Perch goes on with.
    const connection = newDatabase({ file: donor, key, log }, 1)
    for (let left = size; left > 0; left -= BLOB_BYTES)
      connection.exec(`INSERT INTO blobs VALUES ('grown', ${left}, zeroblob(${Math.min(left, BLOB_BYTES)}))`)
    migrate(connection, MIGRATIONS.slice(0, version))
    const listed = connection.all(plain<{ at: number }>(LIST_PAGES), {})
    closeDatabase(connection)
    const handle = openSync(donor, 'r')
    const read = (at: number): Buffer => {
      const page = Buffer.alloc(PAGE)
      readSync(handle, page, 0, PAGE, at)
      return page
    }
    const pages = listed.map(({ at }) => ({ at, bytes: read(at) }))
    closeSync(handle)
    return { pages, length: statSync(donor).size }
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
