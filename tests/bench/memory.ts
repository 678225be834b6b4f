/** P2: memory (PSS of all processes): window open, after 100 conversations, in the tray; against the empty apps. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { TrayWatcher } from '../e2e/hosts/tray-watcher'
import { buildEmptyApp } from './empty-app'
import { type Figure, figure, median, report } from './figures'
import { paintedAt, type PssByType, pssByType, runApp, sumOf } from './run-app'
import { stockHome } from './stocked-home'

/** Caches and first garbage collections come to rest. */
const SETTLE_MS = 6_000
const OPENED = 100

interface Place {
  folder: string
  home: string
  appName: string
}

/** What a place takes, in all and told by kind of process on stderr. */
function told(name: string, parts: PssByType): number {
  const each = [...parts].map(([type, mb]) => `${type} ${mb.toFixed(0)}`).join(', ')
  process.stderr.write(`${name}: ${each} MB\n`)
  return sumOf(parts)
}

async function windowMb(place: Place, openConversations: boolean): Promise<{ open: number; opened: number }> {
  const app = runApp(place.folder, place)
  try {
    const page = await app.page()
    await paintedAt(page)
    await wait(SETTLE_MS)
    const open = told(`${place.appName}, window`, pssByType(app.pid))
    if (!openConversations) return { open, opened: open }
    await page.getByRole('option').first().click()
    for (let count = 0; count < OPENED; count++) {
      await page.keyboard.press('j')
      await wait(60)
    }
    await wait(SETTLE_MS)
    return { open, opened: told(`${place.appName}, ${OPENED} opened`, pssByType(app.pid)) }
  } finally {
    await app.stop()
  }
}

async function trayMb(place: Place, args: string[]): Promise<number> {
  const app = runApp(place.folder, { ...place, args })
  try {
    await wait(2 * SETTLE_MS)
    return told(`${place.appName}, tray`, pssByType(app.pid))
  } finally {
    await app.stop()
  }
}

async function measure(perch: Place, empty: Place, runs: number): Promise<Figure[]> {
  const values: Record<'open' | 'opened' | 'tray' | 'emptyOpen' | 'emptyTray', number[]> = {
    open: [],
    opened: [],
    tray: [],
    emptyOpen: [],
    emptyTray: [],
  }
  for (let run = 0; run < runs; run++) {
    values.emptyOpen.push((await windowMb(empty, false)).open)
    const window = await windowMb(perch, true)
    values.open.push(window.open)
    values.opened.push(window.opened)
    values.emptyTray.push(await trayMb(empty, ['--no-window']))
    values.tray.push(await trayMb(perch, ['--hidden']))
  }
  const emptyOpen = median(values.emptyOpen)
  return [
    figure('P2 window', 'MB', { value: median(values.open), baseline: emptyOpen, goal: 1.2 }),
    figure('P2 after 100 conversations', 'MB', { value: median(values.opened), baseline: emptyOpen, goal: 1.35 }),
    figure('P2 tray', 'MB', { value: median(values.tray), baseline: median(values.emptyTray), goal: 1.1 }),
  ]
}

export async function main(argv: string[]): Promise<void> {
  const runs = Number(argv[argv.indexOf('--runs') + 1] ?? 3) || 3
  const repository = resolve('.')
  // Without a panel Perch would start minimised instead: with a window, and that is not what is measured.
  const panel = await TrayWatcher.start()
  const empty = await buildEmptyApp(repository)
  const emptyHome = mkdtempSync(join(tmpdir(), 'perch-empty-'))
  const home = await stockHome({ conversations: 1_000, messagesEach: 50 })
  try {
    const perch = { folder: repository, home, appName: 'Perch' }
    report(await measure(perch, { folder: empty, home: emptyHome, appName: 'EmptyWindow' }, runs))
  } finally {
    panel.stop()
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    rmSync(emptyHome, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}
