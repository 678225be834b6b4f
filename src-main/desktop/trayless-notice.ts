/**
 * A desktop without a tray is explained once in the life of an installation: why there is no icon, and that closing minimises.
 * It waits until somebody can read it, as a session may have started Perch on the task bar.
 */
import type { Log } from '../core/ports'
import type { KeptFile } from './kept-file'

export interface TraylessNotice {
  setTrayless(isTrayless: boolean): void
  /** The agent may have come to the window. */
  look(): void
}

interface NoticeNeeds {
  /** electron-store `windows`. */
  kept: KeptFile
  /** Tells it to whoever is at the window; false: nobody is, or its page cannot hear yet. */
  tell: () => boolean
  log: Log
}

/** The name in the file. */
const TOLD = 'toldTrayless'

/** Tells when there is reason to and somebody to tell. */
export function makeTraylessNotice({ kept, tell, log }: NoticeNeeds): TraylessNotice {
  let isTrayless = false
  let isTold = kept.all()[TOLD] === true
  const look = (): void => {
    if (!isTrayless || isTold || !tell()) return
    isTold = true
    try {
      kept.set({ [TOLD]: true })
    } catch (error: unknown) {
      // A full disk: it is told once more at the next start.
      log.warn('trayless not kept', { error: error instanceof Error ? error.name : 'unknown' })
    }
  }
  return {
    look,
    setTrayless(next) {
      isTrayless = next
      look()
    },
  }
}
