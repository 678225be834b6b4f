import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Shift } from './shift'
import { eventually } from './steps'

describe('Settings › Alerts', () => {
  let shift: Shift

  beforeAll(async () => {
    shift = await Shift.begin()
    const ana = await shift.customer('Ana Ferreira')
    const kofi = await shift.customer('Kofi Mensah')
    await shift.hideWindow()
    await ana.write('Is my parcel on its way?')
    await kofi.write('Do you have it in blue?')
    await shift.desktop.waitFor(({ summary }) => summary.includes('Kofi'))
    await shift.office.act(ana, 'messages', { body: { content: 'She called already', private: true }, as: 'agent2' })
    await shift.office.act(kofi, 'assignments', { body: { assignee_id: shift.office.user('agent2').id } })
    await kofi.write('Or in green?')
    await eventually(
      () => shift.verdicts(kofi),
      ([newest]) => newest === 'not-mine',
    )
    await shift.showWindow()
  })
  afterAll(() => shift.end())

  it('F17 says why each did or did not, and what other settings would make of it', async () => {
    const page = await shift.page()
    await page.keyboard.press('Control+,')
    await page.getByRole('button', { name: 'Alerts', exact: true }).click()
    const why = page.getByRole('region', { name: 'Why did this (not) alert?' })
    await why.getByText('It is not yours, and nothing asks for it').waitFor()
    await why.getByText('A note that does not mention you').waitFor()
    expect(await why.getByText('Nobody has it, and it is in your inbox').count()).toBe(2)
    await shift.perch.screenshot('alerts-settings-light')
    await page.getByRole('button', { name: /^Alert me about/ }).click()
    await page.getByRole('menuitemradio', { name: 'All conversations' }).click()
    await why.getByText(/With these settings 3 of \d+ would have alerted instead of 2/).waitFor()
    await why.getByRole('button', { name: 'Show the 1' }).click()
    await why.getByText('Now it would alert: You asked for all conversations').waitFor()
  })

  it('F20 pictures of it, open and dark and in Russian', async () => {
    const page = await shift.page()
    await shift.ask('settings.set', {
      quietHours: { on: true, zone: '', spans: [{ days: [1, 2, 3, 4, 5], from: 1080, to: 510 }] },
    })
    await page.getByText('More', { exact: true }).click()
    await page.getByText('Its do-not-disturb cannot be read here').waitFor()
    await page.getByText('New rule').click()
    await page.getByText('Choose at least one of them').waitFor()
    await shift.perch.screenshot('alerts-settings-rule')
    await shift.ask('settings.set', { theme: 'dark', language: 'ru' })
    await page.getByText('Тихие часы').first().waitFor()
    await shift.perch.screenshot('alerts-settings-ru-dark')
  })
})
