/**
 * `npm run bench -- typing [--seconds 20]`. Letters typed into the composer while 500 events a second arrive: from the press until the
 * page has taken the letter in and is free again. Most of the customers are in the list beside it, one is the one that is answered.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { PLASMA } from '../e2e/hosts/notification-server'
import { type Customer, Office } from '../e2e/office'
import { Shift } from '../e2e/shift'
import { openConversation } from '../e2e/steps'
import type { FakeProcess } from './fake-process'
import { type Figure, figure, quantile, report } from './figures'
import { flood } from './flood'
import { withOwnServer } from './own-server'
import { pressTimes, watchPresses } from './painted'

const CUSTOMERS = 20
/** Ten letters a second: somebody who types fast. */
const BETWEEN_MS = 100
/** Within the frame of a screen with 60 of them a second. */
const GOAL_MS = 16

async function measure(fake: FakeProcess, seconds: number): Promise<Figure[]> {
  const shift = await Shift.begin({ office: await Office.open(), capabilities: PLASMA })
  try {
    const customers: Customer[] = []
    for (let n = 1; n <= CUSTOMERS; n++) customers.push(await shift.customer(`Customer ${n}`))
    const page = await shift.page()
    await openConversation(page, customers[0]!)
    const field = page.getByRole('textbox', { name: /Reply to Customer 1/ })
    await field.focus()
    await watchPresses(page)
    const type = async (until: () => boolean): Promise<number[]> => {
      const before = (await pressTimes(page)).length
      while (!until()) {
        await page.keyboard.press('a')
        await wait(BETWEEN_MS)
      }
      return (await pressTimes(page)).slice(before)
    }
    const calmUntil = Date.now() + (seconds * 1000) / 2
    const calm = await type(() => Date.now() > calmUntil)
    let isOver = false
    const going = flood(fake, customers, seconds).finally(() => (isOver = true))
    const flooded = await type(() => isOver)
    await going
    process.stderr.write(
      `in calm ${quantile(calm, 0.95).toFixed(1)} ms p95 of ${calm.length} letters; ${flooded.length} in the flood\n`,
    )
    return [figure('typing', 'ms p95', { value: quantile(flooded, 0.95), baseline: GOAL_MS, goal: 1 })]
  } finally {
    await shift.end()
  }
}

export async function main(argv: string[]): Promise<void> {
  const { values } = parseArgs({ args: argv, options: { seconds: { type: 'string', default: '20' } } })
  report(await withOwnServer((fake) => measure(fake, Number(values.seconds))))
}
