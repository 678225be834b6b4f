/** What a channel did not take goes once more: by the server where it can, as a new reply where it cannot, and never twice. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ErrandServer } from '../../src-main/core/errand-port'
import type { MessageNews } from '../../src-main/core/news'
import type { NewReply } from '../../src-main/core/outbox'
import { canRetry, makeRedeliver } from '../../src-main/core/redeliver'
import { translate } from '../../src-main/core/translations'
import type { News } from '../../src-main/core/sync/queue'
import type { Message } from '../../src-preload/contract/entities'
import type { ConversationKey, MessageId } from '../../src-preload/contract/ids'
import { callSchemas } from '../../src-preload/contract/schemas/index'
import { conversation, keyOf } from '../fakes/lanes'
import { message } from '../fakes/desk'
import { fakeServer } from '../fakes/server'
import { MemoryDisk, openMemoryStore } from '../fakes/store-memory'

const key: ConversationKey = keyOf(0)
const id = 9 as MessageId
const failed = (some: Partial<Message> = {}): Message => {
  const { outbox: _none, ...stored } = message(9, { type: 'outgoing', status: 'failed', content: 'It left today', ...some })
  return { ...stored, ...key, id }
}
const accepted = <T>(value: T) => Promise.resolve({ kind: 'accepted' as const, value })
const lost = { kind: 'unsure', reason: 'timeout', status: null, words: null } as const

/** What the server says of the message, and how it answers. */
let there: string
let pushed: News[]
let replies: NewReply[]
const retryMessage = vi.fn<ErrandServer['retryMessage']>()
const newsOf = (status: string): MessageNews => ({ ...key, id, evidenceAt: 1, clientId: null, fields: { status } })

beforeEach(() => {
  there = 'failed'
  pushed = []
  replies = []
  retryMessage.mockReset()
  retryMessage.mockImplementation(() => accepted(newsOf((there = 'sent'))))
})

async function desk({ stored = failed(), version = '4.2.0', channel = 'Channel::Api', isConnected = true } = {}) {
  const store = openMemoryStore(new MemoryDisk())
  await store.commit(async (tx) => {
    await tx.putConversation({ conversation: conversation(0, { channel }), evidenceAt: 0 })
    await tx.putMessage({ message: stored, evidenceAt: 0 })
  })
  const server = fakeServer({
    errands: { ...fakeServer().errands, retryMessage },
    messages: () => accepted([newsOf(there), { ...newsOf('sent'), id: 10 as MessageId }]),
  })
  const again = makeRedeliver({
    ...{ store, server, isConnected: () => isConnected, version: () => version },
    queue: { pushed: (news) => (pushed.push(news), Promise.resolve(true)) },
    outbox: {
      send: async (reply) => {
        replies.push(reply)
        const sent = { ...failed({ content: reply.text }), id: null, clientId: reply.clientId }
        await store.commit((tx) => tx.putMessage({ message: sent, evidenceAt: 0 }))
        return { clientId: reply.clientId, undoUntilAt: 0, claimId: null }
      },
    },
  })
  return { store, again: () => again(key, id) }
}
const end = (word: string) => ({ ok: true, value: { end: word } })

describe('M1 F2 what the channel did not take', () => {
  it('F2 is asked of the server once, after a look; what it answers is kept', async () => {
    const { again } = await desk()
    expect(await again()).toEqual(end('asked'))
    expect(pushed).toMatchObject([{ kind: 'messages', list: [{ id: 9, fields: { status: 'sent' } }] }])
    expect(retryMessage).toHaveBeenCalledTimes(1)
  })

  it('F2 pressed twice it goes once, whether the first answer came or was lost', async () => {
    const { again } = await desk()
    expect(await Promise.all([again(), again()])).toEqual([end('asked'), end('already')])
    retryMessage.mockImplementation(() => {
      there = 'sent'
      return Promise.resolve(lost)
    })
    there = 'failed'
    const other = await desk()
    expect(await other.again()).toEqual(end('unsure'))
    expect(await other.again()).toEqual(end('already'))
    expect(retryMessage).toHaveBeenCalledTimes(2)
  })

  it.each([
    ['4.2.0', 'Channel::Api', true],
    ['3.1.1', 'Channel::Api', false],
    ['3.4.0', 'Channel::Whatsapp', true],
    ['4.2.0', 'Channel::Email', false],
    ['4.10.1', 'Channel::Email', true],
    [null, 'Channel::Email', true],
  ])('F2 a server %s retries %s: %s', (version, channel, can) => {
    expect(canRetry(version, channel)).toBe(can)
  })

  it('F2 where the server only pretends it goes as a new reply, guarded, once for ever', async () => {
    const { again } = await desk({ channel: 'Channel::Email' })
    expect(await again()).toEqual(end('again'))
    expect(await again()).toEqual(end('already'))
    expect(replies).toMatchObject([{ text: 'It left today', private: false, origin: 'notification', seenId: 9 }])
    expect(callSchemas['reply.undo'].input.safeParse({ profileId: 'p1', clientId: replies[0]?.clientId }).success).toBe(true)
    expect(retryMessage).not.toHaveBeenCalled()
  })

  it('F18 files that only the server has cannot go anew: it says so', async () => {
    const attachments = [{ id: 1, type: 'file', name: 'a', url: null, thumbUrl: null, size: 1, width: null, height: null }]
    const { again } = await desk({ channel: 'Channel::Email', stored: failed({ attachments }) })
    expect(await again()).toEqual(end('by-hand'))
    expect(replies).toEqual([])
  })

  it("F2 what is delivered, the customer's, gone, or asked for without a line is not sent", async () => {
    expect(await (await desk({ stored: failed({ status: 'delivered' }) })).again()).toEqual(end('already'))
    expect(await (await desk({ stored: failed({ type: 'incoming' }) })).again()).toMatchObject({ error: { kind: 'not-found' } })
    expect(await (await desk({ isConnected: false })).again()).toMatchObject({ error: { kind: 'offline' } })
    expect(retryMessage).not.toHaveBeenCalled()
  })
})

describe('a translation', () => {
  const ask = async (said: string | null, isKept = false) => {
    const { store } = await desk({ stored: failed({ translations: { de: 'Es ging heute' } }) })
    const kept: MessageNews = { ...newsOf('sent'), fields: isKept ? { translations: { ru: 'Ушло сегодня' } } : {} }
    const server = fakeServer({
      errands: { ...fakeServer().errands, translate: () => accepted(said) },
      messages: () => accepted([kept]),
    })
    const queue = { pushed: (news: News) => (pushed.push(news), Promise.resolve(true)) }
    return translate({ store, server, queue, isConnected: () => true }, key, { id, language: 'ru' })
  }

  it('F9 is kept beside those that are there', async () => {
    expect(await ask('Ушло сегодня')).toEqual(end('done'))
    expect(pushed).toMatchObject([{ list: [{ fields: { translations: { de: 'Es ging heute', ru: 'Ушло сегодня' } } }] }])
  })

  it('F9 made before it is read with the message; without the integration it is said that there is none', async () => {
    expect(await ask('', true)).toEqual(end('done'))
    expect(await ask('', false)).toEqual(end('none'))
    expect(await ask(null)).toEqual(end('none'))
  })
})
