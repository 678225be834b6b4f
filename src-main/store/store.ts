/**
 * One connection, one queue. The driver is synchronous, so a question runs whole once it is its turn; a commit may stop at
 * an `await` in the middle, and until it ends nobody else gets a turn: no one sees half of it.
 *
 * A commit that asks the outer store would wait for itself for ever. The async context knows who asks, so it is refused.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Salvage } from '../../src-preload/contract/entities'
import type { Reads, Store, Tx } from '../core/ports'
import type { Connection } from './connection'
import { closeDatabase } from './database'
import { promised } from './promised'
import { vacuum } from './prune'
import { isRefusal, refusal } from './refusal'
import type { SearchName } from './search-questions'
import type { Searcher } from './search-thread'
import { makeReads, makeTx } from './tx'
import type { Ask } from './ask'

/** A running commit, and the one of another store it runs in, if any. */
interface Scope {
  connection: Connection
  open: boolean
  outer: Scope | undefined
}

const inside = new AsyncLocalStorage<Scope>()

/** What a store is told of the file it stands on. */
interface StoreOptions {
  salvage?: Salvage | null
  file?: FileWatch
  /** Searches somewhere else than on this thread. */
  searcher?: Searcher | null
}
export interface FileWatch {
  /** Before each commit; throws BrokenDatabase when the file is no longer the one that was opened. */
  check(): void
  /** It was found damaged. */
  damaged(): void
  /** It was closed. */
  closed(): void
}
const noFile: FileWatch = { check: () => undefined, damaged: () => undefined, closed: () => undefined }

/** The Store port over an open database. */
export function makeStore(
  connection: Connection,
  { salvage = null, file = noFile, searcher = null }: StoreOptions = {},
): Store {
  const turns = makeTurns()
  const guarded = guard(file)
  let closed = false
  const checkAsker = () => {
    if (closed) throw refusal('StoreClosed', 'The store is closed')
    if (isInside(connection)) throw refusal('ReadInsideCommit', 'Inside a commit use its `tx`: the store would wait for itself')
  }
  const ask: Ask = async (question) => {
    checkAsker()
    return guarded(turns.take(() => question(connection)))
  }
  const reads = makeReads(ask)
  return {
    salvage,
    ...reads,
    ...(searcher && searchElsewhere(searcher, reads)),
    commit: async (work, loss = 'never') => {
      checkAsker()
      const turn = turns.take(() => {
        file.check()
        connection.waitForDisk(loss === 'never')
        return runCommit(connection, work)
      })
      return guarded(turn)
    },
    vacuum: (pages) => ask((tx) => vacuum(tx, pages)),
    close: async () => {
      if (closed) return
      checkAsker()
      closed = true
      await searcher?.close()
      await turns.take(() => closeWatched(connection, file))
    },
  }
}

type Searches = Pick<Reads, SearchName>

/** What cannot be answered there is answered here, where trouble with the file has a name. */
function searchElsewhere(searcher: Searcher, here: Searches): Searches {
  return {
    search: async (ask) => (await searcher.ask('search', ask)) ?? here.search(ask),
    searchCustomers: async (ask) => (await searcher.ask('searchCustomers', ask)) ?? here.searchCustomers(ask),
    nearWords: async (word) => (await searcher.ask('nearWords', word)) ?? here.nearWords(word),
    notIndexed: async () => (await searcher.ask('notIndexed', undefined)) ?? here.notIndexed(),
  }
}

/** What is lost with the file is saved even now. */
function closeWatched(connection: Connection, file: FileWatch): void {
  try {
    file.check()
  } finally {
    closeDatabase(connection)
    file.closed()
  }
}

/** A damage that is met is remembered, so that the next opening mends it. */
function guard(file: FileWatch): <T>(turn: Promise<T>) => Promise<T> {
  return async (turn) => {
    try {
      return await turn
    } catch (error: unknown) {
      if (isRefusal(error, 'BrokenDatabase')) file.damaged()
      throw error
    }
  }
}

async function runCommit<T>(connection: Connection, work: (tx: Tx) => Promise<T>): Promise<T> {
  const scope: Scope = { connection, open: true, outer: inside.getStore() }
  const ask: Ask = (question) =>
    promised(() => {
      // SQLite ends a transaction by itself when the disk is full: what came after would be kept without the rest.
      if (!scope.open || !connection.inTransaction)
        throw refusal('CommitIsOver', 'This commit is over: a word came after its end')
      return question(connection)
    })
  try {
    connection.exec('BEGIN IMMEDIATE')
    const value = await inside.run(scope, () => work(makeTx(ask)))
    scope.open = false
    connection.exec('COMMIT')
    return value
  } catch (error: unknown) {
    scope.open = false
    if (connection.inTransaction) connection.exec('ROLLBACK')
    throw error
  }
}

function isInside(connection: Connection): boolean {
  for (let scope = inside.getStore(); scope; scope = scope.outer) {
    if (scope.open && scope.connection === connection) return true
  }
  return false
}

/** First come, first served. With nobody in front the turn comes at once. */
function makeTurns() {
  let last: Promise<unknown> | null = null
  const take = async <T>(work: () => T | Promise<T>): Promise<T> => {
    const before = last
    const mine = before ? before.then(work, work) : Promise.resolve(work())
    last = mine
    try {
      return await mine
    } finally {
      if (last === mine) last = null
    }
  }
  return { take }
}
