import type { StoreTrouble } from '../core/store-trouble'

/** Why the store says no. Callers tell them apart by `name`. */
export type RefusalName = StoreTrouble | 'WrongKey' | 'NewerDatabase' | 'MigrationFailed' | 'CommitIsOver' | 'ReadInsideCommit'

/** An error of the store with a name to tell it by. */
export function refusal(name: RefusalName, message: string, cause?: unknown): Error {
  const error = new Error(message, cause === undefined ? undefined : { cause })
  error.name = name
  return error
}

/** Tells refusals apart. */
export function isRefusal(error: unknown, name: RefusalName): error is Error {
  return error instanceof Error && error.name === name
}

/** SQLite's codes by their beginning: the longer ones only say more of the same. */
const NAMES: readonly [code: string, name: RefusalName, words: string][] = [
  ['SQLITE_BUSY', 'DatabaseLocked', 'Another program is using the database'],
  ['SQLITE_LOCKED', 'DatabaseLocked', 'Another program is using the database'],
  ['SQLITE_NOTADB', 'WrongKey', 'The database cannot be read with this key'],
  ['SQLITE_FULL', 'DiskFull', 'There is no room on the disk'],
  ['SQLITE_IOERR', 'DiskTrouble', 'The disk cannot be read or written'],
  ['SQLITE_READONLY', 'DiskTrouble', 'The database cannot be written'],
  ['SQLITE_CANTOPEN', 'DiskTrouble', 'The database cannot be opened'],
  ['SQLITE_CORRUPT', 'BrokenDatabase', 'The database is damaged'],
]

/** What the driver said, in our words where we have any. */
export function inOurWords(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known = NAMES.find(([start]) => code.startsWith(start))
  return known === undefined ? error : refusal(known[1], known[2], error)
}
