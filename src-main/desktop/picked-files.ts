/** Files of the agent's choice: the dialog is main's, so that no page ever names a path (HOUSE §3). */
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { dialog } from 'electron'
import type { FileSource } from '../core/files/staging'

const READ_BYTES = 256 * 1024

/** Asks which; none when the agent changed their mind. */
export async function pickFiles(title: string): Promise<FileSource[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog({ title, properties: ['openFile', 'multiSelections'] })
  return canceled ? [] : Promise.all(filePaths.map(sourceOf))
}

async function sourceOf(path: string): Promise<FileSource> {
  const name = basename(path)
  return { name, size: await sizeOf(path), pieces: () => readPieces(path) }
}

async function sizeOf(path: string): Promise<FileSource['size']> {
  try {
    const found = await stat(path)
    if (found.isDirectory()) return 'folder'
    // A pipe or a device has no end to wait for.
    return found.isFile() ? found.size : 'unreadable'
  } catch (error: unknown) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'gone' : 'unreadable'
  }
}

async function* readPieces(path: string): AsyncGenerator<Uint8Array, void, void> {
  const file = await open(path, 'r')
  try {
    for (;;) {
      const { bytesRead, buffer } = await file.read(new Uint8Array(READ_BYTES), 0, READ_BYTES)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}
