/**
 * P9: `npm run bench -- flood [--seconds 60]`. 250 customers' messages a second, each with its contact's event: 500 events a
 * second into the real app with its window open. Is anything missed, does main's event loop stall, does the page, does memory
 * come back?
 */
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright'
import type { Perch } from '../e2e/app'
import { type Customer, Office } from '../e2e/office'
import { PLASMA } from '../e2e/hosts/notification-server'
import { Shift } from '../e2e/shift'
import { findRow } from '../e2e/steps'
import { startBystander, stopBystander } from './bystander'
import type { FakeProcess } from './fake-process'
import { type Figure, figure, report } from './figures'
import { withOwnServer } from './own-server'
import { pssByType, sumOf } from './run-app'

const CUSTOMERS = 20
const MESSAGES_A_SECOND = 250
const TICK_MS = 20
/** Caches and garbage collections come to rest; the baseline of memory gets the same time. */
const SETTLE_MS = 90_000

/** Rings the loop delay of main and the long tasks of the page. */
async function startWatching(perch: Perch, page: Page): Promise<void> {
  await perch.app.evaluate(() => {
    const histogram = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 1 })
    histogram.enable()
    Object.assign(globalThis, { histogram })
  })
  await page.evaluate(() => {
    const tasks: number[] = []
    Object.assign(window, { tasks })
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    })
  })
}

async function stopWatching(perch: Perch, page: Page): Promise<{ p99Ms: number; longestTaskMs: number; longTasks: number }> {
  const p99Ms = await perch.app.evaluate(() => {
    const { histogram } = globalThis as unknown as { histogram: { disable(): void; percentile(n: number): number } }
    histogram.disable()
    // The timer itself comes a millisecond late.
    return histogram.percentile(99) / 1e6 - 1
  })
  const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks)
  return { p99Ms, longestTaskMs: Math.max(0, ...tasks), longTasks: tasks.length }
}

/** As many as are due by the clock, so that a late tick is made good by the next. Resolves with how many were written. */
export async function flood(fake: FakeProcess, customers: Customer[], seconds: number): Promise<number> {
  const begunAt = Date.now()
  let written = 0
  const going: Promise<unknown>[] = []
  while (Date.now() - begunAt < seconds * 1000) {
    const due = Math.floor(((Date.now() - begunAt) / 1000) * MESSAGES_A_SECOND)
    for (; written < due; written++) {
      const { conversation, account } = customers[written % customers.length]!
      const fields = { account_id: account, conversation_id: conversation, text: `Drop ${written}` }
      going.push(fake.verb('POST', 'customer-writes', fields))
    }
    await wait(TICK_MS)
  }
  await Promise.all(going)
  return written
}

/** How many of the drops are stored, page by page as the window reads them. */
async function countStored(shift: Shift, customers: Customer[]): Promise<number> {
  const [profile] = await shift.profiles()
  if (!profile) throw new Error('nobody is signed in')
  let count = 0
  for (const { account, conversation } of customers) {
    const ref = { profileId: profile.id, accountId: account, conversationId: conversation } as never
    for (let before = null as never; ;) {
      const { messages } = await shift.ask('message.page', { conversation: ref, before, limit: 200 })
      count += messages.filter(({ content }) => content.startsWith('Drop ')).length
      if (messages.length < 200) break
      before = messages[0]?.id as never
    }
  }
  return count
}

async function untilStored(shift: Shift, customers: Customer[], wanted: number): Promise<number> {
  for (let tries = 0; ; tries++) {
    const stored = await countStored(shift, customers)
    if (stored >= wanted || tries === 20) return stored
    await wait(500)
  }
}

async function measure(fake: FakeProcess, seconds: number): Promise<Figure[]> {
  const office = await Office.open()
  // With a field in the alert no second window is warmed: memory is to come back, not to be lent.
  const shift = await Shift.begin({ office, capabilities: PLASMA })
  try {
    const customers: Customer[] = []
    for (let n = 1; n <= CUSTOMERS; n++) customers.push(await shift.customer(`Customer ${n}`))
    const page = await shift.page()
    await findRow(page, customers[0]!)
    await wait(SETTLE_MS)
    const before = sumOf(pssByType(shift.perch.pid))
    const bystander = startBystander()
    await startWatching(shift.perch, page)
    const written = await flood(fake, customers, seconds)
    const stored = await untilStored(shift, customers, written)
    const { p99Ms, longestTaskMs, longTasks } = await stopWatching(shift.perch, page)
    const idleMs = await stopBystander(bystander)
    await wait(SETTLE_MS)
    const after = sumOf(pssByType(shift.perch.pid))
    process.stderr.write(`${written} messages written, ${stored} stored, ${longTasks} tasks of the page over 50 ms\n`)
    process.stderr.write(`loop p99 of a process that does nothing: ${idleMs.toFixed(1)} ms\n`)
    return [
      figure('P9 missed', 'messages', { value: 1 + written - stored, baseline: 1, goal: 1 }),
      figure('P9 loop p99', 'ms', { value: p99Ms, baseline: 20, goal: 1 }),
      figure('P9 longest task of the page', 'ms', { value: longestTaskMs, baseline: 50, goal: 1 }),
      figure('P9 memory after', 'MB', { value: after, baseline: before, goal: 1.1 }),
    ]
  } finally {
    await shift.end()
  }
}

export async function main(argv: string[]): Promise<void> {
  const { values } = parseArgs({ args: argv, options: { seconds: { type: 'string', default: '60' } } })
  report(await withOwnServer((fake) => measure(fake, Number(values.seconds))))
}
