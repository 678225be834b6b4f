// A test of a webhook in the real app: what comes is shown, and nothing is left on the server, whatever becomes of Perch.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { launchPerch, type Perch } from './app'
import { makeHome, removeHome } from './home'
import { Office } from './office'
import { inWorkspace, signInWithToken } from './steps'

describe('receive a test', () => {
  let office: Office
  let home: string
  let perch: Perch

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

  async function left(): Promise<number> {
    const headers = { 'api-access-token': office.user('admin').access_token }
    const read = async (noun: string): Promise<unknown> =>
      (await fetch(`${office.base}/api/v1/accounts/1/${noun}`, { headers })).json()
    const { payload } = (await read('webhooks')) as { payload: { webhooks: unknown[] } }
    const { meta } = (await read('contacts')) as { meta: { count: number } }
    return payload.webhooks.length + meta.count
  }

  async function receive(page: Page): Promise<void> {
    // After a start there is nobody yet to hear a key.
    await inWorkspace(page)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('inboxes and webhooks')
    await page.keyboard.press('Enter')
    const section = page.locator('.receive')
    await section.getByRole('button', { name: /^(Start listening|Начать слушать)$/ }).click()
    await section.locator('[data-phase="listening"]').waitFor()
    await section.getByRole('button', { name: /^(Ask the server|Попросить сервер)$/ }).click()
    await section.locator('[data-event="contact_created"]').first().waitFor()
  }

  it('G6 the server tells of the contact that was made; stopped, nothing of it is left', async () => {
    const page = await perch.window()
    await receive(page)
    expect(await page.locator('.heard-body').first().textContent()).toContain('"event": "contact_created"')
    await page.locator('.receive').scrollIntoViewIfNeeded()
    await perch.screenshot('receive-heard')
    const url = (await page.locator('.receive .sent').first().textContent())?.replace('POST ', '') ?? ''
    await page.getByRole('button', { name: 'Stop and remove' }).click()
    await page.locator('[data-phase="ended"]').waitFor()
    expect(await left()).toBe(0)
    await expect(fetch(url, { method: 'POST' })).rejects.toThrow()
  })

  it('G6 killed in the middle: the next start removes what was left', async () => {
    await receive(await perch.window())
    expect(await left()).toBe(2)
    const folder = await perch.until(({ app }) => app.getPath('userData'), Boolean)
    await perch.kill()
    expect(readFileSync(join(folder, 'connectors.json'), 'utf8')).toContain('"tests"')
    await perch.restart()
    await vi.waitFor(async () => expect(await left()).toBe(0), { timeout: 20_000 })
  })

  it('G6 the window is closed: the listener goes with it', async () => {
    const page = await perch.window()
    await receive(page)
    await page.evaluate(`window.bridge.call('window.control', { action: 'close' })`)
    await vi.waitFor(async () => expect(await left()).toBe(0), { timeout: 30_000, interval: 250 })
  })
})
