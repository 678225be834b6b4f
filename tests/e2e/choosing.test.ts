import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AgentDesk } from './agent-desk'
import { findings } from './axe'
import { type Customer, type Office, pathOf } from './office'
import { closeShop, openShop } from './shop'
import { eventually } from './steps'

interface Told {
  status: string
  labels: string[]
}

describe('many conversations at once, without a connection', { timeout: 120_000 }, () => {
  let office: Office
  let desk: AgentDesk
  let ana: Customer
  let kofi: Customer
  const all: Customer[] = []

  beforeAll(async () => {
    ;({ office, desk, ana, kofi } = await openShop(async (prepared) => {
      const inbox = await prepared.office.addInbox('Kiosk', ['agent', 'agent2'])
      for (const name of ['Lucía Ramos', 'Tom Becker', 'Dmitry Orlov', 'Yuki Tanaka', 'Nell Whitaker']) {
        const customer = await prepared.office.addCustomer(inbox, name)
        await customer.write(`It is me, ${name}`)
        all.push(customer)
      }
      await prepared.office
        .call(`POST /api/v1/accounts/${prepared.ana.account}/labels`, { title: 'damaged', color: '#b3401f' })
        .catch(() => undefined)
    }))
  }, 60_000)
  afterAll(() => closeShop({ office, desk, ana, kofi }))

  const told = (customer: Customer): Promise<Told> => office.call<Told>(`GET ${pathOf(customer)}`)

  it('F10 the whole list is chosen by Ctrl+A; a label goes on all of it, and is kept here', async () => {
    const page = await desk.page()
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /^Kiosk/ })
      .click()
    for (const { name } of all) await page.getByRole('option', { name: new RegExp(name) }).waitFor()
    await desk.goOffline()
    await page.getByRole('listbox').first().focus()
    await page.keyboard.press('Control+a')
    await page.getByRole('heading', { name: '5 chosen' }).waitFor()
    await page.keyboard.press('l')
    await page.getByRole('dialog', { name: 'Labels' }).waitFor()
    await page.keyboard.type('damaged')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.getByText('Label damaged put on: 5 conversations').waitFor()
    await desk.perch.screenshot('choosing-all')
    expect(await findings(page)).toEqual([])
    expect((await told(all[0] as Customer)).labels).toEqual([])
  })

  it('F10 Esc lets go, Shift and the arrows choose again, E resolves them and Z brings them back at once', async () => {
    const page = await desk.page()
    await page.getByRole('listbox').first().focus()
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { name: /^Kiosk/, level: 1 }).waitFor()
    await page.keyboard.press('x')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await page.getByRole('heading', { name: '3 chosen' }).waitFor()
    await desk.perch.screenshot('choosing-three')
    await page.keyboard.press('e')
    await page.getByText('Resolved: 3 conversations').waitFor()
    await eventually(
      () => page.getByRole('option').count(),
      (count) => count === 2,
    )
    await desk.perch.screenshot('choosing-resolved')
    await page.keyboard.press('z')
    await eventually(
      () => page.getByRole('option').count(),
      (count) => count === 5,
    )
  })

  it('F10 with the line back the server has what was kept, and nothing of what was taken back', async () => {
    desk.line.heal()
    for (const customer of all) {
      await eventually(
        () => told(customer),
        ({ labels }) => labels.includes('damaged'),
        60_000,
      )
      expect((await told(customer)).status).toBe('open')
    }
  })
})
