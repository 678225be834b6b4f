/** Templates against the fake that keeps the contract: read with the inboxes, sent as a message (M14, G2, G5). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TemplateUse } from '../../src-preload/contract/message-template'
import { wireTemplates } from '../fakes/templates'
import { account, RoundsWorld, value } from './rounds-world'

const use: TemplateUse = {
  ...{ name: 'order_shipped', language: 'en_US', category: 'UTILITY', namespace: null },
  values: { 1: 'Ana', 2: '№ 17' },
}

describe.each(['4.2.0', '4.10.1'] as const)('templates against a %s', (version) => {
  const world = new RoundsWorld(version)
  beforeAll(() => world.open())
  afterAll(() => world.close())

  const talk = () => {
    const { model } = world.fake
    const channel = { message_templates: wireTemplates as never, provider: 'whatsapp_cloud' }
    const inbox = model.addInbox({ name: 'Orders', channelType: 'Channel::Whatsapp', members: [model.user('agent')], channel })
    const contact = model.addContact({ name: 'Ana', phone_number: `+49170${inbox.id}000001` })
    return { inbox, row: model.addConversation(inbox, contact) }
  }

  it('M14 the directory brings them by inbox, and inboxes without any bring none', async () => {
    const { inbox } = talk()
    await world.waiting('Plain')
    const { templates, inboxes } = value(await world.agent.directory(account))
    expect(templates?.map(({ inboxId }) => inboxId)).toEqual([inbox.id])
    expect(templates?.[0]?.templates).toHaveLength(8)
    expect(inboxes.length).toBeGreaterThan(1)
    expect(JSON.stringify(inboxes)).not.toContain('order_shipped')
  })

  it('M14 G5 the server keeps name, language and values beside the words', async () => {
    const { row } = talk()
    const conversation = { accountId: account, conversationId: row.displayId as never }
    const clientId = '00000000-0000-4000-8000-0000000000aa'
    const reply = { conversation, clientId, marker: 1795343898.25, text: 'Hi Ana', private: false, inReplyTo: null }
    const news = value(await world.agent.send({ ...reply, template: use }))
    expect(news.fields.content).toBe('Hi Ana')
    expect(row.messages.at(-1)).toMatchObject({
      ...{ content: 'Hi Ana', type: 'outgoing', isPrivate: false },
      additionalAttributes: {
        template_params: {
          ...{ name: 'order_shipped', language: 'en_US', category: 'UTILITY' },
          processed_params: { 1: 'Ana', 2: '№ 17' },
        },
      },
    })
  })
})
