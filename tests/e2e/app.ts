// The real app under Playwright, with the OS sandbox on, in a home of its own. A home outlives the app, so
// that a test can kill Perch and start it again on the same data.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium, type Browser, type ElectronApplication, type Page } from 'playwright'
import { makeHome, perchFolder, removeHome } from './home'
import { argumentsOf, electron, environment, type LaunchOptions, REPOSITORY, start } from './launch'
import { dismiss, endOfLog, testify } from './witnesses'

const PICTURES = join(REPOSITORY, 'artifacts', 'e2e')
const QUIT_MS = 10_000
const LOOK_AGAIN_MS = 25
const LOOK_MS = 2_000

/** Starts the built app and waits until its main process can be talked to. */
export async function launchPerch(options: LaunchOptions = {}): Promise<Perch> {
  const home = options.home ?? makeHome(options.settings)
  const app = await start({ ...options, home })
  return new Perch(app, { ...options, home }, options.home === undefined)
}

export class Perch {
  private log = ''
  private isDetached = false
  private again: Browser | undefined
  /** Asked for once: when the app is gone Playwright has forgotten its process. */
  private child!: ChildProcess

  constructor(
    public app: ElectronApplication,
    private readonly options: LaunchOptions & { home: string },
    private readonly ownsHome: boolean,
  ) {
    this.listen()
    testify(this, () => this.account())
  }

  get home(): string {
    return this.options.home
  }

  get pid(): number {
    const { pid } = this.child
    if (pid === undefined) throw new Error('the app has no process')
    return pid
  }

  /** What the app wrote since it could first be talked to; its very first words are Playwright's (DEBUG=pw:browser). */
  get output(): string {
    return this.log
  }

  /** The main window, loaded; waits for it when it is not there yet. After a suspend ask again: old pages are dead. */
  async window(fits: (url: string) => boolean = isMainWindow, timeoutMs = 20_000): Promise<Page> {
    const deadline = Date.now() + timeoutMs
    for (;;) {
      const page = (await this.pages()).find((candidate) => fits(candidate.url()))
      if (page) {
        await page.waitForLoadState('domcontentloaded')
        return page
      }
      if (Date.now() > deadline) throw new Error(`no such window; the app wrote:\n${this.log}`)
      await wait(LOOK_AGAIN_MS)
    }
  }

  /** All windows that can be talked to now. */
  async pages(): Promise<Page[]> {
    if (!this.isDetached) return this.app.windows()
    if (!this.again?.isConnected()) this.again = await this.attachAgain()
    return this.again.contexts().flatMap((context) => context.pages())
  }

  /** Asks the main process until the answer fits; the question runs there, with electron's modules. */
  async until<T>(
    ask: (electron: typeof Electron.CrossProcessExports) => T | Promise<T>,
    fits: (answer: T) => boolean,
    timeoutMs = 20_000,
  ): Promise<T> {
    const deadline = Date.now() + timeoutMs
    for (;;) {
      const answer = (await this.app.evaluate(ask)) as T | undefined
      if (answer !== undefined && fits(answer)) return answer
      if (Date.now() > deadline) throw new Error(`the app does not get there: ${JSON.stringify(answer)}`)
      await wait(LOOK_AGAIN_MS)
    }
  }

  /**
   * From now on the system's question boxes answer themselves: the button with this name is pressed. They are windows of the
   * desktop and not pages, so no test could press it; `dialogs` tells what was asked.
   */
  async answerDialogs(button: string): Promise<void> {
    await this.app.evaluate(({ dialog }, wanted) => {
      const asked: string[] = (globalThis as { asked?: string[] }).asked ?? []
      Object.assign(globalThis, { asked })
      const answer = (options: Electron.MessageBoxOptions): Promise<Electron.MessageBoxReturnValue> => {
        asked.push([options.message, ...(options.buttons ?? [])].join(' | '))
        return Promise.resolve({ response: options.buttons?.indexOf(wanted) ?? -1, checkboxChecked: false })
      }
      Object.assign(dialog, { showMessageBox: answer })
    }, button)
  }

  /** What the system's question boxes have asked: message and buttons. */
  dialogs(): Promise<string[]> {
    return this.app.evaluate(() => (globalThis as { asked?: string[] }).asked ?? [])
  }

  /** Leaves artifacts/e2e/<name>.png behind. */
  async screenshot(name: string, page?: Page): Promise<string> {
    const path = join(PICTURES, `${name}.png`)
    mkdirSync(PICTURES, { recursive: true })
    await (page ?? (await this.window())).screenshot({ path })
    return path
  }

  /** Quits as the menu would; kills when the app does not. */
  async quit(): Promise<void> {
    const gone = this.waitForExit()
    const stuck = setTimeout(() => this.child.kill('SIGKILL'), QUIT_MS)
    // The connection ends before the answer to this call arrives; that is what was wanted.
    await this.app.evaluate(({ app }) => app.quit()).catch(() => undefined)
    await gone
    clearTimeout(stuck)
  }

  /** The process dies this instant, as in a power cut. */
  async kill(): Promise<void> {
    const gone = this.waitForExit()
    this.child.kill('SIGKILL')
    await gone
  }

  /** Starts again on the same home; the app must have been quit or killed. */
  async restart(changes: Pick<LaunchOptions, 'args' | 'env' | 'entry'> = {}): Promise<void> {
    this.log = ''
    this.app = await start({ ...this.options, ...changes })
    this.listen()
  }

  /** Starts Perch once more beside the running one, as a link in a browser does; resolves with its exit code. */
  async startAgain(args: string[]): Promise<number | null> {
    const second = spawn(electron(), argumentsOf({ ...this.options, args }), {
      env: environment(this.options),
      stdio: 'ignore',
    })
    const [code] = (await once(second, 'exit')) as [number | null]
    return code
  }

  /** Ends the app if it still runs and removes a home that nobody else owns. */
  async dispose(): Promise<void> {
    dismiss(this)
    if (this.isRunning) await this.quit()
    if (this.ownsHome) removeHome(this.home)
  }

  get isRunning(): boolean {
    const { exitCode, signalCode } = this.child
    return exitCode === null && signalCode === null
  }

  /** Resolves once the process is gone. */
  async waitForExit(): Promise<void> {
    if (!this.isRunning) return
    await new Promise((resolve) => this.child.once('exit', resolve))
  }

  /** How it stands, for a test that failed. */
  private async account(): Promise<string> {
    const { exitCode, signalCode } = this.child
    const pages = this.isDetached || !this.isRunning ? [] : this.app.windows()
    const seen = await Promise.all(pages.map((page) => Promise.race([wordsOn(page), wait(LOOK_MS, '(no answer)')])))
    const state = this.isRunning ? 'runs' : `ended with ${exitCode ?? signalCode}`
    return [`── Perch ${state}; its log ends:`, endOfLog(perchFolder(this.home)), ...seen].join('\n')
  }

  /** When the machine goes to sleep Chromium drops every connection, the one Playwright came by included. */
  private async attachAgain(): Promise<Browser> {
    const userData = await this.app.evaluate(({ app }) => app.getPath('userData'))
    const [port] = readFileSync(join(userData, 'DevToolsActivePort'), 'utf8').split('\n')
    return chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  }

  /** Resolves once a suspend has reached Chromium: before that the old pages still seem alive. */
  async waitForSleep(timeoutMs = 20_000): Promise<void> {
    const deadline = Date.now() + timeoutMs
    const isAwake = (): boolean => (this.again === undefined ? !this.isDetached : this.again.isConnected())
    while (isAwake()) {
      if (Date.now() > deadline) throw new Error('the app does not fall asleep')
      await wait(LOOK_AGAIN_MS)
    }
  }

  private listen(): void {
    this.isDetached = false
    this.again = undefined
    this.child = this.app.process()
    this.app.context().once('close', () => (this.isDetached = true))
    const keep = (chunk: Buffer): void => void (this.log += chunk.toString())
    this.child.stdout?.on('data', keep)
    this.child.stderr?.on('data', keep)
  }
}

/** What a page shows, in its first words. */
async function wordsOn(page: Page): Promise<string> {
  // A dialog is in the way of everything else, and comes last in the page.
  const texts = await page
    .locator('[role="dialog"], body')
    .allInnerTexts()
    .catch((error: unknown) => [String(error)])
  const words = [...texts].reverse().map((text) => text.replaceAll(/\s+/g, ' ').slice(0, 700))
  const verdicts = await page.evaluate(lastVerdicts).catch(String)
  return `── ${page.url()} shows: ${words.join(' ── behind it: ')}\n── last verdicts: ${verdicts}`
}

/** Runs in the page: why the last messages did or did not alert. */
async function lastVerdicts(): Promise<string> {
  type Verdicts = { value?: { alerted: boolean; reason: string | null }[] }
  const { bridge } = window as unknown as { bridge: { call(name: string, input: object): Promise<Verdicts> } }
  const { value = [] } = await bridge.call('alert.history', { limit: 12 })
  return value.map(({ alerted, reason }) => (alerted ? 'alerted' : reason)).join(', ')
}

function isMainWindow(url: string): boolean {
  return url.startsWith('app://window/') && !url.includes('quick')
}
