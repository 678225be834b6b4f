import { afterAll, beforeAll, describe, it } from 'vitest'
import type { Customer } from './office'
import { Shift } from './shift'

describe('alerts without a window', () => {
  let shift: Shift
  let ana: Customer
  let kofi: Customer

  beforeAll(async () => {
    shift = await Shift.begin()
    ana = await shift.customer('Ana Ferreira')
    kofi = await shift.customer('Kofi Mensah')
  })
  afterAll(() => shift.end())

  /** The customer writes, the agent clicks, and the conversation is there with what was written. */
  async function clickLeadsTo(customer: Customer, text: string): Promise<void> {
    await customer.write(text)
    const { id } = await shift.desktop.waitFor((one) => one.summary.includes(customer.name) && one.body.includes(text))
    shift.desktop.invoke(id)
    await shift.waitForWindow()
    const page = await shift.page()
    await page.getByRole('textbox', { name: `Reply to ${customer.name}` }).waitFor()
    await page.getByRole('log').getByText(text).waitFor()
  }

  it('F1 hidden: the customer is announced and the click opens her conversation', async () => {
    await shift.hideWindow()
    await clickLeadsTo(ana, 'Hidden')
  })

  it('F1 destroyed: the click makes a new window, at the conversation', async () => {
    await shift.destroyWindow()
    await clickLeadsTo(kofi, 'Destroyed')
  })

  it('F1 never opened: Perch was started by the session, and the click makes the first window', async () => {
    await shift.perch.quit()
    await shift.perch.restart({ args: ['--hidden'] })
    await clickLeadsTo(ana, 'Never opened')
  })
})
