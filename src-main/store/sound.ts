/**
 * Rows that are read as bytes and looked at before anybody takes them for text: the driver aborts the whole process for a
 * text that is no UTF-8, and noise in a long text is nothing SQLite would see.
 */
import type { Connection } from './connection'
import type { Statement } from './statement'

export type Row = Record<string, unknown>

/** A table as it is read: `hasRows` is false for one without row numbers. */
export interface Table {
  name: string
  columns: { name: string; isText: boolean }[]
  hasRows: boolean
}

/** Columns whose text is JSON: noise in them would break whoever reads it later. */
const JSON_COLUMNS = ['entity', 'text', 'reason', 'facts']
/** Why something did not alert is a plain word. */
const PLAIN = ['verdicts.reason']
const BATCH = 256
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** SQL that is made while it runs, and its values in order. */
export function raw<R>(sql: string): Statement<unknown[], R> {
  return { sql: () => sql, fill: (values) => values }
}

/** Not what SQLite or a search index makes for itself. */
export function tablesOf(connection: Connection): Table[] {
  const all = connection.all(raw<{ name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'table'"), [])
  const virtual = all.filter(({ sql }) => /^CREATE VIRTUAL/i.test(sql)).map(({ name }) => name)
  const isOurs = (name: string): boolean =>
    !name.startsWith('sqlite_') && !virtual.some((one) => name === one || name.startsWith(`${one}_`))
  return all
    .filter(({ name }) => isOurs(name))
    .map(({ name, sql }) => ({ name, columns: columnsOf(connection, name), hasRows: !/WITHOUT ROWID/i.test(sql) }))
}

/** None for a table that is not there. */
export function columnsOf(connection: Connection, table: string): Table['columns'] {
  const columns = connection.all(
    raw<{ name: string; type: string }>(`SELECT name, type FROM pragma_table_info('${table}')`),
    [],
  )
  return columns.map(({ name, type }) => ({ name, isText: type === 'TEXT' }))
}

/** Its columns for a SELECT, texts as bytes. */
export function asBytes({ columns }: Table): string {
  return columns.map(({ name, isText }) => (isText ? `CAST("${name}" AS BLOB) AS "${name}"` : `"${name}"`)).join(', ')
}

/** The row with its texts; null when one is noise. */
export function soundRow({ name: table, columns }: Table, row: Row): Row | null {
  const found: Row = {}
  for (const { name, isText } of columns) {
    const given = row[name]
    // The driver gives bytes as one thing and takes them as another.
    const value = isBuffer(given) ? new Uint8Array(given) : given
    const text = isText && value instanceof Uint8Array ? textOf(value) : undefined
    const isJsonColumn = JSON_COLUMNS.includes(name) && !PLAIN.includes(`${table}.${name}`)
    if (text === null || (typeof text === 'string' && isJsonColumn && !isJson(text))) return null
    found[name] = text ?? value
  }
  return found
}

/** Whether every row of every table can be read and every text is one. Slow: asked only after two bad ends in a row. */
export function isSound(connection: Connection): boolean {
  for (const table of tablesOf(connection)) {
    // Bytes of files are not looked at: nobody takes them for text.
    if (table.hasRows && table.name !== 'blobs' && !isSoundTable(connection, table)) return false
  }
  return true
}

function isSoundTable(connection: Connection, table: Table): boolean {
  const select = raw<Row>(
    `SELECT rowid AS "_at", ${asBytes(table)} FROM "${table.name}" WHERE rowid > ? ORDER BY rowid LIMIT ${BATCH}`,
  )
  for (let after = Number.MIN_SAFE_INTEGER; ;) {
    const rows = connection.all(select, [after])
    if (rows.some((row) => soundRow(table, row) === null)) return false
    if (rows.length < BATCH) return true
    after = Number(rows.at(-1)?.['_at'])
  }
}

/** Also one that comes from outside of the module's own realm. */
function isBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]'
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes)
  } catch {
    return null
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
