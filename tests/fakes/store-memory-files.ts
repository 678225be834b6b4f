/** Staged files and their bytes in the store without a file. */
import type { Job } from '../../src-main/core/outbox/jobs'
import type { StoredFile, Tx } from '../../src-main/core/ports'

/** A piece is named by its file and its number. */
export interface FileShelf {
  files: Map<string, StoredFile>
  pieces: Map<string, Uint8Array>
}

export function removeFile(shelf: FileShelf, id: string): void {
  shelf.files.delete(id)
  for (const name of [...shelf.pieces.keys()]) if (name.startsWith(`${id} `)) shelf.pieces.delete(name)
}

function sweep(shelf: FileShelf, jobs: readonly Job[]): void {
  for (const { clientId, id } of [...shelf.files.values()])
    if (clientId !== null && !jobs.some((job) => job.clientId === clientId)) removeFile(shelf, id)
  for (const name of [...shelf.pieces.keys()])
    if (shelf.files.get(name.split(' ')[0] ?? '')?.isWhole !== true) shelf.pieces.delete(name)
}

export function fileWords(
  state: FileShelf & { jobs: Job[] },
): Pick<Tx, 'putFile' | 'putFilePiece' | 'removeFile' | 'sweepFiles'> {
  const run = (work: () => void): Promise<void> => Promise.resolve().then(work)
  return {
    putFile: (file) => run(() => void state.files.set(file.id, { ...file })),
    putFilePiece: (id, piece, bytes) => run(() => void state.pieces.set(`${id} ${piece}`, bytes.slice())),
    removeFile: (id) => run(() => removeFile(state, id)),
    sweepFiles: () => run(() => sweep(state, state.jobs)),
  }
}
