import { readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchPerch, type Perch } from './app'
import { makeHome } from './home'
import { Office } from './office'
import { signInWithToken } from './steps'

const fixture = (name: string) => readFileSync(new URL(`../server/fixtures/${name}`, import.meta.url))

describe('the connection doctor', () => {
  let office: Office
  let home: string
  let perch: Perch
  const selfSigned = createServer({ key: fixture('self.key'), cert: fixture('self.crt') }, (_request, answer) => answer.end())

  beforeAll(async () => {
    office = await Office.open()
    home = makeHome()
    await office.addCustomer(await office.addInbox('VK Connector'), 'Kofi Mensah')
    perch = await launchPerch({ home })
    await signInWithToken(await perch.window(), office, {})
    await new Promise<void>((resolve) => selfSigned.listen(0, '127.0.0.1', resolve))
  })
  afterAll(async () => {
    await perch.dispose()
    selfSigned.close()
    await office.close()
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  })

  it('G7 from the palette: the account is looked at to its end, behind a proxy that drops underscores', async () => {
    await fetch(`${office.base}/fake/script`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ proxy: { drops_underscores: true } }),
    })
    const page = await perch.window()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('check the connection')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Check', exact: true }).click()
    await page.locator('[data-step="upload"][data-state="ok"]').waitFor()
    const states = await page.locator('.doctor-step').evaluateAll((lines) => lines.map((line) => (line as HTMLElement).dataset))
    expect(states.filter(({ state }) => state !== 'ok')).toEqual([{ step: 'header', state: 'warn' }])
    await perch.screenshot('doctor-header')
    await page.locator('[data-step="upload"]').scrollIntoViewIfNeeded()
    await perch.screenshot('doctor-header-end')
  })

  it('G7 G12 F20 another server with a certificate that signed itself, in Russian', async () => {
    const page = await perch.window()
    await page.evaluate(`window.bridge.call('settings.set', { language: 'ru' })`)
    await page.getByRole('heading', { name: 'Соединение' }).waitFor()
    await page.getByRole('button', { name: /^Какой сервер/ }).click()
    await page.getByText('Другой сервер').last().click()
    await page.getByRole('textbox', { name: 'Адрес' }).fill(`https://localhost:${(selfSigned.address() as AddressInfo).port}`)
    await page.getByRole('button', { name: 'Проверить', exact: true }).click()
    await page.locator('[data-step="private"][data-state="fail"]').waitFor()
    await page.getByText(/сверьте отпечаток/).waitFor()
    await perch.screenshot('doctor-self-signed-ru')
  })
})
