// A home for the app, such as an agent has one: it outlives the app and is looked through by tests.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Settings } from '../../src-preload/contract/schemas/app'

/** No ring: a reply leaves at once, which saves a journey five seconds each time. */
export const NO_RING: Partial<Settings> = { undoMs: 0 }

/** Nobody ever touches the keyboard of the private desktop: five minutes into the journeys every agent would be away. */
const NEVER_AWAY: Partial<Settings> = { offlineAfterMs: 86_400_000 }

/** A new home, empty but for the settings an agent may have made; whoever makes it removes it. */
export function makeHome(settings: Partial<Settings> = {}): string {
  const home = mkdtempSync(join(tmpdir(), 'perch-home-'))
  writeSettings(home, settings)
  return home
}

/**
 * Helpers of Electron outlive it for a moment and still write into their caches: on a busy machine for some seconds. Node's own
 * tries look only once what is in a folder; what was written after that look would stand in the way for ever.
 */
export function removeHome(home: string): void {
  for (let tries = 0; tries < 50; tries++) {
    try {
      return rmSync(home, { recursive: true, force: true, maxRetries: 2, retryDelay: 50 })
    } catch (error: unknown) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error
    }
  }
  throw new Error(`somebody still writes into ${home}`)
}

/** Puts other settings into a home while the app does not run. */
export function writeSettings(home: string, settings: Partial<Settings>): void {
  mkdirSync(perchFolder(home), { recursive: true })
  writeFileSync(join(perchFolder(home), 'settings.json'), JSON.stringify({ ...NEVER_AWAY, ...settings }))
}

/** Where Perch keeps its files in a home. */
export function perchFolder(home: string): string {
  return join(home, '.config', 'Perch')
}
