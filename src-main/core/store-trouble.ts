/**
 * When the database itself cannot be used: a full or failing disk, another program's lock, a damaged file, or closed. Such
 * a failure says nothing about what was to be written; it is no bug, and the same work succeeds once the trouble is over.
 */
import type { AppError } from '../../src-preload/contract/errors'
import type { Log } from './ports'

export const storeTroubles = ['DiskFull', 'DiskTrouble', 'DatabaseLocked', 'BrokenDatabase', 'StoreClosed'] as const
export type StoreTrouble = (typeof storeTroubles)[number]

/** Writes down what went wrong where nobody waits for it: a bug with its incident, trouble of the store as a line. */
export function writeDown(log: Log, where: string, error: unknown): void {
  const trouble = storeTroubleOf(error)
  if (trouble === null) log.bug(where, error)
  else log.warn(where, { trouble })
}

/** What the system says of a disk by its own codes, where a file is written without the store: the list of profiles, settings. */
const ERRNOS: Readonly<Record<string, StoreTrouble>> = {
  ENOSPC: 'DiskFull',
  EDQUOT: 'DiskFull',
  EROFS: 'DiskTrouble',
  EIO: 'DiskTrouble',
}

/** The trouble an error of the Store port stands for, by its name, or one of the system, by its code; null for anything else. */
export function storeTroubleOf(error: unknown): StoreTrouble | null {
  if (!(error instanceof Error)) return null
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return storeTroubles.find((name) => name === error.name) ?? ERRNOS[code] ?? null
}

const REFUSALS = {
  DiskFull: 'disk-full',
  DiskTrouble: 'disk-trouble',
  DatabaseLocked: 'database-locked',
  BrokenDatabase: 'database-broken',
  // Somebody asked while it is closed to be opened again, or to be gone.
  StoreClosed: 'database-locked',
} as const satisfies Record<StoreTrouble, AppError['kind']>

/** What the window is told of it. */
export function refusalOf(trouble: StoreTrouble): AppError {
  return { kind: REFUSALS[trouble] }
}
