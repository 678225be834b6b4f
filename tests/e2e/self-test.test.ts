import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Shift } from './shift'
import { eventually } from './steps'

describe('the self-test', () => {
  let shift: Shift

  beforeAll(async () => {
    shift = await Shift.begin()
  })
  afterAll(() => shift.end())

  it('F12 tries the real desktop: the test alert is on the screen, the keychain took and gave back a probe', async () => {
    const page = await shift.page()
    await page
      .getByRole('button', { name: /^Settings/ })
      .first()
      .click()
    await page.locator('#set-diagnostics').getByRole('button', { name: 'Run' }).click()
    await shift.desktop.waitFor((one) => one.summary === 'This is how Perch alerts you')
    const report = await eventually(
      () => shift.ask('selfTest.report', {}),
      (now) => now !== null && now.endedAt !== null,
    )
    const states = Object.fromEntries((report?.steps ?? []).map(({ id, reason }) => [id, reason]))
    expect(states).toMatchObject({
      alert: 'shown',
      keychain: 'works',
      store: 'open',
      line: 'live',
      clock: 'same',
      tray: 'registered',
    })
    await page.locator('.self-test').scrollIntoViewIfNeeded()
    await shift.perch.screenshot('self-test')
    await shift.ask('settings.set', { theme: 'dark', language: 'ru' })
    await page.getByText('Самопроверка').first().waitFor()
    await page.locator('.self-test').scrollIntoViewIfNeeded()
    await shift.perch.screenshot('self-test-ru-dark')
    await shift.ask('settings.set', { theme: 'light', language: 'en' })
  })

  it('F12 the file for support has what it found', async () => {
    const file = join(shift.perch.home, 'for support.json')
    await shift.perch.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, file)
    await shift.ask('diagnostics.export', {})
    const saved = JSON.parse(readFileSync(file, 'utf8')) as { selfTest: { id: string }[]; settings: { presence: unknown } }
    expect(saved.selfTest.map(({ id }) => id)).toContain('keychain')
    expect(Array.isArray(saved.settings.presence)).toBe(true)
  })
})
