/** Messages that are not like others: huge, rewritten by the server, of kinds nobody knows (F1, F2, G5). */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { AccountId, ConversationId } from '../../src-preload/contract/ids'
import { closeAll, confirmAll, listen, message, ONE, startCable } from './cable-server'
import { RoundsWorld, value } from './rounds-world'
import { json, serversFor, startTiny, TOKEN } from './tiny-server'
import { soon } from './soon'

const key = { accountId: 1 as AccountId, conversationId: 7 as ConversationId }
const FIVE_MB = 5 * 1024 * 1024

afterEach(closeAll)

describe('huge messages', () => {
  it('G5 five megabytes in a page of messages are read whole', async () => {
    const content = 'я'.repeat(FIVE_MB / 2)
    const tiny = await startTiny((_request, answer) => json(answer, { payload: [{ id: 5, content, message_type: 0 }] }))
    const { server } = serversFor({ limits: { answerMs: 20_000 } }).connect(tiny.base, TOKEN)
    expect(value(await server.messages(key, {}))[0]?.fields.content).toBe(content)
    server.close()
    await tiny.stop()
  })

  it('F1 five megabytes in a frame are told like any other', async () => {
    const { base, heard, say } = await startCable({ onHeard: confirmAll })
    const { told } = listen(base)
    await soon(() => expect(told.length).toBe(3))
    const big = message(1)
    Object.assign(big.data, { content: 'x'.repeat(FIVE_MB), processed_message_content: 'x'.repeat(FIVE_MB) })
    say({ identifier: heard[0]?.identifier, message: big })
    await soon(() => expect(told.slice(3)).toEqual([['event', ONE, 'message-created']]))
  })
})

describe.each(['4.2.0', '4.10.1'] as const)('rewritten by a %s', (version) => {
  const world = new RoundsWorld(version)
  beforeAll(() => world.open())
  afterAll(() => world.close())

  it('F2 braces are filled in or vanish: the reply is known by its mark, not by its words', async () => {
    const { key: conversation } = await world.waiting('Liquid')
    const reply = { conversation, clientId: 'liquid', marker: 1795343900.123457, private: false, inReplyTo: null }
    const sent = value(await world.agent.send({ ...reply, text: 'Hi {{contact.name}}, {{nobody.knows}} `{{kept}}`' }))
    expect(sent.fields.content).toBe('Hi Eva Liquid,  `{{kept}}`')
    const listed = value(await world.agent.messages(conversation, {})).find(({ id }) => id === sent.id)
    expect(listed?.fields.marker).toBeCloseTo(reply.marker, 6)
  })

  it('F2 nothing at all, and as much as the server takes', async () => {
    const { key: conversation } = await world.waiting('Sizes')
    const reply = { conversation, clientId: 'sizes', marker: 1795343901.5, private: false, inReplyTo: null }
    expect(value(await world.agent.send({ ...reply, text: '' })).fields.content).toBe('')
    const most = '🙂'.repeat(75_000)
    expect(value(await world.agent.send({ ...reply, text: most })).fields.content).toBe(most)
    const tooLong = await world.agent.send({ ...reply, text: 'x'.repeat(150_001) })
    expect(tooLong).toMatchObject({ kind: 'unsure', reason: 'unprocessable', status: 422 })
  })
})

describe('kinds nobody knows', () => {
  it('F1 G12 an unknown type, channel, status and word are carried on, not refused', async () => {
    const rows: Record<string, unknown> = {
      messages: [
        { id: 5, content: null, message_type: 9, content_type: 'voice_call', status: 'progress', sender: { type: 'ghost' } },
      ],
      inboxes: [{ id: 3, name: 'Short films', channel_type: 'Channel::Tiktok' }],
      conversations: [
        { id: 7, status: 'archived', priority: 'whenever', meta: { assignee: { id: 2, availability_status: 'away' } } },
      ],
      agents: [{ id: 2, name: 'Bo', role: 'custom', availability_status: 'away' }],
    }
    const tiny = await startTiny((request, answer) =>
      json(answer, { payload: rows[request.url?.split('?')[0]?.split('/').at(-1) ?? ''] ?? [] }),
    )
    const { server } = serversFor().connect(tiny.base, TOKEN)
    expect(value(await server.messages(key, {}))).toMatchObject([
      {
        id: 5,
        fields: { type: 'activity', contentType: 'voice_call', status: 'progress', content: '', sender: { type: 'ghost' } },
      },
    ])
    expect(value(await server.api.directory.listInboxes(key.accountId))).toMatchObject([{ channel: 'Channel::Tiktok' }])
    expect(value(await server.api.directory.listAgents(key.accountId))).toMatchObject([{ role: 'custom', availability: null }])
    const { conversations } = value(await server.conversations(key.accountId, { status: 'all', page: 1 }))
    expect(conversations).toMatchObject([{ fields: { status: 'archived', priority: 'whenever', assignee: { id: 2 } } }])
    server.close()
    await tiny.stop()
  })
})
