/** Shows the window in Chromium over a main in memory: every state can be had at once, and nothing waits for a server. */
import { cp, mkdir, readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { build } from 'vite'
import { bundledLicences } from '../../scripts/licences.mjs'

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

export interface Wish {
  scene?: string
  page?: 'index' | 'quick'
  pseudo?: boolean
  /** Words of people carry a mark. */
  marked?: boolean
  dir?: 'ltr' | 'rtl'
  settings?: object
}

/** The one window of the pictures. */
export interface Show {
  page: Page
  /** Loads the page anew with this on the desk. */
  open(wish: Wish): Promise<void>
  /** In CSS pixels at a zoom of 1. */
  size(width: number, height: number, zoom?: number): Promise<void>
  close(): Promise<void>
}

/** Builds the page as the app's is built, serves it and opens a window. Start it where there is a display. */
export async function show(repository: string, runtime: string): Promise<Show> {
  const folder = await buildPage(repository)
  const { server, base } = await serve(join(folder, 'page'), repository)
  const app = await _electron.launch({
    executablePath: runtime,
    args: [folder, `${base}/index.html?scene=opening`, '1280', '820'],
    chromiumSandbox: true,
  })
  const page = await app.firstWindow()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  return {
    page,
    open: (wish) => open(page, base, wish),
    size: (width, height, zoom = 1) => resize(app, page, { width, height, zoom }),
    async close() {
      await app.close()
      server.close()
      if (faults.length > 0) throw new Error(`the page failed: ${faults.join('; ')}`)
    },
  }
}

async function buildPage(repository: string): Promise<string> {
  const source = join(repository, 'tests/look/page')
  const folder = join(repository, 'node_modules/.cache/perch/look')
  await mkdir(folder, { recursive: true })
  for (const file of ['main.mjs', 'package.json']) await cp(join(source, file), join(folder, file))
  await build({
    ...{ root: source, base: './', configFile: false, logLevel: 'error', plugins: [react()] },
    build: {
      ...{
        outDir: join(folder, 'page'),
        emptyOutDir: true,
        target: 'chrome130',
        minify: false,
        modulePreload: { polyfill: false },
      },
      rollupOptions: { input: { index: join(source, 'index.html'), quick: join(source, 'quick.html') } },
    },
  })
  return folder
}

async function serve(folder: string, root: string): Promise<{ server: Server; base: string }> {
  const server = createServer((request, answer) => {
    const path = new URL(request.url ?? '/', 'http://stage').pathname
    if (path === '/licences.json') return void answer.end(JSON.stringify(bundledLicences(root)))
    const type = TYPES[extname(path)] ?? 'application/octet-stream'
    readFile(join(folder, path)).then(
      (bytes) => answer.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(bytes),
      () => answer.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function open(
  page: Page,
  base: string,
  { scene = 'shop', page: which = 'index', dir = 'ltr', ...wish }: Wish,
): Promise<void> {
  const asked = new URLSearchParams({ scene, dir, settings: JSON.stringify(wish.settings ?? {}) })
  if (wish.pseudo) asked.set('pseudo', '')
  if (wish.marked) asked.set('marked', '')
  await page.goto(`${base}/${which}.html?${asked}`)
  await page.waitForFunction(
    () => (document.getElementById('root')?.childElementCount ?? 0) > 0 || location.pathname !== '/index.html',
  )
  // Nothing is under the pointer.
  await page.mouse.move(0, 0)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
}

async function resize(
  app: ElectronApplication,
  page: Page,
  wish: { width: number; height: number; zoom: number },
): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height, zoom }) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.setContentSize(width, height)
    window?.webContents.setZoomFactor(zoom)
  }, wish)
  const wanted = Math.round(wish.width / wish.zoom)
  await page.waitForFunction((width) => Math.abs(innerWidth - width) <= 1, wanted)
}
