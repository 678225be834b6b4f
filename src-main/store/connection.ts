/**
 * One open database file. Everything here is synchronous; `store` puts it behind the asynchronous port. The driver has
 * sharp edges, and this is the only file that touches them: a bound boolean aborts the whole process, `.get()` adds a
 * `_metadata` column, and `close()` keeps the file open until its statements are collected.
 */
import type Libsql from 'libsql'
import type { Log } from '../core/ports'
import { inOurWords } from './refusal'
import type { Statement } from './statement'

/** What the functions by noun are handed first: runs statements, keeps them prepared, counts rows that do not parse. */
export interface Connection {
  all<V, R>(statement: Statement<V, R>, values: V): R[]
  first<V, R>(statement: Statement<V, R>, values: V): R | undefined
  /** How many rows were written. */
  run<V>(statement: Statement<V, unknown>, values: V): number
  exec(sql: string): void
  /**
   * Whether commits wait until the disk has them. In a flood most of the time would go there; the next one that waits takes
   * along what did not.
   */
  waitForDisk(waits: boolean): void
  /** A row that no longer parses is left out; the log hears of each once. */
  skip(what: string, row: string): void
  readonly inTransaction: boolean
  close(): void
}

type Bindable = string | number | null | Uint8Array

function bindable(value: unknown): Bindable {
  if (value === null || typeof value === 'string' || value instanceof Uint8Array) return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'number' && !Number.isNaN(value)) return value
  throw new TypeError(`cannot store ${Number.isNaN(value) ? 'NaN' : typeof value}`)
}

/** What the driver throws, in our words. */
function named<T>(work: () => T): T {
  try {
    return work()
  } catch (error: unknown) {
    throw inOurWords(error)
  }
}

/** Wraps an open driver handle. */
export function connect(driver: Libsql.Database, log: Log): Connection {
  const prepared = new Map<string, Libsql.Statement>()
  const skipped = new Set<string>()
  // As `database` opens it.
  let waitsForDisk = true
  const prepare = (sql: string) => {
    const known = prepared.get(sql)
    if (known) return known
    const fresh = driver.prepare(sql)
    prepared.set(sql, fresh)
    return fresh
  }
  const all = <V, R>(statement: Statement<V, R>, values: V) =>
    named(() => prepare(statement.sql()).all(statement.fill(values).map(bindable)) as R[])
  return {
    all,
    first: (statement, values) => all(statement, values)[0],
    run: (statement, values) => named(() => prepare(statement.sql()).run(statement.fill(values).map(bindable)).changes),
    exec: (sql) => named(() => void driver.exec(sql)),
    waitForDisk(waits) {
      if (waits === waitsForDisk) return
      named(() => void driver.exec(`PRAGMA synchronous = ${waits ? 'FULL' : 'NORMAL'}`))
      waitsForDisk = waits
    },
    skip(what, row) {
      if (skipped.has(`${what} ${row}`)) return
      skipped.add(`${what} ${row}`)
      log.warn('a stored row does not parse', { what, row, skipped: skipped.size })
    },
    get inTransaction() {
      return driver.inTransaction
    },
    close() {
      prepared.clear()
      driver.close()
    },
  }
}
