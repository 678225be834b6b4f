/** Perch as it was installed: no test driver fits into the hardened program, so only its window can be talked to. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Browser, chromium, type Page } from 'playwright'
import { perchFolder } from '../e2e/home'
import { environment } from '../e2e/launch'

const PATIENCE_MS = 60_000
const LOOK_AGAIN_MS = 100

export class InstalledPerch {
  private browser: Browser | undefined

  private constructor(
    private readonly child: ChildProcess,
    private readonly home: string,
  ) {}

  static start(program: string, { home, args = [] }: { home: string; args?: string[] }): InstalledPerch {
    const child = spawn(program, ['--remote-debugging-port=0', ...args], { stdio: 'ignore', env: environment({ home }) })
    return new InstalledPerch(child, home)
  }

  get pid(): number {
    return this.child.pid ?? 0
  }

  /** The main window. */
  async window(): Promise<Page> {
    this.browser ??= await within(() => this.attach())
    const { browser } = this
    return within(() => browser.contexts().flatMap((context) => context.pages())[0] ?? null)
  }

  /** As when the session ends. */
  async quit(): Promise<void> {
    await this.browser?.close().catch(() => undefined)
    const gone = new Promise((resolve) => this.child.once('exit', resolve))
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    this.child.kill('SIGTERM')
    await gone
  }

  private async attach(): Promise<Browser | null> {
    const file = join(perchFolder(this.home), 'DevToolsActivePort')
    const port = existsSync(file) ? readFileSync(file, 'utf8').split('\n')[0] : ''
    return port ? chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => null) : null
  }
}

async function within<T>(look: () => T | null | Promise<T | null>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const found = await look()
    if (found !== null) return found
    if (Date.now() > deadline) throw new Error('the installed Perch shows no window')
    await wait(LOOK_AGAIN_MS)
  }
}
