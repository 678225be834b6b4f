import Store from 'electron-store'
import type { MadeBook } from '../core/connectors/made-book'
import type { Log } from '../core/ports'
import { openKeptFile } from './kept-file'
import { makeMadeBook } from './made-book'

/** What set-ups of connectors made, in `connectors.json` beside the other files of this computer. */
export function openConnectorsFile(folder: string, log: Log): MadeBook {
  return makeMadeBook(() => openKeptFile('connectors', { folder, Store, log }), log)
}
