import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { launchPerch, type Perch } from './app'
import { makeHome, removeHome } from './home'
import { Office } from './office'
import { signInWithToken } from './steps'

const ADMIN = 'AdaAdminTokenForTests111'

describe('channels', () => {
  let office: Office
  let home: string
  let perch: Perch
  let before: number[][]

  beforeAll(async () => {
    office = await Office.open()
    home = makeHome()
    perch = await launchPerch({ home })
    await signInWithToken(await perch.window(), office, { key: 'admin' })
  })
  afterAll(async () => {
    await perch.dispose()
    await office.close()
    removeHome(home)
  })

  /** What the server has, as an administrator reads it. */
  async function listed(noun: string): Promise<number[]> {
    const answer = await fetch(`${office.base}/api/v1/accounts/1/${noun}`, { headers: { 'api-access-token': ADMIN } })
    const { payload } = (await answer.json()) as { payload: { id: number }[] | { webhooks: { id: number }[] } }
    return ('webhooks' in payload ? payload.webhooks : payload).map(({ id }) => id)
  }
  const all = () => Promise.all(['inboxes', 'webhooks', 'contacts'].map(listed))

  it('G8 G9 G10 G11 the VK connector: said first, made, found the second time', async () => {
    before = await all()
    const page = await perch.window()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('connect a channel')
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Address of your program' }).fill('http://127.0.0.1:9/vk')
    await page.getByRole('button', { name: 'Only say what it would do' }).click()
    await page.locator('.wizard[data-mode="plan"][aria-busy="false"]').waitFor()
    expect(await page.locator('.step[data-what="created"][data-state="planned"]').count()).toBe(4)
    expect(await all()).toEqual(before)
    await perch.screenshot('channels-wizard-plan')
    await page.getByRole('button', { name: 'Set it up' }).click()
    await page.getByText('Everything is set up.').waitFor()
    expect(await page.locator('.step[data-what="created"][data-state="done"]').count()).toBe(4)
    await page.locator('.sent').scrollIntoViewIfNeeded()
    await perch.screenshot('channels-wizard-done')
    const after = await all()
    await page.getByRole('button', { name: 'Set it up' }).click()
    await page.locator('.step[data-step="contact"][data-what="found"][data-state="done"]').waitFor()
    expect(await all()).toEqual(after)
  })

  it('G2 G6 the inbox and the webhook are on the page of the channels; the token is shown when asked for', async () => {
    const page = await perch.window()
    await page.keyboard.press('Escape')
    await page.locator('[data-inbox="VK Connector"]').getByRole('button', { name: 'Change' }).click()
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await page.getByRole('button', { name: 'Show for 30 seconds' }).click()
    await page.locator('.secret').first().waitFor()
    await perch.screenshot('channels-inbox')
    await page.getByRole('button', { name: 'Hide' }).click()
    await page.locator('[data-webhook="http://127.0.0.1:9/vk"]').getByRole('button', { name: 'Change' }).click()
    await page.locator('[data-webhook]').scrollIntoViewIfNeeded()
    await perch.screenshot('channels-webhook')
  })

  it('G2 an inbox is made by hand, and deleted by its name; the line goes when the server has done it', async () => {
    const page = await perch.window()
    await page.getByRole('button', { name: 'New API inbox' }).click()
    const card = page.locator('.set-sec > .step-card')
    await card.getByRole('textbox', { name: 'Name' }).fill('Kiosk')
    await card.getByRole('button', { name: 'Create the inbox' }).click()
    const line = page.locator('[data-inbox="Kiosk"]')
    await line.getByRole('button', { name: 'Change' }).click()
    await line.getByRole('button', { name: 'Delete this inbox' }).click()
    await line.getByRole('textbox', { name: /Type its name/ }).fill('Kiosk')
    await perch.screenshot('channels-delete')
    await line.getByRole('button', { name: 'Delete for good' }).click()
    await line.waitFor({ state: 'detached' })
  })

  it('G11 F20 undo, in Russian: the server is as it was', async () => {
    const page = await perch.window()
    await page.evaluate(`window.bridge.call('settings.set', { language: 'ru' })`)
    await page.getByRole('button', { name: 'Подключить канал' }).click()
    await page.getByRole('button', { name: /^Вернуть как было/ }).click()
    await page.locator('.wizard[data-mode="undo"][aria-busy="false"]').waitFor()
    await perch.screenshot('channels-undone-ru')
    expect(await page.locator('[data-undone][data-state="removed"]').count()).toBe(4)
    await vi.waitFor(async () => expect(await all()).toEqual(before), { timeout: 20_000 })
  })
})
