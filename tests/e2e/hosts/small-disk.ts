/** A disk of its own for one app, small enough to be filled. It outlives the app: one that is killed finds its files again. */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { electron } from '../launch'
import { OwnMounts } from './own-mounts'

const MIB = 1024 * 1024
const BALLAST = 'somebody-elses-film'

export class SmallDisk {
  private constructor(
    private readonly mounts: OwnMounts,
    /** Where the app sees it; everybody else finds an empty folder there. */
    readonly folder: string,
  ) {}

  static async mount(sizeMib: number): Promise<SmallDisk> {
    const folder = mkdtempSync(join(tmpdir(), 'perch-disk-'))
    const mounts = await OwnMounts.make(`mount -t tmpfs -o size=${sizeMib}m,mode=0777 perch "$1"`, [folder])
    return new SmallDisk(mounts, folder)
  }

  /** The same files for a process that is not on it. */
  get seen(): string {
    return this.mounts.seen(this.folder)
  }

  /** A program that starts the app's runtime on this disk. */
  runtime(): string {
    return this.mounts.startsAsUser(join(this.seen, 'runtime.sh'), electron())
  }

  /** Until not one byte more can be written. */
  fill(): void {
    const file = openSync(join(this.seen, BALLAST), 'a')
    try {
      for (let size = MIB; size >= 1; size = Math.floor(size / 2)) pour(file, size)
    } finally {
      closeSync(file)
    }
  }

  /** Somebody deleted the film. */
  makeRoom(): void {
    rmSync(join(this.seen, BALLAST))
  }

  unmount(): void {
    this.mounts.unmount()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

function pour(file: number, size: number): void {
  const bytes = Buffer.alloc(size)
  try {
    for (;;) writeSync(file, bytes)
  } catch (error: unknown) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  }
}
