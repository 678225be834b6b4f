/** A file where the agent wants it: the dialog is main's, so no page ever names a path. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app, dialog } from 'electron'

interface SavedFile {
  /** Of the dialog. */
  title: string
  /** What is offered; the agent may choose another. */
  name: string
  content: string | Uint8Array
}

/** Asks where, then writes. False: the agent changed their mind. A disk that cannot be written throws. */
export async function saveFile({ title, name, content }: SavedFile): Promise<boolean> {
  const offered = join(app.getPath('documents'), name)
  const { canceled, filePath } = await dialog.showSaveDialog({ title, defaultPath: offered })
  if (canceled || filePath === '') return false
  await writeFile(filePath, content, { mode: 0o600 })
  return true
}
