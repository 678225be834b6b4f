import { describe, expect, test } from 'vitest'
import { accountId } from '../../src-preload/contract/ids'
import type { Conversation, Message } from '../../src-preload/contract/entities'
import { aConversation, aMessage, keyOf, ME, NOON } from './examples'
import { temporaryStore } from './temporary'

const place = temporaryStore()
const JONAS = { type: 'user', id: 8, name: 'Jonas \u0000 "W"', avatarUrl: null }
const ask = { me: ME, accounts: [accountId.parse(1)], since: NOON }
const MINUTE = 60_000

async function keep(conversations: Conversation[], messages: Message[]): Promise<void> {
  await place.store.commit(async (tx) => {
    for (const conversation of conversations) await tx.putConversation({ conversation, evidenceAt: NOON })
    for (const message of messages) await tx.putMessage({ message, evidenceAt: NOON })
  })
}

describe('M9 what was said meanwhile', () => {
  test('M9 by conversation, oldest first, with who said it; what is older, unsent or in another account is not', async () => {
    await keep(
      [
        aConversation(1, { lastActivityAt: NOON + 9 * MINUTE, waitingSinceAt: NOON + MINUTE }),
        aConversation(2, { lastActivityAt: NOON - MINUTE }),
        aConversation(3, { accountId: 2, lastActivityAt: NOON + MINUTE }),
      ],
      [
        aMessage(1, 12, { type: 'outgoing', sender: JONAS, createdAt: NOON + 2 * MINUTE }),
        aMessage(1, 11, { createdAt: NOON + MINUTE }),
        aMessage(1, 10, { createdAt: NOON - MINUTE }),
        aMessage(1, null, { clientId: '00000000-0000-4000-8000-000000000001', createdAt: NOON + 3 * MINUTE }),
        aMessage(2, 13, { createdAt: NOON - MINUTE }),
        aMessage(3, 14, { accountId: 2, createdAt: NOON + MINUTE }),
      ],
    )
    const customer = { type: 'contact', id: 1001, name: 'Customer 1' }
    expect(await place.store.movedSince(ask)).toEqual([
      {
        ...{ accountId: 1, conversationId: 1, status: 'open', assigneeId: null, waitingSinceAt: NOON + MINUTE },
        said: [
          { at: NOON + MINUTE, type: 'incoming', private: false, sender: customer, mentionsMe: false },
          {
            ...{ at: NOON + 2 * MINUTE, type: 'outgoing', private: false, mentionsMe: false },
            sender: { type: 'user', id: 8, name: JONAS.name },
          },
        ],
      },
    ])
  })

  test('M9 a note with my name in it mentions me; the same words of a customer do not', async () => {
    const content = 'See [@Mira](mention://user/7/Mira)'
    await keep(
      [aConversation(1, { lastActivityAt: NOON + MINUTE })],
      [
        aMessage(1, 11, { content, createdAt: NOON + 1 }),
        aMessage(1, 12, { content, private: true, type: 'outgoing', sender: JONAS, createdAt: NOON + 2 }),
        aMessage(1, 13, { content: 'mention://user/70/', private: true, type: 'outgoing', createdAt: NOON + 3 }),
        aMessage(1, 14, { type: 'activity', sender: null, createdAt: NOON + 4 }),
      ],
    )
    const [talk] = await place.store.movedSince(ask)
    expect(talk?.said.map((line) => [line.mentionsMe, line.sender?.name ?? null])).toEqual([
      [false, 'Customer 1'],
      [true, JONAS.name],
      [false, 'Customer 1'],
      [false, null],
    ])
  })

  test('M9 whether a colleague had answered before: publicly, and before that time', async () => {
    const by = (id: number, some: object) => aMessage(1, id, { type: 'outgoing', sender: JONAS, ...some })
    await keep([aConversation(1)], [by(11, { createdAt: NOON, private: true }), by(12, { createdAt: NOON + MINUTE })])
    const had = (agent: number, before: number) => place.store.hadAnswered(keyOf(1, 1), agent, before)
    expect([await had(8, NOON), await had(8, NOON + MINUTE), await had(9, NOON + MINUTE)]).toEqual([false, true, false])
  })
})
