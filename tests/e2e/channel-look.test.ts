// Pictures of what an administrator sees while a channel is connected: every failure of the doctor, the wizard, the channels.
// They lie in artifacts/e2e; docs/pictures holds three of them.
import { createServer, type Server } from 'node:http'
import { createServer as createSocket, type AddressInfo, type Server as Sockets } from 'node:net'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchPerch, type Perch } from './app'
import { makeHome, removeHome } from './home'
import { FaultProxy } from './hosts/fault-proxy'
import { Office } from './office'
import { signInWithToken } from './steps'

const portOf = (server: Sockets | Server): number => (server.address() as AddressInfo).port

describe('the look of connecting a channel', () => {
  let office: Office
  let home: string
  let perch: Perch
  let line: FaultProxy
  const page404 = createServer((_, answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end('<html>Hello</html>'))
  const silent = createSocket(() => undefined)

  beforeAll(async () => {
    office = await Office.open()
    home = makeHome()
    line = await FaultProxy.start(new URL(office.base))
    await office.addCustomer(await office.addInbox('Website', ['agent']), 'Kofi Mensah')
    perch = await launchPerch({ home })
    await signInWithToken(await perch.window(), office, { key: 'admin', address: line.url.href })
    for (const server of [page404, silent]) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(async () => {
    await perch.dispose()
    page404.close()
    silent.close()
    await line.stop()
    await office.close()
    removeHome(home)
  })

  const set = async (page: Page, settings: object) =>
    page.evaluate(`window.bridge.call('settings.set', ${JSON.stringify(settings)})`)
  const sized = (width: number, height: number) =>
    perch.app.evaluate(
      ({ BrowserWindow }, [w, h]) =>
        BrowserWindow.getAllWindows()
          .find((one) => /window\/(?!quick)/.test(one.webContents.getURL()))
          ?.setSize(w ?? 0, h ?? 0),
      [width, height],
    )
  async function go(page: Page, words: string): Promise<void> {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill(words)
    await page.keyboard.press('Enter')
  }

  it('G7 G12 the doctor, well and with each failure', async () => {
    const page = await perch.window()
    await go(page, 'check the connection')
    await page.getByRole('button', { name: 'Check', exact: true }).click()
    await page.locator('.doctor-report[aria-busy="false"]').waitFor()
    await perch.screenshot('look-doctor-well')
    await page.getByRole('button', { name: /^Which server/ }).click()
    await page.getByText('Another server').last().click()
    const good = office.user('agent').access_token
    const kinds: [string, string, string][] = [
      ['no-name', 'https://chat.nowhere.invalid', ''],
      ['refused', 'http://127.0.0.1:9', ''],
      ['page', `http://127.0.0.1:${portOf(page404)}`, ''],
      ['token', office.base, 'NobodysTokenAtAll2222222'],
      ['address', 'chat example com', ''],
      ['agent', office.base, good],
    ]
    for (const [name, address, token] of kinds) {
      await page.getByRole('textbox', { name: 'Address' }).fill(address)
      await page.getByLabel('Access token').fill(token)
      await page.getByRole('button', { name: 'Check', exact: true }).click()
      await page.locator('.doctor-report[aria-busy="true"]').or(page.locator('.doctor-report[aria-busy="false"]')).waitFor()
      await page.locator('.doctor-report[aria-busy="false"]').waitFor({ timeout: 60_000 })
      await page.locator('.doctor-report').scrollIntoViewIfNeeded()
      await perch.screenshot(`look-doctor-${name}`)
    }
    await set(page, { language: 'ru', theme: 'dark' })
    await page.getByRole('textbox', { name: 'Адрес' }).fill('http://127.0.0.1:9')
    await page.getByRole('button', { name: 'Проверить', exact: true }).click()
    await page.locator('[data-step="answer"][data-state="fail"]').waitFor()
    await perch.screenshot('look-doctor-refused-ru-dark')
    await sized(720, 640)
    await perch.screenshot('look-doctor-refused-ru-dark-narrow')
    await set(page, { language: 'en', theme: 'light' })
    await sized(1280, 820)
    await page.getByRole('textbox', { name: 'Address' }).fill(`http://127.0.0.1:${portOf(silent)}`)
    await page.getByRole('button', { name: 'Check', exact: true }).click()
    await page.locator('[data-step="address"][data-state="ok"]').waitFor()
    await perch.screenshot('look-doctor-running')
  })

  it('G2 G6 the channels: a list, empty webhooks, offline, narrow and dark', async () => {
    const page = await perch.window()
    await go(page, 'inboxes and webhooks')
    await page.locator('[data-inbox^="Website"]').waitFor()
    await perch.screenshot('look-channels')
    await page.locator('[data-inbox^="Website"]').getByRole('button', { name: 'Change' }).click()
    await perch.screenshot('look-channel-open')
    await set(page, { language: 'ru', theme: 'dark' })
    await sized(720, 640)
    await perch.screenshot('look-channel-open-ru-dark-narrow')
    await page.locator('.receive').scrollIntoViewIfNeeded()
    await perch.screenshot('look-receive-ru-dark-narrow')
    await page.locator('.receive').getByRole('button', { name: 'Начать слушать' }).click()
    await page.locator('.receive [data-phase="listening"]').evaluate((box) => box.scrollIntoView())
    await perch.screenshot('look-receive-listening-ru-dark-narrow')
    await page.getByRole('button', { name: 'Остановить и убрать' }).click()
    await page.locator('.receive [data-phase="ended"]').waitFor()
    await sized(1280, 820)
    await set(page, { language: 'en', theme: 'light' })
    line.set({ isRefusing: true })
    line.resetAll()
    await page.getByRole('button', { name: 'Read again' }).click()
    await page.locator('.channels .field-wrong').first().waitFor()
    await perch.screenshot('look-channels-offline')
    line.set({ isRefusing: false })
  })

  it('G8 G9 G10 G11 the wizard: form, trouble, done, narrow and Russian', async () => {
    const page = await perch.window()
    await go(page, 'connect a channel')
    await perch.screenshot('look-wizard-form')
    await page.getByRole('textbox', { name: 'Address of your program' }).fill('vk.example.com/hook')
    await page.getByRole('button', { name: 'Set it up' }).click()
    await page.locator('.step.is-bad').first().waitFor()
    await perch.screenshot('look-wizard-trouble')
    await page.getByRole('textbox', { name: 'Address of your program' }).fill('https://vk.example.com/chatwoot/word')
    await page.getByRole('button', { name: /^(Set it up|Go on)$/ }).click()
    await page.getByText('Everything is set up.').waitFor({ timeout: 30_000 })
    await perch.screenshot('look-wizard-done')
    await set(page, { language: 'ru', theme: 'dark' })
    await sized(720, 640)
    await page.locator('.wizard').evaluate((box) => box.scrollIntoView())
    await perch.screenshot('look-wizard-done-ru-dark-narrow')
    await sized(1280, 820)
    await set(page, { language: 'en', theme: 'light' })
    await go(page, 'inboxes and webhooks')
    await page.locator('[data-inbox="VK Connector"]').waitFor()
    await perch.screenshot('look-channels-two')
    expect(await page.locator('[data-webhook]').count()).toBe(1)
  })

  it('G8 undo after a restart', async () => {
    await perch.quit()
    await perch.restart()
    const page = await perch.window()
    await page.getByRole('navigation').getByText('Website').first().waitFor()
    await go(page, 'connect a channel')
    const box = page.getByRole('region', { name: 'Perch has set this up before' })
    await box.scrollIntoViewIfNeeded()
    await perch.screenshot('look-wizard-earlier')
    await box.getByRole('button', { name: /^Take back what was made/ }).click()
    await page.locator('[data-undone][data-state="removed"]').nth(3).waitFor()
    await perch.screenshot('look-wizard-undone')
  })
})
