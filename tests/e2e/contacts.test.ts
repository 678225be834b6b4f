import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeShop, openShop, type Shop } from './shop'

describe('the room of the contacts', { timeout: 180_000 }, () => {
  let shop: Shop
  const api = (request: string, body?: unknown) => shop.office.call(request, body)
  beforeAll(async () => {
    shop = await openShop(async ({ office, ana, kofi }) => {
      await ana.write('Where is my parcel?')
      await kofi.write('Hello')
      const definition = {
        attribute_display_name: 'Plan',
        attribute_key: 'plan',
        attribute_display_type: 'list',
        attribute_model: 1,
      }
      const values = ['Gold', 'Silver']
      await office.call('POST /api/v1/accounts/1/custom_attribute_definitions', {
        custom_attribute_definition: { ...definition, attribute_values: values },
      })
      for (let index = 1; index <= 60; index += 1) {
        const name = `Visitor ${String(index).padStart(2, '0')}`
        const custom_attributes = index % 2 === 0 ? { plan: 'Gold' } : {}
        const email = `visitor${index}@mail.example`
        await office.call('POST /api/v1/accounts/1/contacts', { name, email, custom_attributes })
      }
    })
  }, 90_000)
  afterAll(() => closeShop(shop))
  const room = async () => (await shop.desk.page()).locator('[data-area="list"]')

  it('G3 G10 by keys: opened, found on the server, filtered, edited with a double said at its field', async () => {
    const { desk } = shop
    const page = await desk.page()
    await page.keyboard.press('g')
    await page.keyboard.press('c')
    await page.getByText(/on the server, as of/).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
    await desk.perch.screenshot('contacts-list')
    await page.keyboard.press('/')
    await page.keyboard.type('visitor 42')
    await page.getByText('1 on the server', { exact: false }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.getByRole('main').getByRole('heading', { name: 'Visitor 42' }).waitFor()
    await page.keyboard.press('e')
    await page.getByRole('textbox', { name: 'E-mail' }).fill('visitor1@mail.example')
    await page.keyboard.press('Enter')
    await page.getByText('Visitor 01 has it already', { exact: false }).waitFor()
    await desk.perch.screenshot('contacts-double')
    await page.getByRole('textbox', { name: 'E-mail' }).fill('forty-two@mail.example')
    await page.getByRole('combobox', { name: 'Plan' }).selectOption('Silver')
    await page.keyboard.press('Enter')
    await page.getByText('Details saved: Visitor 42').waitFor()
    await page.getByRole('main').getByText('Silver').waitFor()
    const found = () => api('GET /api/v1/accounts/1/contacts/search?q=forty-two')
    // It can be undone for five seconds.
    await expect.poll(found, { timeout: 30_000 }).toMatchObject({ payload: [{ custom_attributes: { plan: 'Silver' } }] })
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.getByRole('combobox', { name: 'What' }).selectOption('plan')
    await page.getByRole('combobox', { name: 'Value' }).selectOption('Gold')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await page.getByText('29 on the server', { exact: false }).waitFor()
    await desk.perch.screenshot('contacts-filter')
    await page.getByRole('button', { name: 'Without filter' }).click()
  })

  it('G4 a conversation begins with a contact, with the composer ready', async () => {
    const { desk } = shop
    const page = await desk.page()
    await page.getByRole('searchbox').fill('kofi')
    await (await room()).getByRole('option', { name: /Kofi/ }).click()
    await page.getByRole('button', { name: 'New conversation' }).click()
    await desk.perch.screenshot('contacts-write')
    await page.getByRole('dialog').getByRole('button', { name: 'Shop' }).click()
    await page.getByRole('textbox', { name: /Kofi Mensah/ }).waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
    await page.keyboard.type('Good news, Kofi')
    await page.keyboard.press('Control+Enter')
    await page.getByText('Good news, Kofi').first().waitFor()
    await page.keyboard.press('Escape')
  })

  it('G3 without a connection: read, found, corrected; it leaves when the line is back', async () => {
    const { desk } = shop
    const page = await desk.page()
    await page.getByRole('navigation').getByRole('button', { name: 'Contacts' }).click()
    await page.getByText(/on the server, as of/).waitFor()
    await desk.goOffline()
    await page.getByText(/on this computer$/).waitFor()
    await page.getByRole('searchbox').fill('visitor 02')
    await (await room()).getByRole('option', { name: /Visitor 02/ }).click()
    await page.keyboard.press('e')
    await page.getByRole('textbox', { name: 'Company' }).fill('Nord')
    await page.keyboard.press('Enter')
    await page.getByRole('main').getByText('Kept on this computer', { exact: false }).waitFor()
    await desk.perch.screenshot('contacts-offline')
  })
})
