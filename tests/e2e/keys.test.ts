import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findings } from './axe'
import { closeShop, openShop, type Shop } from './shop'
import { findRow } from './steps'

describe('keys that the agent chooses', { timeout: 180_000 }, () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop(async ({ ana }) => void (await ana.write('My mug is broken')))
  }, 120_000)
  afterAll(() => closeShop(shop))

  const keyOf = (page: Page, action: string) =>
    page.getByRole('list', { name: 'Conversation' }).getByRole('button', { name: new RegExp(`^${action}: .*Change the key$`) })

  async function openKeys(page: Page): Promise<void> {
    await page.keyboard.press('F1')
    await page.getByRole('button', { name: 'Change the keys' }).click()
    await page.getByRole('heading', { name: 'Shortcuts' }).waitFor()
  }

  it('F20 the text grows by the key of the menu, stays so in a new window, and goes back', async () => {
    const page = await shop.desk.page()
    const wide = () => page.evaluate(() => innerWidth)
    const before = await wide()
    /** Keys of the menu are the system's: what they do is asked of the menu itself. */
    const press = (label: string) =>
      shop.desk.perch.app.evaluate(({ Menu }, wanted) => {
        const lines = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? []
        lines.find((line) => line.label === wanted)?.click()
      }, label)
    await press('Larger')
    await expect.poll(wide).toBe(Math.round(before / 1.1))
    await press('Larger')
    await expect.poll(wide).toBe(Math.round(before / 1.25))
    await shop.desk.perch.startAgain(['--quick'])
    const quick = await shop.desk.perch.window((url) => url.includes('quick.html'))
    await quick.getByText('My mug is broken').waitFor()
    expect(await quick.evaluate(() => [innerWidth, innerHeight])).toEqual([560, 420])
    await quick.keyboard.press('Escape')
    await press('100 %')
    await expect.poll(wide).toBe(before)
  })

  it('F15 F20 a clash is decided by keys alone, and the new key works after the next start, on a Russian layout', async () => {
    const page = await shop.desk.page()
    await openKeys(page)
    await shop.desk.perch.screenshot('keys')
    await keyOf(page, 'Snooze').focus()
    await page.keyboard.press('Enter')
    await page.getByText('Press the new key').waitFor()
    await shop.desk.perch.screenshot('keys-press')
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('e')
    await page.getByText('E is already "Resolve"').waitFor()
    await keyOf(page, 'Snooze').scrollIntoViewIfNeeded()
    await shop.desk.perch.screenshot('keys-clash')
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Enter')
    await keyOf(page, 'Resolve').getByText('None').waitFor()
    await keyOf(page, 'Resolve').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('y')
    await keyOf(page, 'Resolve').getByText('Y').waitFor()
    await shop.desk.perch.screenshot('keys-changed')
    await shop.desk.perch.kill()
    await shop.desk.perch.restart()
    const again = await shop.desk.page()
    await (await findRow(again, shop.ana)).click()
    await again.getByRole('log').getByText('My mug is broken').waitFor()
    await again.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    // What the E of a Russian layout says.
    await again.evaluate(() =>
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'у', code: 'KeyE', bubbles: true, cancelable: true })),
    )
    await again.getByRole('dialog', { name: /Snooze/ }).waitFor()
    await again.keyboard.press('Escape')
    await again.keyboard.press('y')
    await again
      .getByRole('button', { name: /^Reopen/ })
      .first()
      .waitFor()
  })

  it('F15 F20 pictures of it, dark and in Russian', async () => {
    const page = await shop.desk.page()
    await openKeys(page)
    await page.getByRole('switch', { name: 'Single letters and signs' }).click()
    await page.evaluate(
      (some) => {
        const { bridge } = window as never as { bridge: { call(name: string, input: object): Promise<void> } }
        return bridge.call('settings.set', some)
      },
      { language: 'ru', theme: 'dark' },
    )
    await page.getByRole('heading', { name: 'Клавиши' }).waitFor()
    await page.getByRole('button', { name: /^Следующая область: .*Изменить клавишу$/ }).click()
    await page.keyboard.press('y')
    await shop.desk.perch.screenshot('keys-russian-dark')
    expect(await findings(page)).toEqual([])
  })
})
