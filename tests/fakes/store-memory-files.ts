/** Staged files and their bytes in the store without a file. */
import type { Job } from '../../src-main/core/outbox/jobs'
import type { PictureKey, StoredFile, StoredPicture, Tx } from '../../src-main/core/ports'

/** A piece is named by its file and its number. */
export interface FileShelf {
  files: Map<string, StoredFile>
  pieces: Map<string, Uint8Array>
  pictures: Map<string, StoredPicture & { key: PictureKey; usedAt: number }>
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

export const pictureName = ({ accountId, messageId, attachmentId, isSmall }: PictureKey): string =>
  `${accountId}/${messageId}/${attachmentId}/${isSmall}`

/** Newest first, as many as fit. */
function trim({ pictures }: FileShelf, { bytes, before }: { bytes: number; before: number }): void {
  let size = 0
  for (const [name, one] of [...pictures].sort(([, some], [, other]) => other.usedAt - some.usedAt)) {
    size += one.bytes.byteLength
    if (size > bytes || one.usedAt < before) pictures.delete(name)
  }
}

export function fileWords(
  state: FileShelf & { jobs: Job[] },
): Pick<Tx, 'putFile' | 'putFilePiece' | 'removeFile' | 'sweepFiles' | 'putPicture' | 'touchPicture' | 'trimPictures'> {
  const run = (work: () => void): Promise<void> => Promise.resolve().then(work)
  return {
    putFile: (file) => run(() => void state.files.set(file.id, { ...file })),
    putFilePiece: (id, piece, bytes) => run(() => void state.pieces.set(`${id} ${piece}`, bytes.slice())),
    removeFile: (id) => run(() => removeFile(state, id)),
    putPicture: (key, picture) => run(() => void state.pictures.set(pictureName(key), { ...picture, key })),
    touchPicture: (key, usedAt) =>
      run(() => {
        const kept = state.pictures.get(pictureName(key))
        if (kept) state.pictures.set(pictureName(key), { ...kept, usedAt })
      }),
    trimPictures: (kept) => run(() => trim(state, kept)),
    sweepFiles: () => run(() => sweep(state, state.jobs)),
  }
}
