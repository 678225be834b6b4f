/**
 * This machine as if it were another one: what is installed on it stays in memory and is seen by nobody else. The package is
 * unpacked, its scripts run and its program started as on an agent's own computer.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OwnMounts } from '../e2e/hosts/own-mounts'

/** Where a package may write, laid over with memory. */
const FOLDERS = ['usr', 'etc', 'opt', 'var']

const LAY_OVER = `mount -t tmpfs perch "$1"
for one in ${FOLDERS.join(' ')}; do
  mkdir -p "$1/$one/upper" "$1/$one/work"
  mount -t overlay -o "lowerdir=/$one,upperdir=$1/$one/upper,workdir=$1/$one/work,userxattr" overlay "/$one"
done`

export class Machine {
  private constructor(
    private readonly mounts: OwnMounts,
    private readonly folder: string,
  ) {}

  static async make(): Promise<Machine> {
    const folder = mkdtempSync(join(tmpdir(), 'perch-machine-'))
    return new Machine(await OwnMounts.make(LAY_OVER, [folder]), folder)
  }

  /** Runs a command as this machine's root. */
  asRoot(program: string, ...args: string[]): string {
    return this.mounts.asRoot(program, args)
  }

  /** A path of it, for reading from outside. */
  seen(path: string): string {
    return this.mounts.seen(path)
  }

  /** Files and links of it whose name has a word in it. */
  named(word: string): string[] {
    const found = this.asRoot('find', ...FOLDERS.map((one) => `${this.folder}/${one}/upper`), '-iname', `*${word}*`)
    return found.split('\n').filter((line) => line !== '')
  }

  /** A program that starts one of it as the agent. */
  program(path: string): string {
    return this.mounts.startsAsUser(join(this.seen(this.folder), 'start.sh'), path)
  }

  remove(): void {
    this.mounts.unmount()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
