/**
 * Small JSON files next to the databases. electron-store writes them atomically; its own schema is not used, zod reads each
 * entry instead. A file that cannot be read at all is put aside as `.bak`, never overwritten in silence.
 */
import { copyFileSync, existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import ElectronStore from 'electron-store'

/** A file of named values. */
export interface KeptFile {
  /** Everything in it, as it was read at start or last written. */
  all(): Record<string, unknown>
  set(values: Record<string, unknown>): void
  remove(name: string): void
  /** Keeps the file as it is now as `.bak`, because something in it could not be understood. */
  keepCopy(): void
}

/** Opens `<name>.json` in a folder. */
export function openKeptFile(folder: string, name: string): KeptFile {
  const path = join(folder, `${name}.json`)
  const store = openStore(folder, name)
  let known: Record<string, unknown> = { ...store.store }
  return {
    all: () => known,
    set(values) {
      known = { ...known, ...values }
      store.store = known
    },
    remove(entry) {
      const { [entry]: _gone, ...rest } = known
      known = rest
      store.store = rest
    },
    keepCopy() {
      if (existsSync(path)) copyFileSync(path, `${path}.bak`)
    },
  }
}

function openStore(folder: string, name: string): ElectronStore {
  const open = (): ElectronStore => new ElectronStore({ cwd: folder, name, accessPropertiesByDotNotation: false })
  try {
    return open()
  } catch {
    const path = join(folder, `${name}.json`)
    renameSync(path, `${path}.bak`)
    return open()
  }
}
