import { statfs } from 'node:fs/promises'

/** Bytes that this user may still write where a folder is; null when nobody can say, or the folder is not there. */
export async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch (thrown: unknown) {
    if (thrown instanceof Error) return null
    throw thrown
  }
}
