/**
 * How often in a row Perch ended without closing a database. Once is a power cut or a kill; twice may be the database itself,
 * for the driver aborts on some kinds of noise. Then it is looked through before anybody reads it.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'

/** Beside a database while it is open. */
const OPEN = '.open'
const SUSPICIOUS = 2

/** The file that counts. */
export function openMarkOf(file: string): string {
  return file + OPEN
}

/** It is being opened; whether it must be looked through first. */
export function beginOpen(file: string): boolean {
  const before = countOf(file)
  writeFileSync(openMarkOf(file), String(before + 1), { mode: 0o600 })
  return before >= SUSPICIOUS
}

/** It was closed as it should be, or not opened at all. */
export function endOpen(file: string): void {
  rmSync(openMarkOf(file), { force: true })
}

function countOf(file: string): number {
  try {
    const count = Number(readFileSync(openMarkOf(file), 'utf8'))
    return Number.isSafeInteger(count) && count > 0 ? count : 1
  } catch {
    return 0
  }
}
