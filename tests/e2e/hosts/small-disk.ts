/**
 * A disk of its own for one app, small enough to be filled: memory of the kernel, mounted where only this app and whoever
 * looks through `seen` can see it. It lives as long as the host, so an app that is killed finds its files again.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { electron } from '../launch'

const MIB = 1024 * 1024
const BALLAST = 'somebody-elses-film'

export class SmallDisk {
  private constructor(
    private readonly keeper: ChildProcess,
    /** Where the app sees it; everybody else finds an empty folder there. */
    readonly folder: string,
  ) {}

  static async mount(sizeMib: number): Promise<SmallDisk> {
    const folder = mkdtempSync(join(tmpdir(), 'perch-disk-'))
    const script = `mount -t tmpfs -o size=${sizeMib}m,mode=0777 perch "$1" && echo mounted && exec sleep infinity`
    const words = ['--user', '--map-root-user', '--mount', '--', 'sh', '-c', script, 'sh', folder]
    const keeper = spawn('unshare', words, { stdio: ['ignore', 'pipe', 'inherit'] })
    if (!keeper.stdout) throw new Error('the keeper of the disk says nothing')
    await Promise.race([once(keeper.stdout, 'data'), once(keeper, 'exit').then(ended)])
    return new SmallDisk(keeper, folder)
  }

  /** The same files for a process that is not on it. */
  get seen(): string {
    return `/proc/${this.keeper.pid}/root${this.folder}`
  }

  /** A program that starts the app's runtime on this disk, as the user who calls. */
  runtime(): string {
    const file = join(this.seen, 'runtime.sh')
    const into = `nsenter --target ${this.keeper.pid} --user --mount --preserve-credentials`
    const user = `unshare --user --map-user=${process.getuid?.()} --map-group=${process.getgid?.()}`
    writeFileSync(file, `#!/bin/sh\nexec ${into} ${user} -- ${electron()} "$@"\n`, { mode: 0o755 })
    return file
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
    this.keeper.kill()
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

function ended(): never {
  throw new Error('the small disk could not be mounted')
}
