/**
 * A database file: encrypted with SQLite3 Multiple Ciphers' aes256cbc, which better-sqlite3-multiple-ciphers opens too
 * (the way out). A file that cannot be read, or that a newer Perch wrote, is left exactly as it is.
 *
 * That takes a look before the real opening. SQLite writes an unfinished log into the file when the last connection lets
 * go, also one with the wrong key, and the file is lost. So the key is tried on the file alone, as something unchangeable.
 */
import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import Libsql from 'libsql'
import type { Log } from '../core/ports'
import { storeTroubleOf } from '../core/store-trouble'
import { connect } from './connection'
import type { Connection } from './connection'
import { dropOldEarlier, keepEarlier } from './earlier'
import { MIGRATIONS, migrate, schemaVersion } from './migrate'
import type { Migration } from './migration'
import { isRefusal, refusal } from './refusal'
import { plain } from './statement'

/** Where a database lives and what opens it: 32 bytes as hex. Tests hand in their own migrations. */
export interface DatabaseFile {
  file: string
  key: string
  log: Log
  migrations?: readonly Migration[]
  /** The largest copy of before an update that is kept, in bytes. */
  earlierBytes?: number | undefined
}

/** Nobody else should write here, so this only covers another Perch that is just closing. It blocks the process. */
const BUSY_MS = 1_000
/** A catch-up may blow the log up; it shrinks to this again. */
const WAL_LIMIT_BYTES = 8 * 1024 * 1024

const checkpoint = plain<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)')

/** Everything SQLite and we put beside a database file. */
export function filesOf(file: string): string[] {
  return [file, `${file}-wal`, `${file}-shm`, `${file}-journal`, backupOf(file), backupPartOf(file)]
}

/** Opens or creates a database and brings its schema up to date. Throws WrongKey, NewerDatabase, MigrationFailed or DatabaseLocked. */
export function openDatabase({ file, key, log, migrations = MIGRATIONS, earlierBytes }: DatabaseFile): Connection {
  if (!/^[0-9a-f]{64}$/i.test(key)) throw new TypeError('a database key is 64 hex digits')
  createPrivate(file)
  if (statSync(file).size > 0) lookFirst({ file, key, log }, migrations.length)
  const connection = connect(driver(file, key), log)
  let version = 0
  try {
    connection.exec(`PRAGMA busy_timeout = ${BUSY_MS}`)
    version = schemaVersion(connection)
    checkVersion(version, migrations.length)
    configure(connection, version)
    if (version < migrations.length) bringUpToDate(connection, { file, version, migrations, earlierBytes })
    else {
      holdOnce(connection)
      tidyUp({ file, key, log, earlierBytes }, version)
    }
    dropOldEarlier(file)
    return connection
  } catch (error: unknown) {
    connection.close()
    if (isRefusal(error, 'MigrationFailed')) {
      log.bug('store/migration', error.cause)
      restore({ file, key, log }, version)
    }
    throw error
  }
}

/** Writes the log back into the file and closes it. */
export function closeDatabase(connection: Connection): void {
  try {
    connection.first(checkpoint, {})
  } finally {
    connection.close()
  }
}

/** Only the two refusals count: any other trouble may be one that the log mends. */
function lookFirst({ file, key, log }: DatabaseFile, known: number): void {
  const look = connect(driver(unchangeable(file), key), log)
  try {
    checkVersion(schemaVersion(look), known)
  } catch (error: unknown) {
    if (isRefusal(error, 'WrongKey') || isRefusal(error, 'NewerDatabase')) throw error
    log.info('a database could not be looked at before it was opened')
  } finally {
    look.close()
  }
}

/** The file alone: nothing is put beside it, and no log is written into it. */
function unchangeable(file: string): string {
  return `${pathToFileURL(file).href}?immutable=1`
}

function checkVersion(version: number, known: number): void {
  if (version > known) throw refusal('NewerDatabase', 'A newer Perch wrote this database')
}

/** The driver's handle on an encrypted file. */
export function driver(file: string, key: string, { readonly = false } = {}): Libsql.Database {
  // The driver's types leave the two that matter out.
  const options: Libsql.Options & Record<'encryptionCipher' | 'encryptionKey', string> = {
    encryptionCipher: 'aes256cbc',
    encryptionKey: key,
    readonly,
  }
  return new Libsql(file, options)
}

/** The log and the index of the log inherit the rights of the file. */
function createPrivate(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  closeSync(openSync(file, 'a', 0o600))
}

function configure(connection: Connection, version: number): void {
  if (version === 0) connection.exec('PRAGMA auto_vacuum = INCREMENTAL')
  connection.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA journal_size_limit = ${WAL_LIMIT_BYTES};
  `)
}

/** Of a start that ended between the last step and its tidying up: a copy that is one is kept, whatever else lies there goes. */
function tidyUp({ file, key, log, earlierBytes }: DatabaseFile, version: number): void {
  const backup = backupOf(file)
  const found = existsSync(backup) ? versionOf({ file: unchangeable(backup), key, log }) : null
  if (found !== null && found > 0 && found < version) keepEarlier(file, backup, earlierBytes)
  for (const one of [backup, backupPartOf(file)]) rmSync(one, { force: true })
}

/** The steps run in one transaction; the copy is for the day when that was not enough, or when the agent wants to go back. */
function bringUpToDate(
  connection: Connection,
  file: Pick<DatabaseFile, 'file' | 'earlierBytes'> & { version: number; migrations: readonly Migration[] },
): void {
  const backup = backupOf(file.file)
  if (file.version > 0) {
    if (connection.first(checkpoint, {})?.busy) throw refusal('DatabaseLocked', 'Another program is using the database')
    keepBackup(file.file)
  }
  try {
    migrate(connection, file.migrations)
  } catch (error: unknown) {
    throw storeTroubleOf(error) === null
      ? refusal('MigrationFailed', `From version ${file.version} to ${file.migrations.length}`, error)
      : error
  }
  if (file.version > 0) keepEarlier(file.file, backup, file.earlierBytes)
}

/** Whole or not at all: half a copy would be worse than none on the day it is needed. */
function keepBackup(file: string): void {
  const part = backupPartOf(file)
  copyFileSync(file, part)
  const handle = openSync(part, 'r+')
  fsyncSync(handle)
  closeSync(handle)
  renameSync(part, backupOf(file))
}

/**
 * The steps failed and were taken back. Should the file be another than before all the same, the copy takes its place; the
 * steps are tried again at each start, so the copy stays for as long as they fail.
 */
function restore({ file, key, log }: DatabaseFile, version: number): void {
  if (!existsSync(backupOf(file)) || versionOf({ file, key, log }) === version) return
  for (const end of ['-wal', '-shm', '-journal']) rmSync(file + end, { force: true })
  // Another file in its place: the driver lets go of the old one late, and would write its log into it.
  copyFileSync(backupOf(file), backupPartOf(file))
  renameSync(backupPartOf(file), file)
  log.warn('the copy from before the migration was put back', { version })
}

/** Null when it cannot be read. */
function versionOf({ file, key, log }: DatabaseFile): number | null {
  const look = connect(driver(file, key), log)
  try {
    return schemaVersion(look)
  } catch (error: unknown) {
    if (error instanceof Error) return null
    throw error
  } finally {
    look.close()
  }
}

/** Better to find another writer now than at the first reply. */
function holdOnce(connection: Connection): void {
  connection.exec('BEGIN IMMEDIATE')
  connection.exec('ROLLBACK')
}

function backupOf(file: string): string {
  return `${file}.before-migration`
}

function backupPartOf(file: string): string {
  return `${backupOf(file)}-part`
}
