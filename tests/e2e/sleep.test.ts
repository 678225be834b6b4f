import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchPerch, type Perch } from './app'
import { NO_RING } from './home'
import { FaultProxy } from './hosts/fault-proxy'
import { Login1 } from './hosts/login1'
import { type Customer, Office } from './office'
import { eventually, findRow, openConversation, sendReply, signInWithToken } from './steps'

describe('sleep', () => {
  let office: Office
  let line: FaultProxy
  let machine: Login1
  let perch: Perch
  let ana: Customer

  beforeAll(async () => {
    office = await Office.open()
    line = await FaultProxy.start(new URL(office.base))
    machine = await Login1.start()
    ana = await office.addCustomer(await office.addInbox('Website'), 'Ana Ferreira')
    await ana.write('Before the lid was closed')
    perch = await launchPerch({ env: machine.environment, settings: NO_RING })
    await signInWithToken(await perch.window(), office, { address: line.url.href })
  })
  afterAll(async () => {
    await perch.dispose()
    await machine.stop()
    await line.stop()
    await office.close()
  })

  it('F5 what was written while the machine slept is there after it woke up', async () => {
    machine.suspend()
    await perch.waitForSleep()
    await ana.write('Written while you slept')
    machine.resume()
    const page = await perch.window()
    await page.getByText('Live', { exact: true }).first().waitFor()
    await findRow(page, ana)
    await page.getByText('Written while you slept').first().waitFor()
  })

  it('F2 in the middle of a send, and the answer is lost: awake again it is looked for, and the customer has it once', async () => {
    const page = await perch.window()
    await openConversation(page, ana)
    line.loseAnswer({ request: /^POST .*\/messages/, end: 'silence' })
    await sendReply(page, ana, 'Yes, it is still there')
    await eventually(
      () => Promise.resolve(line.lostAnswers),
      (lost) => lost === 1,
    )
    machine.suspend()
    await perch.waitForSleep()
    machine.resume()
    const awake = await perch.window()
    await awake
      .getByRole('article', { name: /Yes, it is still there/ })
      .getByText('Server has it')
      .waitFor({ timeout: 90_000 })
    expect(await office.repliesOf(ana, 'Yes, it is still there')).toHaveLength(1)
  }, 120_000)
})
