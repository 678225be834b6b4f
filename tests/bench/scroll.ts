/** `npm run bench -- scroll [--seconds 6]`: 100 000 stored conversations under wheel and PageDown, against an empty virtual list. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright'
import { buildEmptyApp } from './empty-app'
import { figure, report } from './figures'
import { type Frames, framesDuring } from './frames'
import { paintedAt, type RunningApp, runApp } from './run-app'
import { stockHome } from './stocked-home'

const ROWS = 100_000
const SETTLE_MS = 3_000
/** Thirty turns of a wheel in a second, each of three notches. */
const STEP_MS = 33
const WHEEL_PX = 360
/** So many late frames of a thousand more than the empty list are what noise makes of the same work. */
const SLACK = 10

/** Half of the time by wheel, half by key, always down. */
async function pagedThrough(page: Page, seconds: number): Promise<Frames> {
  const list = page.getByRole('listbox').first()
  await list.hover()
  await list.focus()
  const steps = Math.round((seconds * 500) / STEP_MS)
  const frames = await framesDuring(page, async () => {
    for (let step = 0; step < steps; step++) {
      await page.mouse.wheel(0, WHEEL_PX)
      await wait(STEP_MS)
    }
    for (let step = 0; step < steps; step++) {
      await page.keyboard.press('PageDown')
      await wait(STEP_MS)
    }
  })
  const scrolled = await list.evaluate((box) => box.scrollTop)
  if (scrolled < WHEEL_PX * steps) throw new Error(`the list was not scrolled: ${scrolled} px`)
  return frames
}

async function measured(app: RunningApp, prepare: (page: Page) => Promise<void>, seconds: number): Promise<Frames> {
  try {
    const page = await app.page()
    await prepare(page)
    await wait(SETTLE_MS)
    return await pagedThrough(page, seconds)
  } finally {
    await app.stop()
  }
}

/** Every conversation there is, whatever its status. */
async function showAll(page: Page, rows: number): Promise<void> {
  await paintedAt(page)
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^All open/ })
    .click()
  await page.getByRole('button', { name: /^Status:/ }).click()
  await page.getByRole('menuitemradio', { name: 'Any status' }).click()
  await page.locator(`[role=option][aria-setsize="${rows}"]`).first().waitFor()
}

const perThousand = ({ all, late }: Frames): number => (late / all) * 1_000

export async function main(argv: string[]): Promise<void> {
  const seconds = Number(argv[argv.indexOf('--seconds') + 1] ?? 6) || 6
  const rows = Number(argv[argv.indexOf('--rows') + 1] ?? ROWS) || ROWS
  const empty = await buildEmptyApp(resolve('.'))
  const emptyHome = mkdtempSync(join(tmpdir(), 'perch-empty-'))
  const home = await stockHome({ conversations: rows, messagesEach: 1, conversationsPerCommit: 2_000 })
  try {
    const bare = runApp(empty, { home: emptyHome, appName: 'EmptyWindow', args: ['--list'] })
    const baseline = await measured(bare, (page) => page.getByRole('option').first().waitFor(), seconds)
    const perch = await measured(runApp(resolve('.'), { home, appName: 'Perch' }), (page) => showAll(page, rows), seconds)
    process.stderr.write(`Perch ${JSON.stringify(perch)}, empty list ${JSON.stringify(baseline)}\n`)
    const bound = perThousand(baseline) + SLACK
    report([figure('scroll', 'late of 1 000 frames', { value: perThousand(perch), baseline: bound, goal: 1 })])
  } finally {
    for (const one of [home, emptyHome]) rmSync(one, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}
