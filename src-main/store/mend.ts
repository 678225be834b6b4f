/**
 * A damaged file is never opened again and again: what can be read of it goes into a new one, and the broken one is put
 * beside it, one at most. Nothing is moved before the new one is whole, so a crash or a full disk on the way changes nothing.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { Salvage } from '../../src-preload/contract/entities'
import type { Log } from '../core/ports'
import { connect } from './connection'
import type { Connection } from './connection'
import { closeDatabase, driver, filesOf } from './database'
import { addHealth } from './health'
import { MIGRATIONS, schemaVersion } from './migrate'
import { isOnlyPageOneLost, newDatabase, putPageOne } from './page-one'
import { isRefusal } from './refusal'
import { salvage } from './salvage'
import { plain } from './statement'

interface Damaged {
  file: string
  key: string
  log: Log
}

/** Beside a database: it was found damaged while it was open. */
const MARK = '.damaged'
/** After a database: the broken one, with its log. */
const BROKEN = '.broken'
/** The new one, whole. */
const MENDED = '.mended'
const COPY = '.mending'
const PART = '.mended-part'
const PAGE = 4096
/** So much longer a shortened copy is made, without taking the room: its length stands in the file, and a gap is read as damage. */
const ROOM = { times: 4, bytes: 64 * 1024 * 1024 }

/** Everything that mending puts beside a database. */
export function mendingFilesOf(file: string): string[] {
  const sets = [BROKEN, COPY, PART].flatMap((end) => filesOf(file + end))
  return [...sets, file + MARK, file + MENDED, `${file}${MENDED}-copy`]
}

/** The next opening mends it, also after a crash. */
export function markDamaged(file: string): void {
  closeSync(openSync(file + MARK, 'w'))
}

/** Whether it was found damaged the last time it was open. */
export function isMarkedDamaged(file: string): boolean {
  return existsSync(file + MARK)
}

/** Whether an error of opening means that the file, not its key, is at fault. */
export function isDamage(error: unknown, damaged: Damaged): boolean {
  if (isRefusal(error, 'BrokenDatabase')) return true
  return isRefusal(error, 'WrongKey') && isOnlyPageOneLost(damaged)
}

/** A new one that was ready when the process ended takes its place now. */
export function finishMending(file: string): void {
  if (!existsSync(file + MENDED)) return
  const broken = filesOf(file + BROKEN)
  for (const [index, one] of filesOf(file).entries()) {
    rmSync(broken[index] ?? one, { force: true })
    if (existsSync(one)) renameSync(one, broken[index] ?? one)
  }
  renameSync(file + MENDED, file)
  rmSync(file + MARK, { force: true })
}

/** Salvages a file that lies on the disk. Throws when the new one cannot be written; then all is as it was. */
export function mend(damaged: Damaged): Salvage {
  const { file, key, log } = damaged
  const copy = file + COPY
  try {
    clear(copy)
    for (const end of ['', '-wal']) if (existsSync(file + end)) copyFileSync(file + end, copy + end)
    const { size } = statSync(copy)
    const lost = lostOf({ ...damaged, file: copy })
    if (lost !== null) putPageOne({ ...damaged, file: copy }, lost.version)
    truncateSync(copy, Math.ceil(size / PAGE) * PAGE * ROOM.times + ROOM.bytes)
    const source = connect(driver(copy, key), log)
    const found = rescue(damaged, source)
    source.close()
    finishMending(file)
    return found
  } finally {
    clear(copy)
  }
}

/** Writes what can be read from `source` into a new database that takes its place at the next opening. */
export function rescue({ file, key, log }: Damaged, source: Connection): Salvage {
  const part = file + PART
  try {
    mkdirSync(dirname(part), { recursive: true, mode: 0o700 })
    clear(part)
    const target = newDatabase({ file: part, key, log })
    const found: Salvage = { at: Date.now(), ...salvage(source, target) }
    const { at, ...facts } = found
    addHealth(target, { at, what: 'salvaged', facts })
    closeDatabase(target)
    // A copy: the driver lets go of the other one late, and two handles must not share one file.
    copyFileSync(part, `${file}${MENDED}-copy`)
    flush(`${file}${MENDED}-copy`)
    renameSync(`${file}${MENDED}-copy`, file + MENDED)
    log.warn('a damaged database was salvaged', { ...facts })
    return found
  } finally {
    clear(part)
  }
}

/** Null when the list of tables can be read; else how many steps the file has seen. Without its first page it is taken for a new one. */
function lostOf({ file, key, log }: Damaged): { version: number } | null {
  const look = connect(driver(file, key), log)
  let version = MIGRATIONS.length
  try {
    version = schemaVersion(look) || version
    look.all(plain('SELECT count(*) FROM sqlite_schema'), {})
    return null
  } catch (error: unknown) {
    if (!(error instanceof Error)) throw error
    return { version }
  } finally {
    look.close()
  }
}

function clear(file: string): void {
  for (const one of filesOf(file)) rmSync(one, { force: true })
}

function flush(file: string): void {
  const handle = openSync(file, 'r+')
  fsyncSync(handle)
  closeSync(handle)
}
