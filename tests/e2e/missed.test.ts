// Nine hours pass in a moment: the server's clock is ours, and the app's is moved while the machine sleeps.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Login1 } from './hosts/login1'
import { type Customer, Office } from './office'
import { Shift } from './shift'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('what was missed', () => {
  let aheadMs = 0
  let office: Office
  let machine: Login1
  let shift: Shift
  let ana: Customer
  let kofi: Customer

  beforeAll(async () => {
    office = (await Office.openFake({ clock: { now: () => Date.now() + aheadMs } })).office
    machine = await Login1.start()
    shift = await Shift.begin({ office, app: { env: machine.environment } })
    ana = await shift.customer('Ana Ferreira')
    kofi = await shift.customer('Kofi Mensah')
    for (const customer of [ana, kofi]) await customer.write('Good evening')
    await shift.desktop.waitFor((one) => one.summary.includes(kofi.name))
    await office.act(ana, 'messages', { body: { content: 'Good night' }, as: 'agent' })
    await office.act(kofi, 'messages', { body: { content: 'Good night' }, as: 'agent' })
  })
  afterAll(async () => {
    await shift.end()
    await machine.stop()
  })

  /** The server's time passes at once; the app's when the machine wakes. */
  async function sleepNineHours(meanwhile: () => Promise<void>): Promise<void> {
    machine.suspend()
    await shift.perch.waitForSleep()
    aheadMs += 9 * HOUR
    await meanwhile()
    aheadMs += 14 * MINUTE
    await shift.perch.app.evaluate(
      (_electron, ms) => {
        const now = Date.now
        Date.now = () => now() + ms
      },
      9 * HOUR + 14 * MINUTE,
    )
    machine.resume()
  }

  it('M9 nine hours of sleep are one alert with numbers and one card over the workspace', async () => {
    await shift.hideWindow()
    const before = shift.desktop.calls.length
    await sleepNineHours(async () => {
      await ana.write('Good morning! Has the new mug left already?')
      await kofi.write('The discount code still says it has expired')
      await office.act(kofi, 'messages', { body: { content: 'I have renewed it' }, as: 'agent2' })
      const content = `Please look [@You](mention://user/${office.user('agent').id}/You)`
      await office.act(ana, 'messages', { body: { content, private: true }, as: 'agent2' })
      await ana.write('I am at home today')
    })
    const alert = await shift.desktop.waitFor((one) => one.summary === '1 waits for you')
    expect(alert.body).toMatch(/the longest for 14 minutes, 1 was handled by colleagues, 1 mention/)
    expect(shift.desktop.calls.slice(before).map((one) => one.summary)).toEqual(['1 waits for you'])
    shift.desktop.invoke(alert.id)
    await shift.waitForWindow()
    const page = await shift.page()
    await page.addInitScript((ms) => {
      const now = Date.now
      Date.now = () => now() + ms
    }, aheadMs)
    await page.reload()
    const card = page.getByRole('dialog')
    await card.getByRole('heading', { name: '1 customer waits for you' }).waitFor()
    await card.getByText(/The longest for 14 minutes/).waitFor()
    await card.getByText('I am at home today').waitFor()
    await shift.perch.screenshot('missed-card')
    await card.getByRole('button', { name: 'Show the 1 handled' }).click()
    await card.getByText(/answered$/).waitFor()
    await shift.ask('settings.set', { theme: 'dark', language: 'ru' })
    await card.getByRole('heading', { name: '1 клиент ждёт вас' }).waitFor()
    await shift.perch.screenshot('missed-handled-ru-dark')
    await card.getByRole('button', { name: 'Показать, кто ждёт' }).click()
    await card.getByText('I am at home today').waitFor()
    await shift.perch.screenshot('missed-card-ru-dark')
    await shift.ask('settings.set', { theme: 'light', language: 'en' })
    await card.getByRole('button', { name: /Start with the longest/ }).waitFor()
  })

  it('M9 the longest is a key press away, and the card does not come back', async () => {
    const page = await shift.page()
    await page.getByRole('button', { name: /Start with the longest/ }).press('Enter')
    await page.getByRole('main').getByRole('heading', { name: ana.name }).waitFor()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await shift.ask('missed.get', {})).toBeNull()
  })
})
