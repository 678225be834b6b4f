/** M15: a technician packs, works without a network, restarts, and looks at everything before it leaves. */
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeShop, openShop, type Shop } from './shop'
import { eventually, openConversation, sendReply } from './steps'

describe('field mode', () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop(async ({ ana, kofi }) => {
      await ana.write('The boiler is cold')
      await kofi.write('When do you come?')
    })
  }, 120_000)
  afterAll(() => closeShop(shop))

  const onServer = async (who: 'ana' | 'kofi'): Promise<string[]> =>
    (await shop.office.messages(shop[who])).filter(({ message_type }) => message_type < 2).map(({ content }) => content)
  const card = (page: Page, words: string): Locator => page.getByRole('group', { name: words })
  const setting = async (some: string): Promise<unknown> =>
    (await shop.desk.page()).evaluate(`window.bridge.call('settings.set', ${some})`)

  it('M15 packs what is chosen, with a forecast before and a size after', { timeout: 180_000 }, async () => {
    const { desk } = shop
    const page = await desk.page()
    await page.getByRole('button', { name: 'Settings' }).first().click()
    await page.getByRole('button', { name: 'Field mode' }).click()
    await page
      .getByText(/conversations?, about|\d+ conversations, \d+ messages/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Take along' }).click()
    await page.getByText(/ messages, .*, as of /).waitFor({ timeout: 120_000 })
    await desk.perch.screenshot('field')
    await setting(`{ theme: 'dark', language: 'ru' }`)
    await page.getByRole('heading', { name: 'Выездной режим' }).waitFor()
    await desk.perch.screenshot('field-dark-ru')
    await page.setViewportSize({ width: 720, height: 640 })
    await desk.perch.screenshot('field-narrow-ru')
    await page.setViewportSize({ width: 1280, height: 820 })
    await setting(`{ theme: 'light', language: 'en' }`)
    await page.keyboard.press('Escape')
  })

  it('M15 what is written offline waits over a restart and the way back for a look', { timeout: 180_000 }, async () => {
    const { desk, ana, kofi } = shop
    const page = await desk.page()
    await page.getByRole('button', { name: 'Settings' }).first().click()
    await page.getByRole('button', { name: 'Field mode' }).click()
    await page.getByRole('switch', { name: 'Look before sending' }).click()
    await page.keyboard.press('Escape')
    await openConversation(page, ana)
    await desk.goOffline()
    await sendReply(page, ana, 'I bring a new pump')
    await desk.sees('Kept here, leaves after your look')
    await desk.perch.screenshot('field-written')
    await openConversation(page, kofi)
    await sendReply(page, kofi, 'Tomorrow at nine')
    await desk.sees('2 replies waiting')
    await desk.perch.quit()
    await ana.write('Never mind, it runs again')
    await desk.perch.restart()
    desk.line.heal()
    await desk.sees('2 things you did offline wait for your look before they leave')
    expect(await onServer('ana')).toEqual(['The boiler is cold', 'Never mind, it runs again'])
    expect(await onServer('kofi')).toEqual(['When do you come?'])
  })

  it(
    'M15 the review shows both sides; what is let go is on the server, once, and nothing else',
    { timeout: 180_000 },
    async () => {
      const { desk } = shop
      const page = await desk.page()
      await page.getByRole('button', { name: 'Look', exact: true }).click()
      await card(page, 'I bring a new pump').getByText('Never mind, it runs again').waitFor()
      await desk.perch.screenshot('review')
      await setting(`{ theme: 'dark', language: 'ru' }`)
      await page.getByRole('heading', { name: 'Просмотр перед отправкой' }).waitFor()
      await desk.perch.screenshot('review-dark-ru')
      await setting(`{ theme: 'light', language: 'en' }`)
      await page.getByRole('button', { name: 'Send the 1 that is unchanged' }).click()
      await eventually(
        () => onServer('kofi'),
        (all) => all.length > 1,
      )
      await card(page, 'I bring a new pump').getByRole('button', { name: /Drop/ }).click()
      await page.getByText('Nothing waits for a look').waitFor()
      expect(await onServer('kofi')).toEqual(['When do you come?', 'Tomorrow at nine'])
      expect(await onServer('ana')).toEqual(['The boiler is cold', 'Never mind, it runs again'])
    },
  )

  it('M15 killed while it packs it goes on by itself', { timeout: 180_000 }, async () => {
    const { desk } = shop
    const openField = async (): Promise<Page> => {
      const page = await desk.page()
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Settings' }).first().click()
      await page.getByRole('button', { name: 'Field mode' }).click()
      return page
    }
    const page = await openField()
    await page
      .getByText(/conversations?, about|\d+ conversations, \d+ messages/)
      .first()
      .waitFor()
    desk.line.set({ latencyMs: 1_000 })
    await page.getByRole('button', { name: 'Take along' }).click()
    await page.getByText(/^(Looking what there is|\d+ of \d+ conversation)/).waitFor()
    await desk.perch.kill()
    desk.line.heal()
    await desk.perch.restart()
    const again = await openField()
    await eventually(
      () => again.getByText(/ messages, .*, as of /).count(),
      (packs) => packs === 2,
      90_000,
    )
  })
})
