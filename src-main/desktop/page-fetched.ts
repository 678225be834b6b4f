/**
 * Main hands the page its files and opens the databases on the same thread. Whoever begins to open databases before the
 * page has its scripts makes both wait for each other; afterwards the page compiles them while main works (P1).
 */
import type { Clock } from '../core/ports'

export interface PageFetched {
  /** A file of the page is on its way to it. */
  handed(path: string, bytes: Uint8Array): void
  /** Resolves when every script that `index.html` names was handed over, or after a second: a page may never ask. */
  readonly fetched: Promise<void>
}

const PATIENCE_MS = 1_000
const SCRIPT = /(?:src|href)="\.(\/[^"]+\.js)"/g

/** Watches the first page that is loaded. */
export function watchPage(clock: Clock): PageFetched {
  let missing: Set<string> | null = null
  let finish = (): void => undefined
  const fetched = new Promise<void>((resolve) => (finish = resolve))
  const stop = clock.after(PATIENCE_MS, () => finish())
  return {
    fetched,
    handed(path, bytes) {
      if (path.endsWith('/index.html')) missing = new Set(scriptsOf(bytes))
      missing?.delete(path)
      if (missing?.size !== 0) return
      stop()
      // Its bytes still go through this thread.
      setImmediate(finish)
    },
  }
}

function scriptsOf(page: Uint8Array): string[] {
  return [...new TextDecoder().decode(page).matchAll(SCRIPT)].map(([, path = '']) => path)
}
