import Store from 'electron-store'
import type { MadeBook, TestBook } from '../core/connectors'
import type { Log } from '../core/ports'
import { openKeptFile } from './kept-file'
import { makeMadeBook } from './made-book'
import { makeTestBook } from './test-book'

/** What Perch left on servers, in `connectors.json` beside the other files of this computer. */
export function openConnectorsFile(folder: string, log: Log): { made: MadeBook; tests: TestBook } {
  const open = () => openKeptFile('connectors', { folder, Store, log })
  return { made: makeMadeBook(open, log), tests: makeTestBook(open, log) }
}
