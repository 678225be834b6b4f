/** P5: `npm run bench -- open [--runs 200]`. J pressed in the list to the last 50 messages of the next conversation painted. */
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { figure, quantile, report } from './figures'
import { pressTimes, untilSeen, watchPresses } from './painted'
import { paintedAt, runApp } from './run-app'
import { stockHome } from './stocked-home'

const SETTLE_MS = 4_000
/** The first ones load and compile what a conversation is drawn with. */
const WARM_UP = 10
/** An agent reads before she goes on; what the last one left to do must not be in the next figure. */
const BETWEEN_MS = 120
/** Two frames of a screen with 60 of them a second. */
const GOAL_MS = 33

export async function main(argv: string[]): Promise<void> {
  const runs = Number(argv[argv.indexOf('--runs') + 1] ?? 200) || 200
  const home = await stockHome({ conversations: 1_000, messagesEach: 50 })
  const app = runApp(resolve('.'), { home, appName: 'Perch' })
  try {
    const page = await app.page()
    await paintedAt(page)
    await wait(SETTLE_MS)
    await page.getByRole('option').first().click()
    await page.locator('.timeline article').first().waitFor()
    await watchPresses(page, { box: '.timeline', inside: 'article' })
    for (let count = 1; count <= WARM_UP + runs; count++) {
      await page.keyboard.press('j')
      await untilSeen(page, count)
      await wait(BETWEEN_MS)
    }
    const times = (await pressTimes(page)).slice(WARM_UP)
    process.stderr.write(`median ${quantile(times, 0.5).toFixed(1)} ms, slowest ${Math.max(...times).toFixed(1)} ms\n`)
    report([figure('P5', 'ms p95', { value: quantile(times, 0.95), baseline: GOAL_MS, goal: 1 })])
  } finally {
    await app.stop()
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}
