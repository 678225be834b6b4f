/** What the channel did not take, when the server or the store answers otherwise than hoped. */
import { describe, expect, it } from 'vitest'
import type { MessageNews } from '../../src-main/core/news'
import type { NewReply } from '../../src-main/core/outbox'
import type { Outcome } from '../../src-main/core/outcome'
import { makeRedeliver } from '../../src-main/core/redeliver'
import type { Message } from '../../src-preload/contract/entities'
import type { MessageId } from '../../src-preload/contract/ids'
import { conversation, keyOf } from '../fakes/lanes'
import { customerMessage } from '../fakes/messages'
import { fakeServer } from '../fakes/server'
import { MemoryDisk, openMemoryStore } from '../fakes/store-memory'

const key = keyOf(0)
const id = 9 as MessageId
const news: MessageNews = { ...key, id, evidenceAt: 1, clientId: null, fields: { status: 'failed' } }
const found: Outcome<MessageNews[]> = { kind: 'accepted', value: [news] }

interface Desk {
  looks?: Outcome<MessageNews[]>
  retried?: Outcome<MessageNews>
  some?: Partial<Message>
  channel?: string | null
}

async function again({ looks = found, retried, some, channel = 'Channel::Api' }: Desk) {
  const store = openMemoryStore(new MemoryDisk())
  const message = customerMessage(0, { id, type: 'outgoing', status: 'failed', ...some })
  await store.commit(async (tx) => {
    if (channel !== null) await tx.putConversation({ conversation: conversation(0, { channel }), evidenceAt: 0 })
    await tx.putMessage({ message, evidenceAt: 0 })
  })
  const asked: MessageId[] = []
  const replies: NewReply[] = []
  const retryMessage = (_key: unknown, one: MessageId) => {
    asked.push(one)
    return retried === undefined ? Promise.reject(new Error('not expected')) : Promise.resolve(retried)
  }
  const redeliver = makeRedeliver({
    ...{ store, isConnected: () => true, version: () => '4.2.0' },
    server: { messages: () => Promise.resolve(looks), errands: { ...fakeServer().errands, retryMessage } },
    queue: { pushed: () => Promise.resolve(true) },
    outbox: {
      send: (reply) => {
        replies.push(reply)
        return Promise.resolve({ clientId: reply.clientId, undoUntilAt: 0, claimId: null })
      },
    },
  })
  return { answer: await redeliver(key, id), asked, replies }
}

describe('F2 what the channel did not take, and the server says no', () => {
  it.each<[string, Outcome<MessageNews[]>, string]>([
    ['cannot be reached', { kind: 'never-sent', reason: 'connect', detail: 'ECONNREFUSED' }, 'offline'],
    ['has too much to do', { kind: 'throttled' }, 'throttled'],
    ['no longer has the message', { kind: 'accepted', value: [] }, 'not-found'],
  ])('F2 when it %s at the look, nothing is asked of it and the agent hears so', async (_, looks, kind) => {
    const { answer, asked } = await again({ looks })
    expect(answer).toMatchObject({ ok: false, error: { kind } })
    expect(asked).toEqual([])
  })

  it.each<[string, Outcome<MessageNews>, object]>([
    [
      'refused',
      { kind: 'refused', reason: 'not-allowed', status: 401, words: 'Not yours' },
      { kind: 'refused', words: 'Not yours' },
    ],
    ['answered in words', { kind: 'unsure', reason: 'unprocessable', status: 422, words: 'Too late' }, { words: 'Too late' }],
    ['never sent', { kind: 'never-sent', reason: 'connect', detail: 'ECONNREFUSED' }, { kind: 'offline' }],
  ])('F2 when delivering again is %s it is not said to be on its way', async (_, retried, error) => {
    const { answer, asked } = await again({ retried })
    expect(answer).toMatchObject({ ok: false, error })
    expect(asked).toEqual([id])
  })

  it('F2 a message whose conversation is not here is still asked of the server', async () => {
    const { answer } = await again({ channel: null, retried: { kind: 'accepted', value: news } })
    expect(answer).toEqual({ ok: true, value: { end: 'asked' } })
  })

  it('F7 a mail that goes anew goes to whom it was for, and nobody is copied in secret', async () => {
    const mail = { subject: 'Parcel', from: [], to: ['ana@example.org'], cc: ['bo@example.org'], bcc: ['eve@example.org'] }
    const { replies } = await again({ channel: 'Channel::Email', some: { mail: mail as unknown as Message['mail'] } })
    expect(replies).toMatchObject([{ recipients: { to: ['ana@example.org'], cc: ['bo@example.org'], bcc: [] } }])
  })
})
