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
})
