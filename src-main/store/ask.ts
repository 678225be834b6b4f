import type { Connection } from './connection'

/** Runs a question against the database when its turn has come. */
export type Ask = <T>(question: (tx: Connection) => T) => Promise<T>
