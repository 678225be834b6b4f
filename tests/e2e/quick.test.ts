import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright'
import { closeShop, openShop, type Shop } from './shop'

const isQuick = (url: string): boolean => url.includes('quick.html')

describe('quick reply', () => {
  let shop: Shop
  let quick: Page

  beforeAll(async () => {
    shop = await openShop(async ({ ana, kofi }) => {
      await ana.write('Is my parcel on its way?')
      await kofi.write('Do you have it in blue?')
    })
  })
  afterAll(() => closeShop(shop))

  const isVisible = () =>
    shop.desk.perch.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().some((one) => one.webContents.getURL().includes('quick.html') && one.isVisible()),
    )

  it('M8 perch --quick brings the customer who waits longest', async () => {
    await shop.desk.perch.startAgain(['--quick'])
    quick = await shop.desk.perch.window(isQuick)
    await quick.getByText('Is my parcel on its way?').waitFor()
    await shop.desk.perch.screenshot('quick', quick)
    expect(await isVisible()).toBe(true)
  })

  it('M8 the key is held for us by the desktop', async () => {
    expect(
      await shop.desk.perch.app.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('CommandOrControl+Shift+Space')),
    ).toBe(true)
  })

  it('F6 what is written here is the draft of the main window, and the other way round', async () => {
    await quick.keyboard.type('It left')
    const main = await shop.desk.page()
    await main.getByRole('navigation').getByText('Unassigned').first().click()
    await main.getByText(shop.ana.name).first().click()
    const field = main.getByRole('textbox', { name: /Reply to/ })
    await expect.poll(() => field.inputValue(), { timeout: 20_000 }).toBe('It left')
    await field.fill('It left this morning')
    await expect.poll(() => quick.getByRole('textbox').inputValue(), { timeout: 20_000 }).toBe('It left this morning')
  })

  it('M8 Enter sends once, and Esc takes the window away', async () => {
    await quick.getByRole('textbox').press('Enter')
    await expect
      .poll(async () => (await shop.office.repliesOf(shop.ana, 'It left this morning')).length, { timeout: 20_000 })
      .toBe(1)
    await shop.desk.perch.screenshot('quick-sent', quick)
    await quick.getByRole('textbox').press('Escape')
    await expect.poll(isVisible, { timeout: 20_000 }).toBe(false)
  })
})
