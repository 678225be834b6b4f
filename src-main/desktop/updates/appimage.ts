/** An AppImage is one file: the newer one takes its place in one step, or the old one stays. */
import { chmod, copyFile, rename, rm } from 'node:fs/promises'

/** `path`: of the running AppImage. Its name stays, for menus and start-up entries name it. */
export async function replaceAppImage(path: string, fetched: string): Promise<void> {
  const beside = `${path}.new`
  try {
    await copyFile(fetched, beside)
    await chmod(beside, 0o755)
    await rename(beside, path)
  } finally {
    await rm(beside, { force: true })
  }
}
