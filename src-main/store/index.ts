import { closeSync, existsSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Salvage } from '../../src-preload/contract/entities'
import type { Log, Store, Stores } from '../core/ports'
import { beginOpen, endOpen, openMarkOf } from './bad-ends'
import { filesOf, openDatabase } from './database'
import type { DatabaseFile } from './database'
import { earlierOf } from './earlier'
import { databaseName } from './file-name'
import { watchFile } from './file-watch'
import { finishMending, isDamage, isMarkedDamaged, mend, mendingFilesOf } from './mend'
import { promised } from './promised'
import { refusal } from './refusal'
import { isSound } from './sound'
import { makeSearchThread } from './search-thread'
import { makeStore } from './store'

export interface StoresOptions {
  folder: string
  /** Asked at each opening: there is no keychain, so this database lasts only until the next start. */
  isThrowAway: () => boolean
  log: Log
  /** The built `search-worker`; without it, searches run on the thread of the store. */
  searchProgram?: string | null
}

/** Beside a database: delete it at the next start. Thrown-away ones have it from the beginning. */
const GONE = '.gone'
/** After a database: its key was lost. */
const ASIDE = '.aside'

/** Databases by profile in one folder. Clears away what the last run left to be deleted. */
export function makeStores({ folder, isThrowAway, log, searchProgram = null }: StoresOptions): Stores {
  if (existsSync(folder)) clearAway(folder, log)
  const keptFile = (profile: string) => join(folder, databaseName(profile))
  const throwAwayFile = (profile: string) => join(folder, databaseName(`throw-away ${profile}`))
  return {
    open: (profile, databaseKey) =>
      promised(() => {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        if (!isThrowAway()) return open({ file: keptFile(profile), key: databaseKey, log, searchProgram })
        markGone(throwAwayFile(profile))
        return open({ file: throwAwayFile(profile), key: databaseKey, log, searchProgram })
      }),
    setAside: (profile) =>
      promised(() => {
        if (!isThrowAway()) setAside(keptFile(profile))
      }),
    remove: (profile) =>
      promised(() => {
        if (!existsSync(folder)) return
        for (const file of [keptFile(profile), throwAwayFile(profile)]) removeFiles(file, log)
      }),
  }
}

/** Opens or creates one database; mends one that is damaged. Throws WrongKey, NewerDatabase or DatabaseLocked (by name). */
export function openStore(file: string, key: string, log: Log): Store {
  return open({ file, key, log, searchProgram: null })
}

type Place = DatabaseFile & { searchProgram: string | null }

function open(place: Place): Store {
  const { file } = place
  finishMending(file)
  const salvage = isMarkedDamaged(file) ? mend(place) : null
  try {
    return openWatched(place, salvage)
  } catch (error: unknown) {
    if (salvage !== null || !isDamage(error, place)) throw error
    return openWatched(place, mend(place))
  }
}

function openWatched(place: Place, salvage: Salvage | null): Store {
  mkdirSync(dirname(place.file), { recursive: true, mode: 0o700 })
  const isSuspicious = beginOpen(place.file)
  try {
    const connection = openDatabase(place)
    if (isSuspicious && salvage === null && !isSound(connection)) {
      connection.close()
      throw refusal('BrokenDatabase', 'The database has noise in it')
    }
    const { searchProgram: program, file, key, log } = place
    const searcher = program === null ? null : makeSearchThread({ program, file, key, log })
    return makeStore(connection, { salvage, file: watchFile(place, connection), searcher })
  } catch (error: unknown) {
    endOpen(place.file)
    throw error
  }
}

function clearAway(folder: string, log: Log): void {
  for (const name of readdirSync(folder)) {
    if (name.endsWith(`.db${GONE}`)) removeFiles(join(folder, name.slice(0, -GONE.length)), log)
  }
}

/** With what an update left beside it. */
function allOf(file: string): string[] {
  return [...filesOf(file), earlierOf(file)]
}

/** The log goes with the file: together they are the database, for whoever finds its key. */
function setAside(file: string): void {
  const aside = allOf(file + ASIDE)
  for (const [index, one] of allOf(file).entries()) if (existsSync(one)) renameSync(one, aside[index] ?? one + ASIDE)
}

/** The driver lets go of a file late, and Windows deletes no open one: then, and after a crash here, the next start does it. */
function removeFiles(file: string, log: Log): void {
  try {
    markGone(file)
    for (const one of [...allOf(file), ...allOf(file + ASIDE), ...mendingFilesOf(file), openMarkOf(file), file + GONE])
      rmSync(one, { force: true })
  } catch (error: unknown) {
    log.warn('a database is deleted at the next start', {
      code: error instanceof Error && 'code' in error ? String(error.code) : 'unknown',
    })
  }
}

function markGone(file: string): void {
  closeSync(openSync(file + GONE, 'w'))
}
