import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeShop, openShop, type Shop } from './shop'
import { openConversation } from './steps'

describe('search in all that was written', { timeout: 120_000 }, () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop(async ({ ana, kofi }) => {
      await ana.write('Где моя Ёлка? Заказала две недели назад')
      for (let line = 1; line <= 40; line += 1) await ana.write(`Line ${line}, and still no word`)
      await kofi.write('My parcel is late, please help')
    })
  }, 60_000)
  afterAll(() => closeShop(shop))

  it('F16 M6 without a connection: typed, found, picked with the keyboard, shown at the message', async () => {
    const { desk, ana } = shop
    const page = await desk.page()
    // A conversation that was read is stored with its history.
    await openConversation(page, ana)
    await page.getByText('Line 40,').first().waitFor()
    await desk.goOffline()
    await page.keyboard.press('Control+f')
    const field = page.getByRole('combobox', { name: 'Search' })
    await page.getByText('Find anything that was written').waitFor()
    await desk.perch.screenshot('search-empty')
    await field.fill('елка заказ')
    const hit = page.getByRole('option', { name: /Ana Ferreira.*Ёлка/ })
    await hit.waitFor()
    await desk.perch.screenshot('search-found')
    await field.press('Enter')
    const message = page.locator('[data-message] article', { hasText: 'Ёлка' })
    await message.waitFor()
    await expect
      .poll(() =>
        message.evaluate((node) => {
          const { top, bottom } = node.getBoundingClientRect()
          return top >= 0 && bottom <= window.innerHeight
        }),
      )
      .toBe(true)
    await desk.perch.screenshot('search-at-message')
    // Beside the main thread, and not after a failure on it.
    expect(desk.perch.output).toContain('the thread that searches begins')
    expect(desk.perch.output).not.toContain('search failed')
  })

  it('F16 filters, a slip of the finger, and nothing', async () => {
    const { desk } = shop
    const page = await desk.page()
    const field = page.getByRole('combobox', { name: 'Search' })
    await field.fill('in:shop pacrel')
    await page.getByText('parcel instead of pacrel').waitFor()
    await page
      .getByRole('option', { name: /Kofi Mensah/ })
      .first()
      .waitFor()
    await field.fill('in:nowhere before:soon parcel')
    await page.getByText('not known').first().waitFor()
    await desk.perch.screenshot('search-not-understood')
    await field.fill('zzzzqqqq')
    await page.getByText('Nothing for "zzzzqqqq" on this computer').waitFor()
    await desk.perch.screenshot('search-nothing')
    await page.getByRole('button', { name: 'Look on the servers too' }).click()
    await page.getByText(/could not be asked/).waitFor()
    await field.press('Escape')
    await field.press('Escape')
    await page
      .getByRole('listbox', { name: /Mine|All open|Shop/ })
      .first()
      .waitFor()
  })
})
