import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright'
import { Dunst } from './hosts/dunst'
import { OtherProgram, press } from './hosts/keyboard'
import { askBridge } from './shift'
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

  it('S3 the quick page asks nothing that is not its business, and could not', async () => {
    expect(shop.desk.perch.output).not.toContain('ipc refused a call of another page')
    const answer = await quick.evaluate(() =>
      (window as unknown as { bridge: { call(...words: unknown[]): Promise<unknown> } }).bridge.call('settings.set', {
        theme: 'dark',
      }),
    )
    expect(answer).toEqual({ ok: false, error: { kind: 'invalid-request' } })
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
  it('M8 another key is chosen by pressing it; one that another program has is said to be taken', async () => {
    const { perch } = shop.desk
    const page = await shop.desk.page()
    await perch.app.evaluate(({ globalShortcut }) => void globalShortcut.register('Alt+Shift+F8', () => undefined))
    await page.getByRole('button', { name: 'Settings' }).first().click()
    const key = page.getByRole('button', { name: /^Key for quick reply: .*Change the key$/ })
    await key.click()
    await page.keyboard.press('Alt+Shift+F8')
    await page.getByText(/Another program has this key/).waitFor()
    await key.scrollIntoViewIfNeeded()
    await perch.screenshot('quick-key-taken', page)
    await key.click()
    await page.keyboard.press('Control+Alt+K')
    await page.getByText('The key is given to Perch').waitFor()
    await key.click()
    await page.keyboard.press('x')
    await perch.screenshot('quick-key', page)
    await page.keyboard.press('Escape')
  })

  it('M8 the key pressed in another program brings the window, and Esc gives the keyboard back to that program', async () => {
    const other = await OtherProgram.start()
    try {
      await press('ctrl+alt+k')
      await expect.poll(isVisible, { timeout: 20_000 }).toBe(true)
      await expect.poll(() => other.isInFront(), { timeout: 20_000 }).toBe(false)
      await press('Escape')
      await expect.poll(isVisible, { timeout: 20_000 }).toBe(false)
      await expect.poll(() => other.isInFront(), { timeout: 20_000 }).toBe(true)
      await press('a')
      await expect.poll(() => other.hasHeard('a'), { timeout: 20_000 }).toBe(true)
      expect(other.hasHeard('k')).toBe(false)
    } finally {
      other.stop()
    }
  })
  it('F1 F17 dunst, a real notification service, shows the alert, opens its conversation, and tells that it is paused', async () => {
    const dunst = await Dunst.start()
    try {
      const { perch } = shop.desk
      const isQuiet = async () => (await askBridge(page, 'alert.desktop', {})).isQuiet
      const page = await shop.desk.page()
      await expect.poll(isQuiet, { timeout: 20_000 }).toBe(false)
      await perch.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().forEach((one) => one.hide()))
      await shop.kofi.write('<b>Or in green?</b>')
      await expect.poll(() => dunst.displayed(), { timeout: 20_000 }).toBe(1)
      await dunst.click()
      await page.getByRole('textbox', { name: `Reply to ${shop.kofi.name}` }).waitFor()
      await expect.poll(() => dunst.displayed(), { timeout: 20_000 }).toBe(0)
      await dunst.pause(true)
      await expect.poll(isQuiet, { timeout: 20_000 }).toBe(true)
    } finally {
      await dunst.stop()
    }
  })
})
