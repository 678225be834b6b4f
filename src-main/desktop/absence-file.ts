/** What was missed and not read, over a Quit: `missed.json`, times and a cause. What happened then is in the databases. */
import { absence } from '../../src-preload/contract/schemas/missed'
import type { AbsenceFile, Log } from '../core/ports'
import type { KeptFile } from './kept-file'

/** `open`: the file is read when it is first asked for. */
export function makeAbsenceFile(open: () => KeptFile, log: Log): AbsenceFile {
  let file: KeptFile | null = null
  const opened = (): KeptFile => (file ??= open())
  return {
    read: () => absence.safeParse(opened().all()['unread']).data ?? null,
    write(unread) {
      try {
        if (unread !== null) opened().set({ unread })
        else opened().remove('unread')
      } catch (error: unknown) {
        // A full disk costs the card of the next start, not this one.
        log.warn('absence not kept', { error: error instanceof Error ? error.name : 'unknown' })
      }
    },
  }
}
