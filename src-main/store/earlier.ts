/**
 * The database as it was before an update changed it. It stays for a while beside the new one, so that the version before can be
 * put back (decision 0051, docs/TROUBLESHOOTING.md): an older Perch does not open what a newer one wrote.
 */
import { existsSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** Who wants to go back does so in the first days. */
const KEEP_MS = 14 * 24 * 3_600_000
/** Larger ones are not kept twice. */
const KEEP_BYTES = 1024 * 1024 * 1024

/** Where it lies; encrypted by the same key. */
export function earlierOf(file: string): string {
  return `${file}.earlier`
}

/** The update has worked: its copy is kept, instead of the one of an update before. Not where it is large or the disk is tight. */
export function keepEarlier(file: string, copy: string, mostBytes = KEEP_BYTES): void {
  const earlier = earlierOf(file)
  rmSync(earlier, { force: true })
  const { size } = statSync(copy)
  const { bavail, bsize } = statfsSync(dirname(file))
  // What it takes must be free once more, or the next messages pay for it.
  if (size > mostBytes || bavail * bsize < size) rmSync(copy, { force: true })
  else renameSync(copy, earlier)
}

/** Lets go of it after two weeks. */
export function dropOldEarlier(file: string, now = Date.now()): void {
  const earlier = earlierOf(file)
  if (existsSync(earlier) && now - statSync(earlier).mtimeMs > KEEP_MS) rmSync(earlier, { force: true })
}
