import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import en from '../../resources/text/en.json'
import { launchPerch, type Perch } from './app'
import { Office } from './office'
import { eventually, inWorkspace } from './steps'

describe('a managed machine', () => {
  const file = join(tmpdir(), `perch-policy-${process.pid}.json`)
  let office: Office
  let perch: Perch

  beforeAll(async () => {
    office = await Office.open()
    const policy = { server: office.base, alertPrivacy: 'name', updates: 'off', off: ['channels'], playbook: false }
    writeFileSync(file, JSON.stringify(policy))
    perch = await launchPerch({ env: { PERCH_POLICY: file } })
  })
  afterAll(async () => {
    await perch.dispose()
    await office.close()
    rmSync(file)
  })

  const ask = async (name: string, input: unknown): Promise<unknown> =>
    (await perch.window()).evaluate(
      ([what, given]) =>
        (window as unknown as { bridge: { call(...words: unknown[]): Promise<unknown> } }).bridge.call(what, given),
      [name, input] as const,
    )

  it('F13 F19 the server of the organisation is the only one, shown and not typed', async () => {
    const page = await perch.window()
    const address = page.getByLabel(en['signIn.address'])
    await eventually(
      () => address.inputValue(),
      (typed) => typed === office.base,
    )
    expect(await address.isEditable()).toBe(false)
    expect(await ask('profile.probe', { address: 'https://chat.example.com' })).toMatchObject({
      value: { baseUrl: null, steps: [{ reason: 'managed' }] },
    })
    await perch.screenshot('managed-sign-in')
    await page.getByLabel('Access token', { exact: true }).last().fill(office.user('agent').access_token)
    await page.getByRole('button', { name: /Check the address|Continue/ }).click()
    await inWorkspace(page)
  })

  it('F13 the settings show what is fixed, and main holds it', async () => {
    const page = await perch.window()
    await page.keyboard.press('Control+,')
    await page.getByText(en['managed.by']).waitFor()
    expect(await ask('settings.set', { playbook: true, alertPrivacy: 'text' })).toMatchObject({
      value: { playbook: false, alertPrivacy: 'name' },
    })
    await perch.screenshot('managed-settings')
    await page.getByRole('button', { name: en['settings.alerts'], exact: true }).click()
    await page.getByRole('radiogroup', { name: en['settings.privacy'] }).waitFor()
    await perch.screenshot('managed-alerts')
  })

  it('F13 rules that make no sense are said in the window, in the agent’s language', async () => {
    writeFileSync(file, '{ "sever": 5 }')
    await perch.quit()
    await perch.restart()
    const page = await perch.window()
    await page.getByText(en['managed.broken']).waitFor()
    await ask('settings.set', { theme: 'dark', language: 'ru' })
    await page.setViewportSize({ width: 720, height: 640 })
    await page.keyboard.press('Control+,')
    await page.getByText('Правило «sever» неизвестно.').waitFor()
    await perch.screenshot('managed-broken')
  })
})
