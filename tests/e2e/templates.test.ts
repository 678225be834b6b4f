/** A template of the channel when its window is over (M14): by keys alone, offline, over a restart, onto the server once. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wireTemplates } from '../fakes/templates'
import type { FakeChatwoot } from '../fake-chatwoot/start'
import type { Conversation } from '../fake-chatwoot/model/rows'
import { AgentDesk } from './agent-desk'
import { findings } from './axe'
import { type Customer, Office, silentCustomer } from './office'
import { askBridge } from './shift'
import { eventually, openConversation } from './steps'

const DAY_MS = 24 * 3_600_000

describe('WhatsApp takes no free reply any more', () => {
  let office: Office
  let fake: FakeChatwoot
  let bo: AgentDesk
  let row: Conversation
  let customer: Customer

  beforeAll(async () => {
    ;({ office, fake } = await Office.openFake())
    const { model } = fake
    const channel = { message_templates: wireTemplates as never, provider: 'whatsapp_cloud' }
    const inbox = model.addInbox({ name: 'Orders', channelType: 'Channel::Whatsapp', members: [model.user('agent')], channel })
    row = model.addConversation(inbox, model.addContact({ name: 'Ana Ferreira', phone_number: '+491700000001' }))
    customer = silentCustomer(row, 'Ana Ferreira', 'Orders')
    model.customerWrites(row, 'Where is my parcel?')
    model.setClockSkew(2 * DAY_MS)
    bo = await AgentDesk.open(office)
  }, 180_000)
  afterAll(async () => {
    await bo.close()
    await office.close()
  })

  const outgoing = () => row.messages.filter(({ type }) => type === 'outgoing')
  const value = (page: Page, name: string) => page.getByRole('textbox', { name: `Value ${name}` })

  it('M14 F15 it is found and filled in by keys alone, and kept when the dialog is closed', { timeout: 240_000 }, async () => {
    const page = await bo.page()
    await openConversation(page, customer)
    await bo.sees(/WhatsApp has taken no free replies since .* until Ana writes again/)
    await bo.perch.screenshot('template-closed')
    await page.keyboard.press('Control+Shift+T')
    await page.getByRole('option', { name: /order_shipped/ }).waitFor()
    await bo.perch.screenshot('template-list')
    expect(await findings(page)).toEqual([])
    await page.keyboard.type('order sh')
    await page.keyboard.press('Enter')
    await value(page, '1').waitFor()
    await page.keyboard.type('Ana')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('alert').filter({ hasText: 'One value is missing: 2' }).waitFor()
    await bo.perch.screenshot('template-missing')
    expect(await findings(page)).toEqual([])
    expect(outgoing()).toEqual([])
    await page.keyboard.press('Escape')
    await bo.sees('Template begun: order_shipped')
    await bo.perch.screenshot('template-begun')
    await page.getByRole('option', { name: /Ana Ferreira.*Draft.*order_shipped/ }).waitFor()
  })

  it(
    'M14 F2 F6 offline it waits here, over the end of the process, and arrives once with its values',
    { timeout: 300_000 },
    async () => {
      await bo.goOffline()
      let page = await bo.page()
      await page.keyboard.press('Control+Shift+T')
      await value(page, '2').waitFor()
      expect(await value(page, '1').inputValue()).toBe('Ana')
      await page.keyboard.type('№ 17')
      await askBridge(page, 'settings.set', { language: 'ru', theme: 'dark' })
      await page.getByText('Нет связи: шаблон подождёт здесь').waitFor()
      await bo.perch.screenshot('template-dark-ru')
      expect(await findings(page)).toEqual([])
      await askBridge(page, 'settings.set', { language: 'en', theme: 'light' })
      await page.getByRole('button', { name: /^Send template/ }).waitFor()
      await page.keyboard.press('Control+Enter')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      const text = 'Hi Ana, your order № 17 is on its way.'
      await page.getByText(text).first().waitFor()
      await bo.perch.screenshot('template-waits')
      await bo.perch.kill()
      await bo.perch.restart()
      bo.line.heal()
      page = await bo.page()
      await eventually(
        () => Promise.resolve(outgoing().length),
        (count) => count === 1,
        90_000,
      )
      await openConversation(page, customer)
      await page.getByText(text).first().waitFor()
      await bo.perch.screenshot('template-sent')
      expect(outgoing()).toMatchObject([
        {
          content: text,
          additionalAttributes: {
            template_params: { name: 'order_shipped', language: 'en_US', processed_params: { 1: 'Ana', 2: '№ 17' } },
          },
        },
      ])
      expect(await askBridge(page, 'outbox.list', {})).toEqual([])
    },
  )
})
