/**
 * SQLite goes on with a file that somebody deleted or replaced, and everything it writes is gone with the process. So each
 * commit looks first whether file and log are still the ones that were opened; if not, what the open handles hold is rescued.
 */
import { existsSync, statSync } from 'node:fs'
import { endOpen } from './bad-ends'
import type { Connection } from './connection'
import type { DatabaseFile } from './database'
import { markDamaged, rescue } from './mend'
import { refusal } from './refusal'
import type { FileWatch } from './store'

/** Watches over the file of an open connection. */
export function watchFile({ file, key, log }: DatabaseFile, connection: Connection): FileWatch {
  const opened = nodeOf(file)
  let isLost = false
  return {
    check() {
      // Windows does not let go of a file that is open.
      if (process.platform === 'win32') return
      if (!isLost && nodeOf(file) === opened && existsSync(`${file}-wal`)) return
      if (!isLost) rescue({ file, key, log }, connection)
      isLost = true
      throw refusal('BrokenDatabase', 'The file is no longer the one that was opened')
    },
    damaged: () => markDamaged(file),
    closed: () => endOpen(file),
  }
}

function nodeOf(file: string): bigint | null {
  return statSync(file, { bigint: true, throwIfNoEntry: false })?.ino ?? null
}
