import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Shift } from './shift'
import { eventually } from './steps'

describe('start at login', () => {
  let shift: Shift
  let file: string

  beforeAll(async () => {
    shift = await Shift.begin()
    file = join(shift.perch.home, '.config', 'autostart', 'perch.desktop')
  })
  afterAll(() => shift.end())

  const atLogin = async () => (await shift.ask('startup.get', {})).atLogin

  it('F12 the switch writes an entry that starts this Perch hidden, and the self-test says so', async () => {
    const page = await shift.page()
    await page
      .getByRole('button', { name: /^Settings/ })
      .first()
      .click()
    const control = page.getByRole('switch', { name: 'Start at login' })
    expect([await control.getAttribute('aria-checked'), existsSync(file)]).toEqual(['false', false])
    await control.click()
    await page.locator('[role="switch"][aria-label="Start at login"][aria-checked="true"]').waitFor()
    const text = readFileSync(file, 'utf8')
    expect(text).toMatch(/^Exec=.* --hidden$/m)
    expect(text).toMatch(/^X-GNOME-Autostart-enabled=true$/m)
    await control.scrollIntoViewIfNeeded()
    await shift.perch.screenshot('startup')
    await shift.ask('selfTest.run', {})
    const report = await eventually(
      () => shift.ask('selfTest.report', {}),
      (now) => now !== null && now.endedAt !== null,
    )
    expect(report?.steps.find(({ id }) => id === 'autostart')).toMatchObject({ state: 'ok', reason: 'on' })
  })

  it('F12 an entry that may not be written is left alone, and the agent is told which', async () => {
    const page = await shift.page()
    const before = readFileSync(file, 'utf8')
    chmodSync(file, 0o444)
    await page.getByRole('switch', { name: 'Start at login' }).click()
    await page.getByText(/What happens at login could not be changed.*perch\.desktop/).waitFor()
    expect([readFileSync(file, 'utf8'), await atLogin()]).toEqual([before, 'on'])
    chmodSync(file, 0o644)
  })

  it('F12 what another program removed is off', async () => {
    rmSync(file)
    expect(await atLogin()).toBe('off')
    mkdirSync(file)
    await expect(shift.ask('startup.get', {})).rejects.toThrow()
    rmSync(file, { recursive: true })
  })
})
