// A shift from signing in to the last customer, with nothing but keys. The page counts what a pointer does: nothing.
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchPerch, type Perch } from './app'
import { NO_RING } from './home'
import { type Customer, Office, pathOf } from './office'
import { eventually } from './steps'

interface Server {
  status: string
  priority: string | null
  labels: string[]
  snoozed_until: number | null
  meta: { assignee?: { id: number } | null }
}

describe('a whole shift without a mouse', { timeout: 120_000 }, () => {
  let office: Office
  let perch: Perch
  let page: Page
  let ana: Customer
  let kofi: Customer
  let mia: Customer

  beforeAll(async () => {
    office = await Office.open()
    const inbox = await office.addInbox('Website', ['agent', 'agent2'])
    const { id } = office.account(0)
    const canned = { short_code: 'parcel', content: 'Your parcel left today, {{contact.first_name}}.' }
    await office.call(`POST /api/v1/accounts/${id}/canned_responses`, { canned_response: canned })
    await office.call(`POST /api/v1/accounts/${id}/labels`, { title: 'delivery', color: '#1f93ff', show_on_sidebar: true })
    ana = await office.addCustomer(inbox, 'Ana Ferreira')
    kofi = await office.addCustomer(inbox, 'Kofi Mensah')
    mia = await office.addCustomer(inbox, 'Mia Chen')
    await ana.write('Where is my parcel?')
    await kofi.write('Can I have an invoice?')
    await mia.write('Is the blue one back?')
    perch = await launchPerch({ settings: NO_RING })
    page = await perch.window()
    await page.evaluate(() => {
      Object.assign(window, { pointed: 0 })
      const count = () => Object.assign(window, { pointed: (window as unknown as { pointed: number }).pointed + 1 })
      for (const kind of ['pointerdown', 'mousedown', 'wheel']) addEventListener(kind, count, true)
    })
  }, 120_000)
  afterAll(async () => {
    await perch.dispose()
    await office.close()
  })

  const keys = async (...presses: string[]): Promise<void> => {
    for (const press of presses) await page.keyboard.press(press)
  }
  const onServer = (customer: Customer, fits: (found: Server) => boolean): Promise<Server> =>
    eventually(() => office.call<Server>(`GET ${pathOf(customer)}`), fits)
  /** The conversation in front, by the name in its head. */
  const isOpen = (customer: Customer) => page.getByRole('main').getByRole('heading', { name: customer.name }).waitFor()

  it('F15 F19 signs in: address, token, Enter', async () => {
    await page.getByLabel('Server address').waitFor()
    await page.keyboard.type(office.base)
    await keys('Tab', 'Tab')
    for (let tabs = 0; tabs < 8; tabs += 1) {
      const isToken = await page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.type === 'password')
      if (isToken) break
      await keys('Tab')
    }
    await page.keyboard.type(office.user('agent').access_token)
    await keys('Enter')
    await page.getByText('Live', { exact: true }).first().waitFor()
  })

  it('F15 F8 goes to who waits longest, answers with a canned response and resolves', async () => {
    await keys('g', 'u')
    await page.getByRole('option', { name: /Ana/ }).waitFor()
    await keys('g', 'n')
    await isOpen(ana)
    await keys('r', '/')
    await page.keyboard.type('parc')
    await page.getByRole('option', { name: /^\/parcel/, selected: true }).waitFor()
    await keys('Enter', 'Control+Enter')
    const text = `Your parcel left today, ${ana.name.split(' ')[0]}.`
    await eventually(
      () => office.repliesOf(ana, text),
      (found) => found.length === 1,
    )
    await keys('Escape', 'Escape', 'e')
    await onServer(ana, ({ status }) => status === 'resolved')
  })

  it('F15 F7 F9 leaves a note, a label, a priority, takes the conversation and snoozes it', async () => {
    await keys('g', 'n')
    await isOpen(kofi)
    await keys('n')
    await page.keyboard.type('Wants it for the tax office')
    await keys('Control+Enter', 'Escape', 'Escape')
    await keys('i', 'l')
    await page.keyboard.type('deliv')
    await page.getByRole('option', { name: /delivery/ }).waitFor()
    await keys('Enter', 'Escape', 'p')
    await page.keyboard.type('high')
    await keys('Enter', 'h')
    await page.keyboard.type('tomorrow 9:00')
    await keys('Enter')
    const found = await onServer(kofi, ({ status, priority }) => status === 'snoozed' && priority === 'high')
    expect(found.labels).toEqual(['delivery'])
    expect(found.snoozed_until).not.toBeNull()
    expect(found.meta.assignee?.id).toBe(office.user('agent').id)
    const notes = (await office.messages(kofi)).filter((message) => message.private)
    expect(notes.map(({ content }) => content)).toEqual(['Wants it for the tax office'])
  })

  it('F15 F9 what was done by mistake is taken back by one key', async () => {
    await keys('g', 'n')
    await isOpen(mia)
    await keys('e')
    await page.getByText('Resolved', { exact: false }).last().waitFor()
    await keys('z')
    await page.keyboard.press('r')
    await page.keyboard.type('Yes, since this morning')
    await keys('Control+Enter')
    await eventually(
      () => office.repliesOf(mia, 'Yes, since this morning'),
      (replies) => replies.length === 1,
    )
    await onServer(mia, ({ status }) => status === 'open')
  })

  it('F15 F16 finds an old word, goes there, and to every room and back', async () => {
    await keys('Escape', 'Escape', 'Control+f')
    await page.getByRole('combobox', { name: 'Search', exact: true }).waitFor()
    await page.keyboard.type('tax office')
    await page.getByRole('option', { name: /tax office/ }).waitFor()
    await keys('Enter')
    await isOpen(kofi)
    for (const [words, heading] of [
      ['contacts', 'Contacts'],
      ['settings', 'Settings'],
      ['check the connection', 'Connection'],
      ['field mode', 'Field mode'],
    ] as const) {
      await keys('Control+k')
      await page.getByRole('combobox', { name: 'Search or do anything' }).waitFor()
      await page.keyboard.type(words)
      await keys('Enter')
      await page.getByRole('heading', { name: heading }).first().waitFor()
    }
    await keys('?')
    await page.getByRole('dialog').waitFor()
    await keys('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('F15 not once was anything pointed at', async () => {
    expect(await page.evaluate(() => (window as unknown as { pointed: number }).pointed)).toBe(0)
    await perch.screenshot('whole-shift')
  })
})
