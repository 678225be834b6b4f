import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AgentDesk } from './agent-desk'
import { type Customer, Office } from './office'
import { eventually, openConversation, sendReply } from './steps'

describe('two agents answer offline', () => {
  let office: Office
  let bo: AgentDesk
  let cy: AgentDesk
  let customer: Customer

  beforeAll(async () => {
    office = await Office.open()
    const inbox = await office.addInbox('Shop', ['agent', 'agent2'])
    customer = await office.addCustomer(inbox, 'Ana Ferreira')
    await customer.write('Where is my parcel?')
    bo = await AgentDesk.open(office, 'agent')
    cy = await AgentDesk.open(office, 'agent2')
  }, 120_000)
  afterAll(async () => {
    await bo.close()
    await cy.close()
    await office.close()
  })

  const heldCard = (page: Page): Locator => page.getByRole('group', { name: 'Held reply' })
  // Words alone: that Bo took the conversation is told in a line of its own, sooner or later.
  const onServer = async (): Promise<string[]> =>
    (await office.messages(customer)).filter(({ message_type }) => message_type < 2).map(({ content }) => content)

  it('M3 the customer wrote meanwhile: both texts are held, each beside hers', { timeout: 120_000 }, async () => {
    for (const [desk, text] of [
      [bo, 'I will look into it today'],
      [cy, 'It left us on Monday'],
    ] as const) {
      await openConversation(await desk.page(), customer)
      await desk.goOffline()
      await sendReply(await desk.page(), customer, text)
      await desk.sees('Kept on this computer')
    }
    await customer.write('Never mind, it is here')
    bo.line.heal()
    cy.line.heal()
    for (const [desk, text] of [
      [bo, 'I will look into it today'],
      [cy, 'It left us on Monday'],
    ] as const) {
      const card = heldCard(await desk.page())
      await card.waitFor({ timeout: 60_000 })
      await card.getByText('Never mind, it is here').waitFor()
      await card.getByText(text).waitFor()
    }
    await bo.perch.screenshot('held')
    expect(await onServer()).toEqual(['Where is my parcel?', 'Never mind, it is here'])
  })

  it('M3 one sends hers all the same, the other sees it and drops hers', { timeout: 120_000 }, async () => {
    await heldCard(await bo.page())
      .getByRole('button', { name: /Send as it is/ })
      .click()
    const sent = (): Promise<string[]> => onServer().then((all) => all.filter((text) => text === 'I will look into it today'))
    await eventually(sent, (found) => found.length > 0)
    const page = await cy.page()
    await page.getByRole('article', { name: /I will look into it today/ }).waitFor()
    await heldCard(page).getByRole('button', { name: /Drop/ }).click()
    await heldCard(page).waitFor({ state: 'detached' })
    expect(await onServer()).toEqual(['Where is my parcel?', 'Never mind, it is here', 'I will look into it today'])
  })
})
