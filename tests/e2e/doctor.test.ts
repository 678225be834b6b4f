import { readFileSync } from 'node:fs'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchPerch, type Perch } from './app'
import { makeHome, removeHome } from './home'
import { Office } from './office'
import { eventually, signInWithToken } from './steps'

const fixture = (name: string) => readFileSync(new URL(`../server/fixtures/${name}`, import.meta.url))

describe('the connection doctor', () => {
  let office: Office
  let home: string
  let perch: Perch
  const selfSigned = createServer({ key: fixture('self.key'), cert: fixture('self.crt') }, (_request, answer) => answer.end())
  const expired = createServer({ key: fixture('expired.key'), cert: fixture('expired.crt') }, (_request, answer) =>
    answer.end(),
  )

  beforeAll(async () => {
    office = await Office.open()
    home = makeHome()
    await office.addCustomer(await office.addInbox('VK Connector'), 'Kofi Mensah')
    perch = await launchPerch({ home })
    await signInWithToken(await perch.window(), office, {})
    for (const server of [selfSigned, expired]) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(async () => {
    await perch.dispose()
    selfSigned.close()
    expired.close()
    await office.close()
    removeHome(home)
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

  /** The step that fails is brought into view, and says what to do. */
  async function look(page: Page, ask: { name: string; step: string; address: string; token: string }): Promise<void> {
    await page.getByRole('textbox', { name: 'Address' }).fill(ask.address)
    await page.getByLabel('Access token').fill(ask.token)
    await page.getByRole('button', { name: 'Check', exact: true }).click()
    const line = page.locator(`[data-step="${ask.step}"][data-state="fail"]`)
    await line.waitFor()
    await line.getByText('What to do:').waitFor()
    await page.getByRole('button', { name: 'Check', exact: true }).and(page.locator(':enabled')).waitFor()
    await page.getByRole('button', { name: 'Copy report' }).and(page.locator(':enabled')).waitFor()
    await eventually(
      async () => ((await line.boundingBox())?.y ?? 9_999) < 700,
      (isInView) => isInView,
    )
    await perch.screenshot(`doctor-${ask.name}`)
  }

  const answering = (answer: RequestListener) => createHttpServer(answer)
  const moved = (to: (port: number) => string) => {
    const server: Server = answering((_request, answer) => {
      answer.writeHead(302, { location: to((server.address() as AddressInfo).port) }).end()
    })
    return server
  }
  it.each([
    ['captive-portal', 'redirect', () => moved(() => 'http://login.airport.example/welcome')],
    ['redirect-loop', 'redirect', () => moved((port) => `http://127.0.0.1:${port}/api`)],
    [
      'html',
      'chatwoot',
      () => answering((_request, answer) => void answer.setHeader('content-type', 'text/html').end('<h1>It works!</h1>')),
    ],
    ['reset', 'answer', () => createTcpServer((socket) => void socket.once('data', () => socket.resetAndDestroy()))],
  ] as const)('G7 G12 %s: the step that fails says what was seen and what to do', async (name, step, make) => {
    const page = await perch.window()
    await page.evaluate(`window.bridge.call('settings.set', { language: 'en' })`)
    const server: Server = make()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      await look(page, { name, step, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: '' })
    } finally {
      server.close()
    }
  })

  const at = (server: Server): string => `localhost:${(server.address() as AddressInfo).port}`
  it.each([
    ['name', 'name', () => ({ address: 'http://chat.no-such-shop.invalid', token: '' })],
    ['refused', 'answer', () => ({ address: 'http://127.0.0.1:9', token: '' })],
    ['expired', 'private', () => ({ address: `https://${at(expired)}`, token: '' })],
    ['token', 'token', () => ({ address: String(office.base), token: 'NoSuchTokenAnywhere123' })],
  ] as const)('G7 G12 %s: told at its step', async (name, step, typed) => {
    const page = await perch.window()
    await look(page, { name, step, ...typed() })
  })
})
