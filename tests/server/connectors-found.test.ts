/** What is there already is used and completed; what others do meanwhile does no harm. */
import { afterEach, expect, it } from 'vitest'
import { isFinished, runConnector, undoConnector } from '../../src-main/core/connectors'
import type { Webhook } from '../../src-main/core/connectors/port'
import type { Outcome } from '../../src-main/core/outcome'
import { ConnectorsWorld, vkAsk, whats } from './connectors-world'
import { soon } from './soon'

let world: ConnectorsWorld

async function fresh(): Promise<ConnectorsWorld> {
  world = await ConnectorsWorld.open()
  return world
}

afterEach(() => world.close())

it('G9 a webhook with this address is used, learns the events it lacks, and forgets them again', async () => {
  await fresh()
  const { account, webhookUrl } = vkAsk()
  await world.admin.createWebhook(account, { url: webhookUrl, subscriptions: ['contact_created'] })
  const before = world.lists()
  const run = await runConnector(world.admin, vkAsk({ test: null }))
  expect(whats(run)[2]).toBe('webhook changed')
  const [hook] = world.fake.model.world.db.webhooks.where(() => true)
  expect(hook?.subscriptions).toEqual(['contact_created', 'message_created', 'conversation_status_changed'])
  await undoConnector(world.admin, account, run)
  await soon(() => expect(world.lists()).toEqual(before))
})

it('G9 somebody was quicker: the 422 of a duplicate address means that it is there', async () => {
  await fresh()
  const { account, webhookUrl } = vkAsk()
  const events = ['message_created', 'conversation_status_changed'] as const
  const rival = await world.admin.createWebhook(account, { url: webhookUrl, subscriptions: events })
  let isFirst = true
  const late = {
    ...world.admin,
    webhooks: (id: typeof account) => {
      const hidden = isFirst
      isFirst = false
      return hidden ? Promise.resolve<Outcome<Webhook[]>>({ kind: 'accepted', value: [] }) : world.admin.webhooks(id)
    },
  }
  const run = await runConnector(late, vkAsk({ test: null }))
  expect(whats(run)[2]).toBe('webhook found')
  expect(rival).toMatchObject({ value: { id: run.ids.webhookId } })
  expect(run.made.map(({ kind }) => kind)).toEqual(['inbox', 'attribute'])
})

it('G8 two administrators at once end with one inbox', async () => {
  await fresh()
  const runs = await Promise.all([1, 2].map(() => runConnector(world.admin, vkAsk({ test: null }))))
  await soon(() => expect(world.fake.model.world.db.inboxes.size).toBe(1))
  const finished = await Promise.all(runs.map((before) => runConnector(world.admin, vkAsk({ test: null }), { before })))
  expect(finished.every(isFinished)).toBe(true)
  expect(new Set(finished.map(({ ids }) => JSON.stringify(ids))).size).toBe(1)
})

it('G8 an inbox is found by what its name contains, in any case; only an API channel, the oldest first', async () => {
  await fresh()
  const { model } = world.fake
  model.addInbox({ name: 'VK site', channelType: 'Channel::WebWidget' })
  const old = model.addInbox({ name: 'Our vK community' })
  model.addInbox({ name: 'VK second' })
  expect((await runConnector(world.admin, vkAsk({ test: null }))).ids.inboxId).toBe(old.id)
  const exact = model.addInbox({ name: 'vk connector' })
  expect((await runConnector(world.admin, vkAsk({ test: null }))).ids.inboxId).toBe(exact.id)
})

it('G10 a customer who is known by attribute only is linked to the inbox, and keeps his name', async () => {
  await fresh()
  const { account, connector } = vkAsk()
  const { key, name } = connector.attribute
  await world.admin.createAttribute(account, { key, name, description: '' })
  const known = world.fake.model.addContact({ name: 'Known', custom_attributes: { [key]: '777001' } })
  const run = await runConnector(world.admin, vkAsk())
  expect(whats(run)[4]).toBe('contact changed')
  expect(run.ids).toMatchObject({ contactId: known.id, sourceId: '777001' })
  await undoConnector(world.admin, account, run)
  expect(world.fake.model.world.db.contacts.get(known.id)?.name).toBe('Known')
})

it('G10 a customer who is known by his sourceId gets the attribute, and undo takes just that away', async () => {
  await fresh()
  const bare = vkAsk({ test: null })
  const setup = await runConnector(world.admin, bare)
  const inboxId = setup.ids.inboxId
  if (inboxId === null) throw new Error('no inbox')
  const made = { inboxId, sourceId: '777001', name: 'By source', identifier: 'x', customAttributes: { other: 'stays' } }
  await world.admin.createContact(bare.account, made)
  const before = world.lists()
  const test = { userId: '777001', name: 'Vera', conversation: false }
  const run = await runConnector(world.admin, vkAsk({ test }))
  expect(whats(run)[4]).toBe('contact changed')
  const ids = world.fake.model.world.db.contacts.where(() => true).map(({ customAttributes }) => customAttributes)
  expect(ids).toEqual([{ other: 'stays', vk_user_id: '777001' }])
  await undoConnector(world.admin, bare.account, run)
  expect(world.lists()).toEqual(before)
})

it('G8 an inbox that was deleted between two steps is made again by the next run', async () => {
  await fresh()
  const run = await runConnector(world.admin, vkAsk())
  const { inboxId } = run.ids
  if (inboxId === null) throw new Error('no inbox')
  await world.admin.removeInbox(vkAsk().account, inboxId)
  await soon(() => expect(world.fake.model.world.db.inboxes.size).toBe(0))
  const again = await runConnector(world.admin, vkAsk(), { before: run })
  expect(isFinished(again)).toBe(true)
  expect(again.ids.inboxId).not.toBe(inboxId)
  expect(again.ids.contactId).toBe(run.ids.contactId)
})
