/**
 * P3: `npm run bench -- idle [--minutes 10] [--settle 3] [--window]`. CPU time of all processes of Perch while nothing happens:
 * three profiles signed in, each with a live socket, hidden in the tray. The empty app lies in the same tray for the same
 * minutes. With `--window` both have their window open.
 *
 * The home is made by a signed-in Perch under a driver; the one that is measured is started on it without any.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { makeHome, NO_RING } from '../e2e/home'
import { Office } from '../e2e/office'
import { Shift } from '../e2e/shift'
import { eventually } from '../e2e/steps'
import type { FakeChatwoot } from '../fake-chatwoot/start'
import { cpuMsByType, spentBetween } from './cpu-time'
import { buildEmptyApp } from './empty-app'
import { figure, report } from './figures'
import { type RunningApp, runApp, sumOf } from './run-app'

const MINUTE_MS = 60_000
/** 0.2 % of one core. */
const GOAL_MS_A_MINUTE = 120
/** Everybody in the seed who may see the first account; the shift signs in the first. */
const OTHERS = ['agent2', 'admin']
const START_MS = 60_000

interface Plan {
  minutes: number
  /** After the start there is a catch-up, an index, history: that is no rest. */
  settleMinutes: number
  isWindowOpen: boolean
}

/** Every profile has a socket on which an account was confirmed. */
function liveSockets(fake: FakeChatwoot): number {
  return fake.model.connectedSockets().filter(({ subscriptions }) => subscriptions.length > 0).length
}

async function signInAll(shift: Shift, office: Office): Promise<void> {
  for (const key of OTHERS) {
    const credential = { method: 'token', token: office.user(key).access_token } as const
    const { kind } = await shift.ask('profile.signIn', { baseUrl: office.base, credential })
    if (kind !== 'signed-in') throw new Error(`${key}: ${kind}`)
  }
  const isLive = ({ link }: { link: { state: string } }): boolean => link.state === 'live'
  await eventually(
    () => shift.profiles(),
    (all) => all.length === 1 + OTHERS.length && all.every(isLive),
  )
}

/** Milliseconds of CPU a minute, by kind of process. */
async function watch(apps: RunningApp[], minutes: number): Promise<Map<string, number>[]> {
  const before = apps.map(({ pid }) => cpuMsByType(pid))
  await wait(minutes * MINUTE_MS)
  return apps.map(({ pid }, index) => spentBetween(before[index]!, cpuMsByType(pid), minutes))
}

function describe(name: string, parts: Map<string, number>): string {
  const each = [...parts].map(([type, ms]) => `${type} ${ms.toFixed(1)}`).join(', ')
  return `${name}: ${(sumOf(parts) / 600).toFixed(3)} % of one core; ms a minute: ${each}\n`
}

async function measure(fake: FakeChatwoot, home: string, plan: Plan): Promise<void> {
  const emptyHome = mkdtempSync(join(tmpdir(), 'perch-empty-'))
  const emptyArgs = plan.isWindowOpen ? [] : ['--no-window']
  const perch = runApp(resolve('.'), { home, appName: 'Perch', args: plan.isWindowOpen ? [] : ['--hidden'] })
  const empty = runApp(await buildEmptyApp(resolve('.')), { home: emptyHome, appName: 'EmptyWindow', args: emptyArgs })
  try {
    const wanted = 1 + OTHERS.length
    await eventually(
      () => Promise.resolve(liveSockets(fake)),
      (count) => count === wanted,
      START_MS,
    )
    await wait(plan.settleMinutes * MINUTE_MS)
    const [mine, theirs] = await watch([perch, empty], plan.minutes)
    if (liveSockets(fake) !== wanted) throw new Error(`${liveSockets(fake)} of ${wanted} sockets are live at the end`)
    process.stderr.write(describe('Perch', mine!) + describe('empty app', theirs!))
    const place = plan.isWindowOpen ? 'window' : 'tray'
    report([figure(`P3 ${place}`, 'ms of CPU a minute', { value: sumOf(mine!), baseline: GOAL_MS_A_MINUTE, goal: 1 })])
  } finally {
    await perch.stop()
    await empty.stop()
    rmSync(emptyHome, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}

export async function main(argv: string[]): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: {
      minutes: { type: 'string', default: '10' },
      settle: { type: 'string', default: '3' },
      window: { type: 'boolean', default: false },
    },
  })
  const home = makeHome(NO_RING)
  const { office, fake } = await Office.openFake()
  const shift = await Shift.begin({ office, app: { home } })
  try {
    await shift.customer('Ana Ferreira')
    await signInAll(shift, office)
    await shift.perch.quit()
    const plan = { minutes: Number(values.minutes), settleMinutes: Number(values.settle), isWindowOpen: values.window }
    await measure(fake, home, plan)
  } finally {
    await shift.end()
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}
