// How it looks in the dark and in Russian.
import { fullWindow, type Stage } from './stage'
import type { Customer } from '../office'

export async function changeTheLooks(stage: Stage, customer: Customer): Promise<void> {
  const { panel, transcript } = stage
  transcript.scene('In the dark, and in Russian')
  const page = await fullWindow(stage)
  await page.keyboard.press('Control+,')
  await page.getByRole('radio', { name: 'Dark' }).click()
  await page.getByRole('button', { name: 'Back' }).click()
  await page
    .getByRole('option', { name: new RegExp(customer.name) })
    .first()
    .click()
  await page.getByRole('log').getByRole('article').last().waitFor()
  await transcript.picture(page, 'dark')
  await page.keyboard.press('Control+,')
  await page.getByRole('button', { name: /^Perch speaks/ }).click()
  await page.getByRole('menuitemradio', { name: 'Русский' }).click()
  await page.getByRole('radio', { name: 'Светлая' }).click()
  await page.getByRole('button', { name: 'Назад' }).click()
  const language = await page.evaluate(() => document.documentElement.lang)
  transcript.keep('the window speaks Russian', language === 'ru', `it speaks ${language}`)
  await page
    .getByRole('option', { name: new RegExp(customer.name) })
    .first()
    .click()
  await transcript.picture(page, 'russian')
  const item = await panel.waitForItem()
  const menu = await item.waitFor(
    (tray) => tray.menu(),
    (entries) => entries.some(({ label }) => label === 'Открыть Perch'),
    60_000,
  )
  transcript.keep('so does the menu of the tray', menu.length > 0, 'it is empty')
  transcript.quote(...menu.filter(({ isSeparator }) => !isSeparator).map(({ label }) => label))
  await page.keyboard.press('Control+,')
  await page.getByRole('button', { name: /^Язык Perch/ }).click()
  await page.getByRole('menuitemradio', { name: 'English' }).click()
  await page.getByRole('button', { name: 'Back' }).click()
}
