/** A thread that searches: its own connection to the database, which can only read. Built as a file of its own. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Log } from '../core/ports'
import { connect } from './connection'
import { driver } from './database'
import { raw } from './sound'
import { type SearchCall, type SearchPlace, searchQuestions, type SearchReply } from './search-questions'

/** Pages that are kept while somebody types: the same few lists are gone through at each letter. */
const CACHE_KIB = 16_384

/** Rows that do not parse are told by the main thread, which meets them too. */
const silent: Log = { info: () => undefined, warn: () => undefined, bug: () => '' }

const { file, key } = workerData as SearchPlace
const connection = connect(driver(file, key, { readonly: true }), silent)
connection.all(raw(`PRAGMA cache_size = -${CACHE_KIB}`), [])

parentPort?.on('message', ({ id, name, input }: SearchCall) => {
  parentPort?.postMessage(answer(id, () => (searchQuestions[name] as (...given: unknown[]) => unknown)(connection, input)))
})

function answer(id: number, work: () => unknown): SearchReply {
  try {
    return { id, output: work() }
  } catch (error: unknown) {
    return { id, error: error instanceof Error ? error.name : 'Error' }
  }
}
