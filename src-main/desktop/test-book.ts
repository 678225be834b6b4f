/** Tests of webhooks whose traces may still be on a server, in `connectors.json`. */
import { z } from 'zod'
import { accountId } from '../../src-preload/contract/ids'
import type { TestBook, TestMark } from '../core/connectors/receive-port'
import type { Log } from '../core/ports'
import type { KeptFile } from './kept-file'

const KEY = 'tests'
const markSchema = z.object({
  baseUrl: z.string(),
  account: accountId,
  mark: z.string().regex(/^[0-9a-f]{32}$/),
  untilAt: z.number(),
})

/** Opens the book; as with `made-book` the file is read anew each time. */
export function makeTestBook(open: () => KeptFile, log: Log): TestBook {
  const list = (file: KeptFile): TestMark[] => {
    const rows = file.all()[KEY]
    return (Array.isArray(rows) ? rows : []).flatMap((one) => {
      const read = markSchema.safeParse(one)
      return read.success ? [read.data] : []
    })
  }
  const write = (change: (rows: TestMark[]) => TestMark[]): void => {
    try {
      const file = open()
      const rows = change(list(file))
      if (rows.length > 0) file.set({ [KEY]: rows })
      else if (KEY in file.all()) file.remove(KEY)
    } catch (error: unknown) {
      log.warn('a test could not be kept', { error: error instanceof Error ? error.name : 'unknown' })
    }
  }
  return {
    list: () => list(open()),
    add: (one) => write((rows) => [...rows.filter(({ mark }) => mark !== one.mark), one]),
    drop: (mark) => write((rows) => rows.filter((one) => one.mark !== mark)),
  }
}
