/** Conversations and messages against the fake that keeps the contract (G4, G5, F2, F9). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CableListener } from '../../src-main/core/ports'
import type { MessageNews, ServerEvent } from '../../src-main/core/news'
import type { AccountId, UserId } from '../../src-preload/contract/ids'
import { account, RoundsWorld, value } from './rounds-world'
import { TOKEN } from './tiny-server'
import { soon } from './soon'

describe.each(['4.2.0', '4.10.1'] as const)('conversations against a %s', (version) => {
  const world = new RoundsWorld(version)
  beforeAll(() => world.open())
  afterAll(() => world.close())

  it('G4 G5 F9 a conversation from start to end', async () => {
    const { inbox, contact, key } = await world.waiting('Round')
    const { conversations, actions } = world.agent.api
    const places = value(await world.agent.api.contacts.contactableInboxes(account, contact.contact.id))
    expect(places.find(({ inboxId }) => inboxId === inbox.id)?.sourceId).toBe(contact.sourceId)
    const page = value(await world.agent.api.conversations.listConversations(account, { status: 'open', inboxId: inbox.id }))
    expect(page).toMatchObject({
      allCount: 1,
      conversations: [{ id: key.conversationId, fields: { unreadCount: 1, assignee: null, team: null } }],
    })
    expect(value(await conversations.countConversations(account, { status: 'open', inboxId: inbox.id })).unassigned).toBe(1)
    value(await world.agent.assign(key, 2 as UserId))
    expect(value(await world.agent.conversation(key)).fields.assignee).toMatchObject({ id: 2, name: 'Bo Agent' })
    value(await world.agent.assign(key, null))
    expect(value(await world.agent.conversation(key)).fields.assignee).toBeNull()
    value(await actions.setPriority(key, 'urgent'))
    expect(value(await actions.setLabels(key, ['vip', 'late']))).toEqual(['vip', 'late'])
    expect(value(await actions.readLabels(key))).toEqual(expect.arrayContaining(['vip', 'late']))
    expect(value(await actions.setParticipants(key, [2 as UserId])).map(({ id }) => id)).toEqual([2])
    value(await actions.setCustomAttributes(key, { order: '17' }))
    value(await world.agent.setTyping(key, true, false))
    expect(value(await world.agent.markSeen(key)).fields.unreadCount).toBe(0)
    expect(value(await actions.markUnread(key)).fields.unreadCount).toBe(1)
    const until = Math.floor(Date.now() / 1000) * 1000 + 3_600_000
    value(await actions.setStatus(key, { status: 'snoozed', snoozedUntilAt: until }))
    expect(value(await world.agent.conversation(key)).fields).toMatchObject({
      status: 'snoozed',
      snoozedUntilAt: until,
      priority: 'urgent',
      customAttributes: { order: '17' },
    })
    value(await world.agent.setStatus(key, 'resolved'))
    expect(value(await world.agent.conversation(key)).fields).toMatchObject({ status: 'resolved', waitingSinceAt: null })
    const filtered = await conversations.filterConversations(account, {
      conditions: [{ key: 'inbox_id', operator: 'equal_to', values: [inbox.id] }],
    })
    expect(value(filtered).conversations.length).toBe(1)
    value(await actions.mute(key))
    value(await actions.unmute(key))
    expect(value(await world.agent.contactConversations(account, contact.contact.id)).map(({ id }) => id)).toEqual([
      key.conversationId,
    ])
  })

  it('F9 G3 a customer is corrected, and a double is refused with the words of the server', async () => {
    const { contact } = await world.waiting('Correct')
    const taken = (await world.waiting('Taken')).contact.contact.email
    const id = contact.contact.id
    const fields = { name: 'Eva K.', phoneNumber: '+4930123456', email: null }
    expect(value(await world.agent.updateContact(account, id, fields))).toMatchObject({ id, ...fields })
    const refused = await world.agent.updateContact(account, id, { email: taken })
    expect(refused).toMatchObject({ kind: 'refused', reason: 'invalid' })
    expect(refused).toHaveProperty('words', expect.stringContaining('Email has already been taken'))
  })

  it('F2 G5 a reply keeps its marks where this version keeps them, and comes by the socket too', async () => {
    const { key } = await world.waiting('Marks')
    const events: ServerEvent[] = []
    const confirmed: AccountId[] = []
    const listener: CableListener = {
      welcomed: () => undefined,
      confirmed: (id) => void confirmed.push(id),
      pinged: () => undefined,
      event: (_account, event) => void events.push(event),
      closed: () => undefined,
    }
    const { cable, server } = world.servers.connect(world.fake.base, TOKEN)
    const socket = cable.open(
      { pubsubToken: 'BoAgentSocketForTests222', userId: 2 as UserId, accountIds: [account, 2 as AccountId] },
      listener,
    )
    await soon(() => expect(confirmed.length).toBe(2))
    const clientId = '0b0e7a3e-8f8f-4f27-9f53-222222222222'
    const marker = 1795343898.123456
    const sent = value(
      await world.agent.send({ conversation: key, clientId, marker, text: 'On its way', private: false, inReplyTo: null }),
    )
    expect(sent).toMatchObject({
      clientId,
      conversationId: key.conversationId,
      fields: { content: 'On its way', type: 'outgoing', sender: { type: 'user', id: 2 } },
    })
    const echo = await soon(() => {
      const created = events.flatMap((event) =>
        event.kind === 'message-created' && event.message.id === sent.id ? [event.message] : [],
      )
      expect(created.length).toBe(1)
      return created[0] as MessageNews
    })
    expect(echo.clientId).toBe(clientId)
    const listed = value(await world.agent.messages(key, {})).find(({ id }) => id === sent.id)
    expect(listed?.fields.marker).toBeCloseTo(marker, 6)
    expect(listed?.clientId).toBe(version === '4.2.0' ? null : clientId)
    const files = [{ name: 'заметки.txt', type: 'text/plain', bytes: new TextEncoder().encode('hello') }]
    const withFile = value(
      await world.agent.send({
        conversation: key,
        clientId,
        marker: marker + 1,
        text: '',
        private: true,
        inReplyTo: sent.id,
        files,
      }),
    )
    expect(withFile.fields).toMatchObject({
      private: true,
      inReplyTo: sent.id,
      attachments: [{ type: 'file', name: 'заметки.txt', size: 5 }],
    })
    const read = value(await world.agent.messages(key, {})).find(({ id }) => id === withFile.id)
    expect(read?.fields.marker).toBeCloseTo(marker + 1, 6)
    expect(value(await world.agent.api.actions.listAttachments(key, 1)).map(({ name }) => name)).toEqual(['заметки.txt'])
    expect(value(await world.agent.api.messages.deleteMessage(key, withFile.id)).fields).toMatchObject({
      deleted: true,
      attachments: [],
    })
    value(await world.agent.api.messages.retryMessage(key, sent.id))
    const translated = await world.agent.api.messages.translateMessage(key, { id: sent.id, language: 'de' })
    expect(translated).toMatchObject({ kind: 'refused', reason: 'not-found' })
    socket.close()
    server.close()
  })

  it('F5 windows of messages: newest, before, after, between', async () => {
    const { key } = await world.waiting('Pages')
    const conversation = world.fake.model.conversation(1, key.conversationId)
    for (let index = 0; index < 24; index += 1) world.fake.model.customerWrites(conversation, `line ${index}`)
    // With the first message, and a line of the server's own.
    const all = world.fake.model.messagesOf(conversation).length
    expect(all).toBeGreaterThan(24)
    const newest = value(await world.agent.messages(key, {}))
    expect(newest.length).toBe(20)
    const [first] = newest
    const older = value(await world.agent.messages(key, { before: first?.id ?? (0 as never) }))
    expect(older.length).toBe(all - 20)
    const since = value(await world.agent.messages(key, { after: older[0]?.id ?? (0 as never) }))
    expect(since.length).toBe(all - 1)
    const between = value(
      await world.agent.messages(key, { after: older[0]?.id ?? (0 as never), before: 2_147_483_647 as never }),
    )
    expect(between.length).toBe(all)
  })
})
