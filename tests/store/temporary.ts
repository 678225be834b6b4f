import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { Store } from '../../src-main/core/ports'
import { openStore } from '../../src-main/store'
import { KEY, keepingLog } from './examples'

/** An encrypted store for each test, in a folder of its own that goes with it. */
export interface TemporaryStore {
  /** Asked anew at each use: `reopen` makes another. */
  readonly store: Store
  readonly file: string
  /** Closed, and opened again as the next start would; `between` does what happens to the file meanwhile. */
  reopen(between?: (file: string) => void | Promise<void>): Promise<void>
}

/** To be called once, at the top of a test file. */
export function temporaryStore(): TemporaryStore {
  let folder = ''
  let store: Store
  const fileOf = (): string => join(folder, 'a.db')
  const open = (): Store => openStore(fileOf(), KEY, keepingLog())
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'perch-store-'))
    store = open()
  })
  afterEach(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    get store() {
      return store
    },
    get file() {
      return fileOf()
    },
    async reopen(between) {
      await store.close()
      await between?.(fileOf())
      store = open()
    },
  }
}
