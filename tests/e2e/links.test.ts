import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Customer } from './office'
import { Shift } from './shift'

describe('links', () => {
  let shift: Shift
  let ana: Customer
  let kofi: Customer

  beforeAll(async () => {
    shift = await Shift.begin()
    ana = await shift.customer('Ana Ferreira')
    kofi = await shift.customer('Kofi Mensah')
    await ana.write('The first of May')
    await kofi.write('The second of June')
  })
  afterAll(() => shift.end())

  function linkTo({ account, conversation }: Customer): string {
    const server = encodeURIComponent(shift.office.base)
    return `perch://conversation/${account}/${conversation}?server=${server}`
  }

  async function shows(customer: Customer, text: string): Promise<void> {
    await shift.waitForWindow()
    const page = await shift.page()
    await page.getByRole('textbox', { name: `Reply to ${customer.name}` }).waitFor()
    await page.getByRole('log').getByText(text).waitFor()
  }

  it('F1 a link opened while Perch runs brings the hidden window to the conversation', async () => {
    await shift.hideWindow()
    expect(await shift.perch.startAgain([linkTo(ana)])).toBe(0)
    await shows(ana, 'The first of May')
  })

  it('F1 the address of the dashboard on the command line, or pasted where nothing is written, opens the conversation', async () => {
    const addressOf = ({ account, conversation }: Customer) =>
      `${shift.office.base}/app/accounts/${account}/conversations/${conversation}`.replace(/([^:])\/\//g, '$1/')
    await shift.hideWindow()
    expect(await shift.perch.startAgain([addressOf(kofi)])).toBe(0)
    await shows(kofi, 'The second of June')
    const page = await shift.page()
    await page.getByRole('log').focus()
    await shift.perch.app.evaluate(({ clipboard }, text) => clipboard.writeText(text), addressOf(ana))
    await page.keyboard.press('Control+V')
    await shows(ana, 'The first of May')
  })

  it('F1 a link from a cold start leads to the conversation', async () => {
    await shift.perch.quit()
    await shift.perch.restart({ args: [linkTo(kofi)] })
    await shows(kofi, 'The second of June')
  })

  it('F1 a link to nowhere shows the window as it is', async () => {
    await shift.hideWindow()
    expect(await shift.perch.startAgain(['perch://conversation/999999/1'])).toBe(0)
    await shows(kofi, 'The second of June')
  })

  it('F12 a second start shows the window of the first', async () => {
    await shift.hideWindow()
    expect(await shift.perch.startAgain([])).toBe(0)
    await shift.waitForWindow()
  })
})
