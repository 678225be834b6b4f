import { afterAll, beforeAll, describe, it } from 'vitest'
import { launchPerch, type Perch } from './app'
import { Login1 } from './hosts/login1'
import { type Customer, Office } from './office'
import { findRow, signInWithToken } from './steps'

describe('sleep', () => {
  let office: Office
  let machine: Login1
  let perch: Perch
  let ana: Customer

  beforeAll(async () => {
    office = await Office.open()
    machine = await Login1.start()
    ana = await office.addCustomer(await office.addInbox('Website'), 'Ana Ferreira')
    await ana.write('Before the lid was closed')
    perch = await launchPerch({ env: machine.environment })
    await signInWithToken(await perch.window(), office)
  })
  afterAll(async () => {
    await perch.dispose()
    await machine.stop()
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
})
