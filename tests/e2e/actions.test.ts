import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright'
import type { AgentDesk } from './agent-desk'
import { type Customer, type Office, pathOf } from './office'
import { closeShop, openShop } from './shop'
import { eventually, openConversation } from './steps'

interface Told {
  status: string
  labels: string[]
  priority: string | null
  meta: { assignee?: { name: string }; sender: { name: string; phone_number: string | null } }
}

describe('a shift by keys, without a connection', { timeout: 120_000 }, () => {
  let office: Office
  let desk: AgentDesk
  let ana: Customer
  let kofi: Customer

  beforeAll(async () => {
    ;({ office, desk, ana, kofi } = await openShop(async (prepared) => {
      await prepared.ana.write('My mug is broken')
      await prepared.kofi.write('Thank you')
      await prepared.office
        .call(`POST /api/v1/accounts/${prepared.ana.account}/labels`, { title: 'damaged', color: '#b3401f' })
        .catch(() => undefined)
    }))
  }, 60_000)
  afterAll(() => closeShop({ office, desk, ana, kofi }))

  const told = (customer: Customer): Promise<Told> => office.call<Told>(`GET ${pathOf(customer)}`)

  /** Leaves the composer, presses a key, types and chooses. */
  async function choose(page: Page, [key, list, word]: [string, string, string]): Promise<void> {
    await page.getByRole('listbox').first().focus()
    await page.keyboard.press(key)
    await page.getByRole('dialog', { name: list }).waitFor()
    await page.keyboard.type(word)
    if (list === 'Labels') await desk.perch.screenshot('pick-labels')
    await page.keyboard.press('Enter')
    if (list === 'Labels') await page.keyboard.press('Escape')
  }

  it('F9 label, priority, assignee and snooze are seen at once and kept here', async () => {
    const page = await desk.page()
    await openConversation(page, ana)
    await desk.goOffline()
    await choose(page, ['l', 'Labels', 'damaged'])
    await choose(page, ['p', 'Priority', 'Urgent'])
    await choose(page, ['a', 'Assign to', 'Cy'])
    const panel = page.getByRole('complementary')
    await panel.getByText('damaged').waitFor()
    await panel.getByText('Urgent').waitFor()
    await panel.getByText('Cy Agent').waitFor()
    await choose(page, ['h', 'Snooze until', 'Tomorrow'])
    await panel.getByText('Snoozed', { exact: true }).waitFor()
    await desk.perch.screenshot('actions-offline')
    expect(await told(ana)).toMatchObject({ status: 'open', labels: [], priority: null })
  })

  it('F9 the customer is corrected in the panel: a number without its country is not taken, the whole one is kept here', async () => {
    const page = await desk.page()
    const panel = page.getByRole('complementary')
    await panel.getByRole('button', { name: 'Add a phone number' }).click()
    const phone = panel.getByRole('textbox', { name: 'Phone' })
    await phone.fill('030 123456')
    await page.keyboard.press('Enter')
    await panel.getByText(/country code/).waitFor()
    await desk.perch.screenshot('contact-refused')
    await phone.fill('+49 30 123456')
    await page.keyboard.press('Enter')
    await panel.getByText('+4930123456').waitFor()
    await panel.getByRole('button', { name: 'Change Ana Ferreira' }).click()
    await panel.getByRole('textbox', { name: 'Name' }).fill('Ana Ruiz')
    await desk.perch.screenshot('contact-edit')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Ana Ruiz', level: 2 }).waitFor()
    await desk.perch.screenshot('contact-changed')
  })

  it('F9 Z takes the last one back', async () => {
    const page = await desk.page()
    await openConversation(page, kofi)
    await page.getByRole('listbox').first().focus()
    await page.keyboard.press('e')
    await page.getByText(/^Resolved: Kofi/).waitFor()
    await page.keyboard.press('z')
    await page.getByRole('complementary').getByText('Open', { exact: true }).waitFor()
  })

  it('F9 a kill in between changes nothing: with the line back the server has each as it was wanted', async () => {
    await desk.perch.kill()
    await desk.perch.restart()
    desk.line.heal()
    const there = await eventually(
      () => told(ana),
      ({ status }) => status === 'snoozed',
      60_000,
    )
    expect(there).toMatchObject({ labels: ['damaged'], priority: 'urgent', meta: { assignee: { name: 'Cy Agent' } } })
    await eventually(
      async () => (await told(ana)).meta.sender,
      ({ name, phone_number: phone }) => name === 'Ana Ruiz' && phone === '+4930123456',
    )
    expect((await told(kofi)).status).toBe('open')
  })

  it('M3 the customer writes while resolving waits: it is held, and done at the agent’s word', async () => {
    const page = await desk.page()
    await openConversation(page, kofi)
    await desk.sees('Live')
    await desk.goOffline()
    await page.getByRole('listbox').first().focus()
    await page.keyboard.press('e')
    await page.getByText(/^Resolved: Kofi/).waitFor()
    await kofi.write('One more thing')
    desk.line.heal()
    await desk.sees('One more thing')
    await page.keyboard.press('g')
    await page.keyboard.press('o')
    await page.getByRole('button', { name: 'Do it anyway' }).waitFor({ timeout: 60_000 })
    // What it would have hidden is seen.
    await page.getByRole('option', { name: /Kofi/ }).waitFor()
    await desk.perch.screenshot('action-held')
    expect((await told(kofi)).status).toBe('open')
    await page.getByRole('button', { name: 'Do it anyway' }).click()
    await eventually(
      () => told(kofi),
      ({ status }) => status === 'resolved',
    )
  })
})
