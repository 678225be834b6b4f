/** Why the store says no. Callers tell them apart by `name`. */
export type RefusalName = 'WrongKey' | 'NewerDatabase' | 'DatabaseLocked' | 'StoreClosed' | 'CommitIsOver' | 'ReadInsideCommit'

/** An error of the store with a name to tell it by. */
export function refusal(name: RefusalName, message: string, cause?: unknown): Error {
  const error = new Error(message, cause === undefined ? undefined : { cause })
  error.name = name
  return error
}

/** Tells refusals apart. */
export function isRefusal(error: unknown, name: RefusalName): boolean {
  return error instanceof Error && error.name === name
}

/** What the driver said, in our words where we have any. */
export function inOurWords(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return refusal('DatabaseLocked', 'Another program is using the database', error)
  if (code.startsWith('SQLITE_NOTADB')) return refusal('WrongKey', 'The database cannot be read with this key', error)
  return error
}
