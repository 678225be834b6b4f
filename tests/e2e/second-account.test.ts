import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Customer } from './office'
import { Shift } from './shift'
import { eventually, findRow, openConversation, sendReply } from './steps'

describe('several accounts of one server', () => {
  let shift: Shift
  /** In a server of our own both conversations are number 1 of their account. */
  let ana: Customer
  let beto: Customer

  beforeAll(async () => {
    shift = await Shift.begin()
    ana = await shift.customer('Ana Ferreira')
    const shop = await shift.office.addInbox('Shop', ['agent'], 1)
    beto = await shift.office.addCustomer(shop, 'Beto Lima')
    // New inboxes are told to the app by an event; only then can it name them.
    await (await shift.page()).getByRole('navigation').getByText(shop.name).waitFor()
    await ana.write('I am with the first account')
  })
  afterAll(() => shift.end())

  it('F11 a customer of the second account alerts, and the click opens her conversation and nobody else’s', async () => {
    await shift.hideWindow()
    await beto.write('I am with the second account')
    const shown = await shift.desktop.waitFor((one) => one.summary.includes(beto.name))
    expect(shown.body).toContain('I am with the second account')
    expect(shown.body).toContain('Shop')
    shift.desktop.invoke(shown.id)
    await shift.waitForWindow()
    const page = await shift.page()
    await page.getByRole('textbox', { name: `Reply to ${beto.name}, API, ${shift.office.account(1).name}` }).waitFor()
    await page.getByRole('log').getByText('I am with the second account').waitFor()
    expect(await page.getByRole('log').getByText('I am with the first account').count()).toBe(0)
  })

  it('F11 each row stands under its account, and the switcher shows one account alone', async () => {
    await shift.showWindow()
    const page = await shift.page()
    for (const [customer, index] of [
      [ana, 0],
      [beto, 1],
    ] as const) {
      const row = await findRow(page, customer)
      await row.getByTitle(shift.office.account(index).name).waitFor()
    }
    await page.getByRole('button', { name: /^All open/ }).click()
    await shift.perch.screenshot('two-accounts')
    const inboxesOf = (index: number) => page.getByRole('region', { name: shift.office.account(index).name })
    await inboxesOf(0).waitFor()
    await page.keyboard.press('Control+2')
    await inboxesOf(0).waitFor({ state: 'detached' })
    await inboxesOf(1).waitFor()
    await page.keyboard.press('Control+0')
    await inboxesOf(0).waitFor()
  })

  it('F11 the reply goes to the account of its conversation', async () => {
    const page = await shift.page()
    await openConversation(page, beto)
    await sendReply(page, beto, 'Greetings from the second account')
    await eventually(
      () => shift.office.repliesOf(beto, 'Greetings from the second account'),
      (found) => found.length === 1,
    )
    expect(await shift.office.repliesOf(ana, 'Greetings from the second account')).toEqual([])
  })

  it('F11 accounts and inboxes that are not mine stay out: no alert, no row', async () => {
    const gamma = await shift.office.addCustomer(await shift.office.addInbox('Gamma', ['other'], 2), 'Gil Gamma')
    const hidden = await shift.office.addCustomer(await shift.office.addInbox('Back office', ['agent2']), 'Hanna Hidden')
    await shift.hideWindow()
    const before = shift.desktop.calls.length
    await gamma.write('Nobody here may read this')
    await hidden.write('Nobody here may read this')
    // Events come in order: what comes after them shows that they did not come.
    await ana.write('And this one?')
    await shift.desktop.waitFor((one) => one.body.includes('And this one?'))
    expect(shift.desktop.calls.slice(before).map((one) => one.summary)).toEqual([expect.stringContaining(ana.name)])
    const page = await shift.page()
    expect(await page.getByText(/Gil Gamma|Hanna Hidden/).count()).toBe(0)
    expect(await shift.verdicts(hidden)).toEqual([])
  })
})
