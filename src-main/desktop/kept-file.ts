/**
 * Small JSON files next to the databases. electron-store writes them atomically; its own schema is not used, zod reads each
 * entry instead. A file that cannot be read at all is put aside as `.bak`, never overwritten in silence.
 */
import { copyFileSync, existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../core/ports'

/** A file of named values. */
export interface KeptFile {
  /** Everything in it, as it was read at start or last written. */
  all(): Record<string, unknown>
  /** Throws when the disk does not take it; then nothing has changed. */
  set(values: Record<string, unknown>): void
  remove(name: string): void
  /** Keeps the file as it is now as `.bak`, because something in it could not be understood. */
  keepCopy(): void
}

/** The part of electron-store that is used: opening reads the file, or throws; assigning writes it. */
interface StoreClass {
  new (options: { cwd: string; name: string; accessPropertiesByDotNotation: false }): { store: Record<string, unknown> }
}
interface KeptFileNeeds {
  folder: string
  /** Electron's class; tests hand in another. */
  Store: StoreClass
  log: Log
}

/** Opens `<name>.json` in a folder. */
export function openKeptFile(name: string, needs: KeptFileNeeds): KeptFile {
  const path = join(needs.folder, `${name}.json`)
  const store = openStore(name, path, needs)
  let known: Record<string, unknown> = { ...store.store }
  const write = (next: Record<string, unknown>): void => {
    store.store = next
    known = next
  }
  return {
    all: () => known,
    set: (values) => write({ ...known, ...values }),
    remove(entry) {
      const { [entry]: _gone, ...rest } = known
      write(rest)
    },
    keepCopy() {
      if (existsSync(path)) copyFileSync(path, `${path}.bak`)
    },
  }
}

function openStore(name: string, path: string, { folder, Store, log }: KeptFileNeeds): { store: Record<string, unknown> } {
  const open = () => new Store({ cwd: folder, name, accessPropertiesByDotNotation: false })
  try {
    return open()
  } catch (error: unknown) {
    log.warn('file could not be read', { file: name, error: error instanceof Error ? error.name : 'unknown' })
  }
  try {
    renameSync(path, `${path}.bak`)
    return open()
  } catch {
    // A disk that is full or not ours: Perch opens, and what is changed lasts until it ends.
    return { store: {} }
  }
}
