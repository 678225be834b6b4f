import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Shift } from './shift'
import { openConversation } from './steps'

const NAME = 'Maximiliane Charlotte von Hohenstein-Wittgenstein'

describe('a line at the bottom', () => {
  let shift: Shift

  beforeAll(async () => {
    shift = await Shift.begin()
  })
  afterAll(() => shift.end())

  /** Whether one lies over the other. */
  const overlap = (page: Page) =>
    page.evaluate(() => {
      const [toast, composer] = ['.toast', '.composer'].map((one) => document.querySelector(one)?.getBoundingClientRect())
      if (!toast || !composer) return 'not there'
      const isBeside = toast.right <= composer.left || toast.left >= composer.right
      return !isBeside && toast.bottom > composer.top && toast.top < composer.bottom
    })

  it('F20 never lies over the composer, however wide the window is', { timeout: 180_000 }, async () => {
    const page = await shift.page()
    const customer = await shift.customer(NAME)
    const face = await shift.customer('🌸')
    await face.write('Is the parcel on its way?')
    await customer.write('Do you have it in blue?')
    await openConversation(page, customer)
    for (const width of [1440, 1024, 720]) {
      await page.setViewportSize({ width, height: 800 })
      await page.locator('.timeline').focus()
      await page.keyboard.press('Shift+E')
      await page.keyboard.press('E')
      await page.locator('.toast').first().waitFor()
      await shift.perch.screenshot(`toast-${width}`)
      expect([width, await overlap(page)]).toEqual([width, false])
      await page.locator('.toast').first().getByRole('button').click()
      await page.locator('.toast').first().waitFor({ state: 'detached' })
    }
  })
})
