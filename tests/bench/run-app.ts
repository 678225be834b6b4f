/** Starts an Electron app without any driver in it, so that nothing but the app itself is measured. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Browser, chromium, type Page } from 'playwright'
import { processTree } from '../e2e/processes'

const PATIENCE_MS = 60_000

export interface RunningApp {
  /** Wall clock in ms just before the process was made. */
  startedAt: number
  pid: number
  /** The first page; connects a debugger, so measure memory before asking for it. */
  page(): Promise<Page>
  stop(): Promise<void>
}

/** `home` holds the app's data; `appName` is the folder Electron makes below `.config`. */
export function runApp(
  folder: string,
  { home, appName, args = [] }: { home: string; appName: string; args?: string[] },
): RunningApp {
  const executable = process.env['ELECTRON_EXEC_PATH']
  if (executable === undefined) throw new Error('no Electron was chosen: start through `npm run bench`')
  const userData = join(home, '.config', appName)
  mkdirSync(userData, { recursive: true })
  const startedAt = Date.now()
  const child = spawn(executable, [folder, '--remote-debugging-port=0', ...args], {
    stdio: 'ignore',
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), XDG_DATA_HOME: join(home, '.local/share') },
  })
  let browser: Browser | null = null
  return {
    startedAt,
    pid: child.pid ?? 0,
    async page() {
      browser ??= await connect(join(userData, 'DevToolsActivePort'), startedAt)
      return firstPage(browser)
    },
    async stop() {
      await browser?.close().catch(() => undefined)
      await end(child)
    },
  }
}

async function connect(portFile: string, startedAt: number): Promise<Browser> {
  const deadline = startedAt + PATIENCE_MS
  while (Date.now() < deadline) {
    const port = existsSync(portFile) ? readFileSync(portFile, 'utf8').split('\n')[0] : undefined
    const browser = port ? await chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => null) : null
    if (browser) return browser
    await wait(100)
  }
  throw new Error('the app did not open its debugging port')
}

async function firstPage(browser: Browser): Promise<Page> {
  const deadline = Date.now() + PATIENCE_MS
  while (Date.now() < deadline) {
    const page = browser.contexts().flatMap((context) => context.pages())[0]
    if (page) return page
    await wait(50)
  }
  throw new Error('the app has no page')
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const stuck = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await gone
  clearTimeout(stuck)
}

/** Wall clock in ms at which the page first painted what it is for (mark `list-painted`). */
export async function paintedAt(page: Page): Promise<number> {
  await page.waitForFunction(() => performance.getEntriesByName('list-painted').length > 0, null, { timeout: PATIENCE_MS })
  return page.evaluate(() => performance.timeOrigin + (performance.getEntriesByName('list-painted')[0]?.startTime ?? NaN))
}

/** Proportional set size in MB by kind of process. */
export type PssByType = Map<string, number>

/** The app's whole process tree. */
export function pssByType(pid: number): PssByType {
  const sums: PssByType = new Map()
  for (const { pid: one, type } of processTree(pid)) {
    const file = `/proc/${one}/smaps_rollup`
    const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
    sums.set(type, (sums.get(type) ?? 0) + Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0) / 1024)
  }
  return sums
}

/** All kinds together, in MB. */
export function sumOf(parts: PssByType): number {
  return [...parts.values()].reduce((sum, one) => sum + one, 0)
}
