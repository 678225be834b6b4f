/** What set-ups of connectors made, in `connectors.json`. */
import { madeThing } from '../../src-preload/contract/made'
import type { MadeAt, MadeBook } from '../core/connectors/made-book'
import type { Log } from '../core/ports'
import type { KeptFile } from './kept-file'

/**
 * Opens the book. The file is read anew each time: a command at the terminal may write it while the window is open. What
 * cannot be read is left out, and the file as it was is kept as `.bak`.
 */
export function makeMadeBook(open: () => KeptFile, log: Log): MadeBook {
  return {
    read(at) {
      const file = open()
      const rows = file.all()[keyOf(at)] ?? []
      const read = (Array.isArray(rows) ? rows : [rows]).map((one) => madeThing.safeParse(one))
      if (read.some(({ success }) => !success)) file.keepCopy()
      return read.flatMap(({ data }) => (data === undefined ? [] : [data]))
    },
    write(at, made) {
      const key = keyOf(at)
      try {
        const file = open()
        if (made.length > 0) file.set({ [key]: made })
        else if (key in file.all()) file.remove(key)
      } catch (error: unknown) {
        log.warn('connectors could not be kept', { error: error instanceof Error ? error.name : 'unknown' })
      }
    },
  }
}

function keyOf({ baseUrl, account, connector }: MadeAt): string {
  return `${connector} ${account} ${baseUrl}`
}
