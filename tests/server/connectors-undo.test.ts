/** What is made in an inbox and for a customer that were there before is taken back as far as the server allows. */
import { afterEach, describe, expect, it } from 'vitest'
import { keepable, runConnector, undoConnector } from '../../src-main/core/connectors'
import { ConnectorsWorld, vkAsk } from './connectors-world'
import { soon } from './soon'

let world: ConnectorsWorld
afterEach(() => world.close())

const { account, connector } = vkAsk()

async function oldInboxAndCustomer(version: '4.2.0' | '4.10.1') {
  world = await ConnectorsWorld.open(version)
  world.fake.model.addInbox({ name: 'VK of old' })
  const { key, name } = connector.attribute
  await world.admin.createAttribute(account, { key, name, description: '' })
  const known = world.fake.model.addContact({ name: 'Known', custom_attributes: { [key]: '777001' } })
  return { run: await runConnector(world.admin, vkAsk()), known }
}

async function undone(run: Parameters<typeof undoConnector>[2]) {
  const result = await undoConnector(world.admin, account, run)
  return { kinds: Object.fromEntries(result.undone.map(({ kind, state }) => [kind, state])), left: result.run.made }
}

describe('undo in an inbox that was there before', () => {
  it('G11 4.10.1 deletes the test conversation; the name in the inbox stays, and that is said', async () => {
    const { run } = await oldInboxAndCustomer('4.10.1')
    expect(await undone(run)).toEqual({
      kinds: { webhook: 'removed', conversation: 'removed', 'contact-inbox': 'left' },
      left: [],
    })
    await soon(() => expect(world.lists()).toMatchObject({ conversations: [], webhooks: [] }))
  })

  it('G11 4.2.0 has no call for it: the conversation stays resolved, and that is said', async () => {
    const { run } = await oldInboxAndCustomer('4.2.0')
    expect((await undone(run)).kinds).toMatchObject({ conversation: 'left', 'contact-inbox': 'left' })
    expect(world.fake.model.world.db.conversations.where(() => true)).toMatchObject([{ status: 'resolved' }])
  })

  it('G11 a conversation that is gone already is told from one that cannot be deleted', async () => {
    const { run } = await oldInboxAndCustomer('4.2.0')
    const [talk] = world.fake.model.world.db.conversations.where(() => true)
    if (talk) world.fake.model.world.db.deleteConversation(talk)
    expect((await undone(run)).kinds).toMatchObject({ conversation: 'gone' })
  })
})

it('G10 an attribute that had another value gets it back; of a run before a restart the value is not known, and it stays', async () => {
  world = await ConnectorsWorld.open()
  const { ids } = await runConnector(world.admin, vkAsk({ test: null }))
  if (ids.inboxId === null) throw new Error('no inbox')
  const customAttributes = { vk_user_id: 'something else' }
  const made = { inboxId: ids.inboxId, sourceId: '777001', name: 'By source', identifier: 'x', customAttributes }
  await world.admin.createContact(account, made)
  const test = { userId: '777001', name: 'Vera', conversation: false }
  const run = await runConnector(world.admin, vkAsk({ test }))
  const kept = keepable(run)
  expect(JSON.stringify(kept)).not.toContain('something else')
  expect(await undone({ made: kept, asked: [] })).toEqual({ kinds: { 'contact-attribute': 'left' }, left: [] })
  const value = () => world.fake.model.world.db.contacts.where(() => true)[0]?.customAttributes
  expect(value()).toEqual({ vk_user_id: '777001' })
  expect((await undone(run)).kinds).toEqual({ 'contact-attribute': 'removed' })
  expect(value()).toEqual(customAttributes)
})
