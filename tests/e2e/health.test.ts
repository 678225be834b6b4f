import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchPerch, type Perch } from './app'
import { makeHome, removeHome } from './home'
import { FaultProxy } from './hosts/fault-proxy'
import { type Customer, Office } from './office'
import { openConversation, signInWithToken } from './steps'

describe('the health log', () => {
  let office: Office
  let line: FaultProxy
  let home: string
  let perch: Perch
  let customer: Customer

  beforeAll(async () => {
    office = await Office.open()
    line = await FaultProxy.start(new URL(office.base))
    home = makeHome()
    customer = await office.addCustomer(await office.addInbox('Shop'), 'Kofi Mensah')
    await customer.write('The discount code zanzibar says it has expired')
    perch = await launchPerch({ home })
    const page = await perch.window()
    await signInWithToken(page, office, { address: line.url.href })
    await openConversation(page, customer)
    await page.getByRole('textbox', { name: /Reply to/ }).fill('A quixotic draft')
  })
  afterAll(async () => {
    await perch.dispose()
    await line.stop()
    await office.close()
    removeHome(home)
  })

  it('M10 a socket that is cut is a line in the settings, with what came after it', async () => {
    const page = await perch.window()
    line.set({ isRefusing: true })
    line.resetAll()
    await page
      .getByText(/^Offline since/)
      .first()
      .waitFor()
    line.heal()
    await page.getByText('Live', { exact: true }).first().waitFor({ timeout: 60_000 })
    await page
      .getByRole('button', { name: /Settings/ })
      .first()
      .click()
    const log = page.getByRole('list', { name: 'Health log' })
    await log
      .getByText(/^Offline\./)
      .first()
      .waitFor()
    await log
      .getByText(/^Caught up in/)
      .first()
      .waitFor()
    await log.scrollIntoViewIfNeeded()
    await perch.screenshot('health-log')
  })

  it('M10 the saved file has states and lines, and nothing a customer, an agent or a key could be known by', async () => {
    const page = await perch.window()
    const file = join(home, 'for support.json')
    await perch.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, file)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('The file is saved').waitFor()
    const text = readFileSync(file, 'utf8')
    expect(JSON.parse(text)).toMatchObject({ profiles: [{ link: { state: 'live' } }] })
    const agent = office.user('agent')
    const secrets = [agent.access_token, agent.pubsub_token, agent.email, agent.name, customer.name, office.account(0).name]
    const found = [...secrets, 'zanzibar', 'quixotic', '127.0.0.1'].filter((secret) => text.includes(secret))
    expect(found).toEqual([])
  })

  it('F4 the settings say what is kept here and free it on demand', async () => {
    const page = await perch.window()
    const used = page.getByText(/used on this computer$/)
    await used.waitFor()
    await page.getByRole('button', { name: /^Keep on this computer: 90 days, about/ }).waitFor()
    await page.getByRole('button', { name: 'Free space now' }).click()
    await page.getByText(/message, readable offline/).waitFor()
    await used.scrollIntoViewIfNeeded()
    await perch.screenshot('storage')
  })
})
