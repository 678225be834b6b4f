/** Whom a mail goes to (F7): nobody drops out of the talk without a word, and what the agent chose arrives, also after a restart. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Conversation } from '../fake-chatwoot/model/rows'
import type { FakeChatwoot } from '../fake-chatwoot/start'
import { AgentDesk } from './agent-desk'
import { findings } from './axe'
import { type Customer, Office, silentCustomer } from './office'
import { openConversation } from './steps'

const WORDS = 'A new one is on its way'

describe('an e-mail', { timeout: 240_000 }, () => {
  let office: Office
  let fake: FakeChatwoot
  let bo: AgentDesk
  let row: Conversation
  let customer: Customer

  beforeAll(async () => {
    ;({ office, fake } = await Office.openFake())
    const { model } = fake
    const channel = { email: 'help@perch.example' }
    const inbox = model.addInbox({ name: 'Help', channelType: 'Channel::Email', members: [model.user('agent')], channel })
    row = model.addConversation(inbox, model.addContact({ name: 'Ana Ferreira', email: 'ana@shop.example' }))
    customer = silentCustomer(row, 'Ana Ferreira', 'Help')
    const email = { subject: 'Broken lamp', from: ['ana@shop.example'], to: ['help@perch.example'], cc: ['bo@shop.example'] }
    model.customerWrites(row, 'It came broken', { contentType: 'incoming_email', contentAttributes: { email } })
    bo = await AgentDesk.open(office)
  }, 180_000)
  afterAll(async () => {
    await bo.close()
    await office.close()
  })

  const reply = async (page: Page, words: string) => {
    await page.getByRole('textbox', { name: /Reply to/ }).fill(words)
    await page.keyboard.press('Control+Enter')
  }

  const copies = () =>
    row.messages
      .filter(({ type }) => type === 'outgoing')
      .map(({ content, contentAttributes }) => [content, contentAttributes['cc_emails'], contentAttributes['bcc_emails']])

  it('F7 who had a copy of the mail has one of the answer', async () => {
    const page = await bo.page()
    await openConversation(page, customer)
    await page.getByText('to ana@shop.example, copy to bo@shop.example').first().waitFor()
    await bo.perch.screenshot('recipients-as-last-time')
    await reply(page, 'We are looking into it')
    await expect.poll(copies, { timeout: 30_000 }).toEqual([['We are looking into it', ['bo@shop.example'], undefined]])
    await bo.perch.screenshot('recipients-sent')
  })

  it('F7 F2 F6 others are chosen offline, stay over the end of the process, and have their copy once', async () => {
    await bo.goOffline()
    const page = await bo.page()
    await page.getByRole('button', { name: 'Change whom the e-mail goes to' }).click()
    await page.getByRole('textbox', { name: 'Copy', exact: true }).fill('bo@shop.example, cy@shop.example')
    await page.getByRole('textbox', { name: 'Blind copy' }).fill('boss@perch.example')
    await bo.perch.screenshot('recipients-chosen')
    expect(await findings(page)).toEqual([])
    await reply(page, WORDS)
    await page.getByText(WORDS).first().waitFor()
    await bo.perch.kill()
    await bo.perch.restart()
    bo.line.heal()
    const sent = [WORDS, ['bo@shop.example', 'cy@shop.example'], ['boss@perch.example']]
    await expect.poll(() => copies().slice(1), { timeout: 60_000 }).toEqual([sent])
  })
})
