import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import ru from '../../resources/text/ru.json'
import { keyOf, startTlsFront, type TlsFront } from '../server/tls-front'
import { launchPerch, type Perch } from './app'
import { makeHome, NO_RING, perchFolder, removeHome } from './home'
import { argumentsOf, electron, environment, REPOSITORY } from './launch'
import { type Customer, Office } from './office'
import { askBridge } from './shift'
import { eventually, inWorkspace, openConversation, sendReply, signInWithToken } from './steps'

const FIXTURES = join(REPOSITORY, 'tests', 'server', 'fixtures')

describe('a pinned certificate', () => {
  let office: Office
  let front: TlsFront
  let home: string
  let perch: Perch
  let page: Page
  let ana: Customer

  beforeAll(async () => {
    office = await Office.open()
    front = await startTlsFront(Number(new URL(office.base).port))
    ana = await office.addCustomer(await office.addInbox('Shop'), 'Ana Ferreira')
    await ana.write('Is the blue one still there?')
    home = makeHome(NO_RING)
    mkdirSync(join(perchFolder(home), 'ca'), { recursive: true })
    for (const name of ['ca.crt', 'ca2.crt']) copyFileSync(join(FIXTURES, name), join(perchFolder(home), 'ca', name))
    perch = await launchPerch({ home })
    page = await perch.window()
    await signInWithToken(page, office, { address: front.base })
  }, 60_000)
  afterAll(async () => {
    await perch.dispose()
    await front.stop()
    await office.close()
    removeHome(home)
  })

  const accounts = async (): Promise<void> => {
    await page.keyboard.press('Control+,')
    await page.locator('#set-accounts').scrollIntoViewIfNeeded()
  }

  it('F19 the settings show the certificate of the server, and it is pinned by one press', async () => {
    await accounts()
    await page.getByText(keyOf('good')).waitFor()
    await perch.screenshot('certificate')
    await page.getByRole('button', { name: 'Pin this certificate' }).click()
    await page.getByText('Only a server with this key is spoken to.').waitFor()
    await perch.screenshot('certificate-pinned')
    await page.keyboard.press('Escape')
  })

  it('F19 F2 another one: nothing is sent to it, the window says so, and what is written waits', async () => {
    front.show('other')
    await page.getByText(/shows another certificate than the pinned one/).waitFor({ timeout: 60_000 })
    await openConversation(page, ana)
    await sendReply(page, ana, 'Yes, it is')
    await perch.screenshot('certificate-bar')
    await accounts()
    const alert = page.getByRole('alert').filter({ hasText: keyOf('other') })
    for (const words of [keyOf('good'), 'signed by Perch other authority', 'signed by Perch test authority'])
      await alert.getByText(words).waitFor()
    await perch.screenshot('certificate-other')
    expect(front.came('other')).toBe('')
    expect(await office.repliesOf(ana, 'Yes, it is')).toEqual([])
  }, 90_000)

  it('F20 F19 the same in Russian and in the dark, in a narrow window; a command is held by it as well', async () => {
    await askBridge(page, 'settings.set', { theme: 'dark', language: 'ru' })
    await page.setViewportSize({ width: 720, height: 760 })
    await page.getByText(ru['certificate.accept']).scrollIntoViewIfNeeded()
    await perch.screenshot('certificate-other-ru')
    const env = environment({ home, env: { PERCH_TOKEN: office.user('agent').access_token } })
    const child = spawn(electron(), argumentsOf({ args: ['inbox', 'list', '--server', front.base] }), { env })
    let said = ''
    child.stderr.on('data', (part: Buffer) => (said += part.toString()))
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(1)
    expect(said).toContain(keyOf('other'))
    expect(front.came('other')).toBe('')
    await askBridge(page, 'settings.set', { theme: 'light', language: 'en' })
    await page.setViewportSize({ width: 1200, height: 800 })
  }, 60_000)

  it('F19 F2 a restart changes nothing of it; accepted, all goes on and the reply leaves once', async () => {
    await perch.quit()
    await perch.restart()
    page = await perch.window()
    await page.getByText(/shows another certificate than the pinned one/).waitFor({ timeout: 60_000 })
    expect(front.came('other')).toBe('')
    await accounts()
    await page.getByRole('button', { name: 'Accept the new certificate' }).click()
    await page.getByText(/shows another certificate than the pinned one/).waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await inWorkspace(page)
    await eventually(
      () => office.repliesOf(ana, 'Yes, it is'),
      (found) => found.length > 0,
    )
    expect(await office.repliesOf(ana, 'Yes, it is')).toHaveLength(1)
    expect(front.came('other')).toContain(office.user('agent').access_token)
  }, 120_000)
})
