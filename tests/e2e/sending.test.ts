/** What surrounds sending: the window of the channel (M14), two agents on one conversation (M12), send later. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FakeChatwoot } from '../fake-chatwoot/start'
import { AgentDesk } from './agent-desk'
import { type Customer, Office, pathOf } from './office'
import { eventually, inWorkspace, openConversation, sendReply } from './steps'

const HOUR_MS = 3_600_000

const onServer = async (office: Office, customer: Customer): Promise<string[]> =>
  (await office.messages(customer)).filter(({ message_type: type }) => type === 1).map(({ content }) => content)

const fieldOf = (page: Page, { name }: Customer) => page.getByRole('textbox', { name: new RegExp(`Reply to ${name}`) })

/** An inbox whose channel takes replies for so many hours after the customer's last message. */
async function addTimedInbox(office: Office, name: string, hours: number) {
  const account = office.account(0).id
  const channel = { type: 'api', webhook_url: '', additional_attributes: { agent_reply_time_window: String(hours) } }
  const path = `/api/v1/accounts/${account}`
  const { id } = await office.call<{ id: number }>(`POST ${path}/inboxes`, { name, enable_auto_assignment: false, channel })
  const user_ids = [office.user('agent').id]
  await office.call(`POST ${path}/inbox_members`, { inbox_id: id, user_ids })
  return { id, account, name }
}

describe('the window of the channel closes while a reply waits', () => {
  let office: Office
  let fake: FakeChatwoot
  let bo: AgentDesk
  let customer: Customer

  beforeAll(async () => {
    ;({ office, fake } = await Office.openFake())
    customer = await office.addCustomer(await addTimedInbox(office, 'Parcels', 1), 'Ana Ferreira')
    await customer.write('Where is my parcel?')
    bo = await AgentDesk.open(office)
  }, 120_000)
  afterAll(async () => {
    await bo.close()
    await office.close()
  })

  it('M14 the time left is counted down, and a reply that waits offline is flagged', { timeout: 120_000 }, async () => {
    await openConversation(await bo.page(), customer)
    await bo.sees(/Parcels window: (59 min|1 h) left/)
    await bo.perch.screenshot('window-soon')
    await bo.goOffline()
    await sendReply(await bo.page(), customer, 'It left us on Monday')
    await bo.sees(/The channel takes free replies until .* waits here for your word/)
    await bo.perch.screenshot('window-flagged')
  })

  it('M14 back after the end it is held, not sent to fail; a note still goes', { timeout: 180_000 }, async () => {
    // Two hours pass for everybody: with the server's clock alone it would depend on who asks first.
    fake.model.setClockSkew(2 * HOUR_MS)
    await bo.perch.app.evaluate((_electron, ms) => {
      const now = Date.now
      Date.now = () => now() + ms
    }, 2 * HOUR_MS)
    const page = await bo.page()
    await page.addInitScript((ms) => {
      const now = Date.now
      Date.now = () => now() + ms
    }, 2 * HOUR_MS)
    await page.reload()
    bo.line.heal()
    // Main takes the two hours for a sleep and says what was missed: at its next tick, which must not come between two clicks.
    const missed = page.getByRole('dialog')
    await missed.getByRole('heading', { name: 'Nobody new waits for you' }).waitFor({ timeout: 60_000 })
    await missed.getByRole('button', { name: 'Close' }).click()
    await openConversation(page, customer)
    const card = page.getByRole('group', { name: 'Held reply' })
    await card.waitFor({ timeout: 90_000 })
    await card.getByText(/opens again when the customer writes/).waitFor()
    await page.getByText(/Parcels has taken no free replies since .* until Ana writes again/).waitFor({ timeout: 60_000 })
    await bo.perch.screenshot('window-closed')
    expect(await onServer(office, customer)).toEqual([])
    await page.getByRole('button', { name: 'Private note' }).last().click()
    await page.getByRole('textbox', { name: /Private note about/ }).fill('Asked too late, call her')
    await page.keyboard.press('Control+Enter')
    await eventually(
      () => onServer(office, customer),
      (all) => all.includes('Asked too late, call her'),
    )
    expect(await onServer(office, customer)).toEqual(['Asked too late, call her'])
  })
})

describe('two agents on one conversation', () => {
  let office: Office
  let bo: AgentDesk
  let cy: AgentDesk
  let customer: Customer

  beforeAll(async () => {
    office = await Office.open()
    customer = await office.addCustomer(await office.addInbox('Shop', ['agent', 'agent2']), 'Kofi Mensah')
    await customer.write('Is the mug in stock?')
    bo = await AgentDesk.open(office, 'agent')
    cy = await AgentDesk.open(office, 'agent2')
  }, 120_000)
  afterAll(async () => {
    await bo.close()
    await cy.close()
    await office.close()
  })

  const assignee = async (): Promise<number | null> => {
    const seen = await office.call<{ meta: { assignee?: { id: number } } }>(`GET ${pathOf(customer)}`)
    return seen.meta.assignee?.id ?? null
  }

  it('M12 the first press asks while the other one writes, the second sends and takes', { timeout: 180_000 }, async () => {
    await openConversation(await cy.page(), customer)
    await openConversation(await bo.page(), customer)
    await fieldOf(await cy.page(), customer).pressSequentially('Let me look ', { delay: 50 })
    await (await bo.page()).getByRole('option').getByText('is writing').waitFor()
    await bo.perch.screenshot('row-typing')
    await fieldOf(await bo.page(), customer).fill('Yes, twelve of them')
    await bo.sees(/is writing too\./)
    const field = fieldOf(await bo.page(), customer)
    await field.press('Control+Enter')
    await bo.sees('Press send once more to send yours all the same.')
    await bo.perch.screenshot('rival-asked')
    expect(await onServer(office, customer)).toEqual([])
    await field.press('Control+Enter')
    await bo.sees('Yours now, because you answered')
    await bo.perch.screenshot('claimed')
    await eventually(
      () => onServer(office, customer),
      (all) => all.length === 1,
    )
    await eventually(assignee, (id) => id === office.user('agent').id)
    await cy.sees(/has just answered\./)
  })
})

describe('send later', () => {
  let office: Office
  let bo: AgentDesk
  let customer: Customer

  beforeAll(async () => {
    office = await Office.open()
    customer = await office.addCustomer(await office.addInbox('Shop'), 'Lena Roth')
    await customer.write('Will it come tomorrow?')
    bo = await AgentDesk.open(office)
  }, 120_000)
  afterAll(async () => {
    await bo.close()
    await office.close()
  })

  const later = async (text: string, when: string): Promise<void> => {
    const page = await bo.page()
    await fieldOf(page, customer).fill(text)
    await page.keyboard.press('Control+.')
    await bo.perch.screenshot('ways')
    await page.getByRole('menuitem', { name: 'Send later' }).click()
    await page.getByRole('combobox', { name: 'Send later' }).fill(when)
    await bo.perch.screenshot('later-picker')
    await page.keyboard.press('Enter')
    await bo.sees('Leaves then, if this computer is on')
  }

  it('F2 it waits for its time, says so everywhere, and leaves then', { timeout: 240_000 }, async () => {
    await openConversation(await bo.page(), customer)
    await later('Good morning! It comes tomorrow.', 'tomorrow 9')
    await later('It is on its way', '1 min')
    // A restart in between loses nothing.
    await bo.perch.kill()
    await bo.perch.restart()
    const page = await bo.page()
    await inWorkspace(page)
    await page.keyboard.press('g')
    await page.keyboard.press('o')
    await page
      .getByRole('complementary', { name: 'Outbox' })
      .getByText(/Leaves .*9:00.*, if this computer is on/)
      .waitFor()
    await bo.perch.screenshot('later-outbox')
    expect(await onServer(office, customer)).toEqual([])
    // A minute passes at once, as when the computer slept: the clock is looked at, not a timer.
    await bo.perch.app.evaluate(() => {
      const now = Date.now.bind(Date)
      Date.now = () => now() + 60_000
    })
    await eventually(
      () => onServer(office, customer),
      (all) => all.length > 0,
      60_000,
    )
    expect(await onServer(office, customer)).toEqual(['It is on its way'])
  })
})
