/**
 * A download that survives cut lines and restarts: what is here lies in a file of its own, named by what it is to become, and
 * is gone on with. Only the whole with the announced length and digest gets the name that was asked for.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { appendFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ReadRelease, UpdateFault } from '../../core/updates/port'

const PIECE_BYTES = 1024 * 1024
const HALF = 'half-'

export interface Wanted {
  url: string
  size: number
  /** Base64. */
  sha512: string
}

interface Download {
  read: ReadRelease
  /** Where halves lie. */
  folder: string
  /** Of the whole file, when it is right. */
  destination: string
  /** Bytes that are here. */
  moved: (bytes: number) => void
}

/** Null: the whole is at `destination`, and is what was announced. */
export async function fetchPieces(wanted: Wanted, { read, folder, destination, moved }: Download): Promise<UpdateFault | null> {
  const name = `${HALF}${Buffer.from(wanted.sha512, 'base64').toString('hex').slice(0, 32)}`
  const half = join(folder, name)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await removeOthers(folder, name)
    const fault = await fill(half, wanted, { read, moved })
    if (fault === 'damaged') await rm(half, { force: true })
    if (fault !== null) return fault
    await rename(half, destination)
    return null
  } catch (error: unknown) {
    if (error instanceof Error && 'code' in error) return 'disk'
    throw error
  }
}

async function fill(
  half: string,
  { url, size, sha512 }: Wanted,
  how: Pick<Download, 'read' | 'moved'>,
): Promise<UpdateFault | null> {
  let here = await lengthOf(half)
  while (here < size) {
    how.moved(here)
    const length = Math.min(PIECE_BYTES, size - here)
    const answer = await how.read(url, { from: here, length })
    if (answer.kind === 'failed') return answer.fault
    if (answer.total !== null && answer.total !== size) return 'damaged'
    if (answer.bytes.byteLength !== length) return 'damaged'
    await appendFile(half, answer.bytes, { mode: 0o600 })
    here += length
  }
  how.moved(size)
  return here === size && (await digestOf(half)) === sha512 ? null : 'damaged'
}

async function lengthOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  )
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha512')
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
  return hash.digest('base64')
}

/** Halves of versions that nobody wants any more. */
async function removeOthers(folder: string, name: string): Promise<void> {
  const names = await readdir(folder)
  const old = names.filter((each) => each.startsWith(HALF) && each !== name)
  await Promise.all(old.map((each) => rm(join(folder, each), { force: true })))
}
