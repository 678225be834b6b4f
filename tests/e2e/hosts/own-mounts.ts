/**
 * Mounts that only an app under test sees: a namespace of its own, kept by a sleeping process. Nothing of it is on the machine
 * itself, and it is gone with the keeper. Works for root and for whoever may make user namespaces, as Chromium's sandbox does.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'

export class OwnMounts {
  private constructor(private readonly keeper: ChildProcess) {}

  /** `script`: shell lines that mount, as root of the namespace; `args` are its $1, $2 … */
  static async make(script: string, args: string[]): Promise<OwnMounts> {
    const words = [
      '--user',
      '--map-root-user',
      '--mount',
      '--',
      'sh',
      '-ec',
      `${script}\necho mounted; exec sleep infinity`,
      'sh',
    ]
    const keeper = spawn('unshare', [...words, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    if (!keeper.stdout) throw new Error('the keeper of the mounts says nothing')
    await Promise.race([once(keeper.stdout, 'data'), once(keeper, 'exit').then(ended)])
    return new OwnMounts(keeper)
  }

  /** A path inside, for a process outside. */
  seen(path: string): string {
    return `/proc/${this.keeper.pid}/root${path}`
  }

  /** Runs a program inside as its root; what it says is returned, a failure throws with it. */
  asRoot(program: string, args: string[]): string {
    return execFileSync('nsenter', [...this.entering(), program, ...args], { encoding: 'utf8', stdio: 'pipe' })
  }

  /** Writes a program to `file` that starts another one inside, as the user who calls. */
  startsAsUser(file: string, program: string): string {
    const user = ['unshare', '--user', `--map-user=${process.getuid?.()}`, `--map-group=${process.getgid?.()}`, '--']
    const words = ['nsenter', ...this.entering(), ...user, program]
    writeFileSync(file, `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`, { mode: 0o755 })
    return file
  }

  unmount(): void {
    this.keeper.kill()
  }

  private entering(): string[] {
    return ['--target', String(this.keeper.pid), '--user', '--mount', '--preserve-credentials', '--wd=/', '--']
  }
}

function ended(): never {
  throw new Error('the mounts could not be made')
}
