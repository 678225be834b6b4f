/** P1: process start → inbox list painted, 50 000 messages stored, network off; against an empty Electron and React window. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildEmptyApp } from './empty-app'
import { figure, median, report } from './figures'
import { paintedAt, runApp } from './run-app'
import { stockHome } from './stocked-home'

const GOAL = 1.25

async function startMs(folder: string, home: string, appName: string): Promise<number> {
  const app = runApp(folder, { home, appName })
  try {
    return (await paintedAt(await app.page())) - app.startedAt
  } finally {
    await app.stop()
  }
}

export async function main(argv: string[]): Promise<void> {
  const runs = Number(argv[argv.indexOf('--runs') + 1] ?? 7) || 7
  const repository = resolve('.')
  const empty = await buildEmptyApp(repository)
  const emptyHome = mkdtempSync(join(tmpdir(), 'perch-empty-'))
  const home = await stockHome({ conversations: 1_000, messagesEach: 50 })
  const perchMs: number[] = []
  const emptyMs: number[] = []
  try {
    // The first of each warms the page cache and is not counted; then they take turns, so that noise meets both.
    for (let run = 0; run <= runs; run++) {
      const baseline = await startMs(empty, emptyHome, 'EmptyWindow')
      const value = await startMs(repository, home, 'Perch')
      if (run > 0) emptyMs.push(baseline)
      if (run > 0) perchMs.push(value)
    }
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    rmSync(emptyHome, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
  report([figure('P1', 'ms', { value: median(perchMs), baseline: median(emptyMs), goal: GOAL })])
}
