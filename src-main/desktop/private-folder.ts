import { chmodSync, mkdirSync } from 'node:fs'

/**
 * Makes a folder the owner's alone, also one that was there before: names of customers stand in settings and logs. Not by a
 * umask: the browser that a link opens would inherit it. A disk that does not let us is no reason not to start.
 */
export function privateFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(folder, 0o700)
  } catch {
    // Read-only or not ours: whoever writes there next says so.
  }
  return folder
}
