import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Office } from './office'
import { pathOf } from './office'
import { closeShop, openShop, type Shop } from './shop'
import { openConversation } from './steps'

interface Told {
  status: string
  labels: string[]
  custom_attributes: Record<string, unknown>
}

const kinds = [
  { attribute_key: 'order', attribute_display_name: 'Order', attribute_display_type: 'text', attribute_model: 0 },
  { attribute_key: 'pieces', attribute_display_name: 'Pieces', attribute_display_type: 'number', attribute_model: 0 },
  { attribute_key: 'due', attribute_display_name: 'Due', attribute_display_type: 'date', attribute_model: 0 },
  { attribute_key: 'parcel', attribute_display_name: 'Parcel', attribute_display_type: 'link', attribute_model: 0 },
  { attribute_key: 'plan', attribute_display_name: 'Plan', attribute_display_type: 'list', attribute_model: 1 },
]

/** An account that has defined attributes and has a macro. */
async function prepare(office: Office): Promise<void> {
  const at = 'POST /api/v1/accounts/1'
  for (const kind of kinds) {
    const definition = { ...kind, attribute_values: kind.attribute_key === 'plan' ? ['Regular', 'Gold'] : [] }
    await office.call(`${at}/custom_attribute_definitions`, { custom_attribute_definition: definition })
  }
  const actions = [
    { action_name: 'add_label', action_params: ['damaged'] },
    { action_name: 'send_message', action_params: ['A new one is on its way.'] },
    { action_name: 'resolve_conversation', action_params: [] },
  ]
  await office.call(`${at}/macros`, { name: 'Send a new one', visibility: 'global', actions })
}

/** She wrote once before, and that is over. */
async function talkedBefore({ office, ana }: Pick<Shop, 'office' | 'ana'>): Promise<void> {
  const at = '/api/v1/accounts/1'
  const { meta, inbox_id } = await office.call<{ meta: { sender: { id: number } }; inbox_id: number }>(`GET ${pathOf(ana)}`)
  const contact_id = meta.sender.id
  const { payload } = await office.call<{ payload: { source_id: string; inbox: { id: number } }[] }>(
    `GET ${at}/contacts/${contact_id}/contactable_inboxes`,
  )
  const source_id = payload.find(({ inbox }) => inbox.id === inbox_id)?.source_id
  const { id } = await office.call<{ id: number }>(`POST ${at}/conversations`, { inbox_id, contact_id, source_id })
  const message = { content: 'Where is my parcel?', message_type: 'incoming' }
  await office.call(`POST ${at}/conversations/${id}/messages`, message)
  await office.call(`POST ${at}/conversations/${id}/toggle_status`, { status: 'resolved' })
}

describe('the side panel', { timeout: 180_000 }, () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop(async ({ office, ana }) => {
      await prepare(office)
      await talkedBefore({ office, ana })
      await ana.write('My mug is broken')
      const values = { order: 'A-20417', parcel: 'https://parcel.example/1', due: '2026-12-01', vk_user_id: '12345678' }
      await office.call(`POST ${pathOf(ana)}/custom_attributes`, { custom_attributes: values })
    })
  }, 90_000)
  afterAll(() => closeShop(shop))
  const told = () => shop.office.call<Told>(`GET ${pathOf(shop.ana)}`)
  const panel = async () => (await shop.desk.page()).getByRole('complementary')

  it('F9 participants and macros: followed, read before it is run, and its events show what it did', async () => {
    const page = await shop.desk.page()
    await openConversation(page, shop.ana)
    const side = await panel()
    await side.getByRole('button', { name: 'Change Order' }).waitFor()
    await side.getByText('Where is my parcel?').waitFor()
    await shop.desk.perch.screenshot('panel')
    await side.getByRole('button', { name: 'Participants' }).click()
    await side.getByRole('button', { name: 'Follow' }).click()
    await side.getByRole('button', { name: 'Stop following' }).waitFor()
    await side.getByRole('button', { name: 'Macros' }).click()
    await side.getByRole('button', { name: 'Send a new one' }).click()
    await side.getByText('Send to the customer: A new one is on its way.').waitFor()
    await side.getByRole('button', { name: 'Run it here' }).scrollIntoViewIfNeeded()
    await shop.desk.perch.screenshot('panel-macro')
    await side.getByRole('button', { name: 'Run it here' }).click()
    await side.getByText('Resolved', { exact: true }).waitFor()
    await side.getByText('damaged').waitFor()
    await page.getByText('A new one is on its way.').first().waitFor()
  })

  it('F9 without a connection attributes are changed and kept, and go with the connection; the rest says what it needs', async () => {
    const page = await shop.desk.page()
    const side = await panel()
    await shop.desk.goOffline()
    await side.getByRole('button', { name: 'Change Order' }).click()
    await side.getByRole('textbox', { name: 'Order' }).fill('B-1')
    await page.keyboard.press('Enter')
    await side.getByRole('button', { name: '1 more without a value' }).first().click()
    await side.getByRole('button', { name: 'Set Pieces' }).click()
    await side.getByRole('textbox', { name: 'Pieces' }).fill('two')
    await page.keyboard.press('Enter')
    await side.getByText('This is not a number').waitFor()
    await shop.desk.perch.screenshot('panel-refused')
    await side.getByRole('textbox', { name: 'Pieces' }).fill('2')
    await page.keyboard.press('Enter')
    await side.getByText('B-1', { exact: true }).waitFor()
    await side.getByText('These are on this computer', { exact: false }).waitFor()
    await shop.desk.perch.screenshot('panel-offline')
    expect((await told()).custom_attributes).toMatchObject({ order: 'A-20417' })
    shop.desk.line.set({ isRefusing: false })
    const wanted = { order: 'B-1', pieces: 2, due: '2026-12-01', vk_user_id: '12345678', parcel: 'https://parcel.example/1' }
    await expect.poll(async () => (await told()).custom_attributes, { timeout: 60_000 }).toEqual(wanted)
  })
})
