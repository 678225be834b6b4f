// The keyboard as a person has it: real presses on a desktop with a window manager, and another program that had it before.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { promisify } from 'node:util'
import { eventually } from '../steps'

const run = promisify(execFile)
const NAME = 'another-program'

/** Presses these keys together, as `ctrl+shift+space`; whoever has the keyboard, or has claimed the key, hears it. */
export async function press(keys: string): Promise<void> {
  await run('xdotool', ['key', '--clearmodifiers', keys])
}

/** The number of its window, once that is on screen. */
async function find(): Promise<string | null> {
  const found = await run('xdotool', ['search', '--onlyvisible', '--name', `^${NAME}$`]).catch(() => null)
  return found === null ? null : found.stdout.trim()
}

/** A window manager and a program with a window of its own, which tells of the keys it hears. Without the first nobody gives the focus back. */
export class OtherProgram {
  private said = ''

  private constructor(
    private readonly manager: ChildProcess,
    private readonly program: ChildProcess,
  ) {
    program.stdout?.on('data', (chunk: Buffer) => void (this.said += chunk.toString()))
  }

  /** Resolves when its window has the keyboard. */
  static async start(): Promise<OtherProgram> {
    const manager = spawn('blackbox', [], { stdio: 'ignore' })
    const isManaged = async () => (await run('xprop', ['-root', '_NET_SUPPORTED'])).stdout.includes('_NET_ACTIVE_WINDOW')
    await eventually(isManaged, (managed) => managed)
    const program = spawn('xev', ['-name', NAME, '-event', 'keyboard'], { stdio: ['ignore', 'pipe', 'ignore'] })
    const other = new OtherProgram(manager, program)
    const found = await eventually(find, (id) => id !== null)
    await eventually(
      async () => {
        await run('xdotool', ['windowactivate', String(found)])
        return other.isInFront()
      },
      (inFront) => inFront,
    )
    return other
  }

  /** Whether the keyboard is its. */
  async isInFront(): Promise<boolean> {
    const active = await run('xdotool', ['getwindowfocus', 'getwindowname']).catch(() => null)
    return active?.stdout.trim() === NAME
  }

  /** Whether it heard this key, by the name X has for it. */
  hasHeard(key: string): boolean {
    return this.said.split('KeyPress').some((event) => event.includes(`, ${key})`))
  }

  stop(): void {
    this.program.kill()
    this.manager.kill()
  }
}
