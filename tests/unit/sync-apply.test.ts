import { beforeEach, describe, expect, it } from 'vitest'
import type { ConversationKey } from '../../src-preload/contract/ids'
import { type Fact, makeFacts } from '../../src-main/core/facts'
import type { ConversationNews, MessageNews } from '../../src-main/core/news'
import { makeApply } from '../../src-main/core/sync/apply'
import { makeQueue, type News, type NewsQueue } from '../../src-main/core/sync/queue'
import { FakeLog } from '../fakes/log'
import { MemoryDisk, openMemoryStore } from '../fakes/store-memory'

const key = { accountId: 1, conversationId: 7 } as ConversationKey
const NOON = Date.UTC(2026, 0, 5, 12)

function conversation(fields: ConversationNews['fields'] = {}): ConversationNews {
  const contact = { id: 3 as never, name: 'Ana' }
  return {
    accountId: key.accountId,
    id: key.conversationId,
    evidenceAt: NOON,
    fields: { status: 'open', contact, lastActivityAt: NOON, agentLastSeenAt: NOON, assignee: null, ...fields },
    messages: [],
  }
}

function message(id: number, fields: MessageNews['fields'] = {}): MessageNews {
  const createdAt = NOON + id * 1_000
  const sender = { type: 'contact', id: 3, name: 'Ana', avatarUrl: null }
  return {
    ...key,
    id: id as never,
    evidenceAt: createdAt,
    clientId: null,
    fields: { type: 'incoming', content: `m${id}`, createdAt, sender, ...fields },
  }
}

const created = (news: MessageNews): News => ({
  kind: 'event',
  account: key.accountId,
  event: { kind: 'message-created', message: news, mentionsMe: false },
})
const listed = (news: ConversationNews): News => ({
  kind: 'conversations',
  list: [news],
  origin: { source: 'catch-up', gapMs: 0 },
})

describe('F1 what the server says becomes rows and facts', () => {
  const log = new FakeLog()
  let store: ReturnType<typeof openMemoryStore>
  let queue: NewsQueue
  let told: Fact[]
  let fetched: ConversationKey[]
  let onServer: ConversationNews | null

  beforeEach(() => {
    store = openMemoryStore(new MemoryDisk())
    told = []
    fetched = []
    onServer = conversation()
    const facts = makeFacts(log)
    facts.on((fact) => void told.push(fact))
    const apply = makeApply({
      store,
      facts,
      acknowledge: () => Promise.resolve([]),
      fetchConversation: (asked) => {
        fetched.push(asked)
        return Promise.resolve(onServer)
      },
      passing: () => undefined,
    })
    queue = makeQueue(apply, log)
  })

  const stored = async () => (await store.conversation(key))?.conversation
  const arrived = () => told.filter((fact) => fact.kind === 'MessageArrived')

  it('F1 a customer writes: stored, told once as new, the row waits and is unread', async () => {
    await queue.pushed(listed(conversation()))
    await queue.pushed({ kind: 'messages', key, list: [], reachedStart: true, origin: { source: 'look', gapMs: 0 } })
    await queue.pushed(created(message(1)))
    await queue.pushed(created(message(1)))
    expect(arrived()).toHaveLength(1)
    expect(await stored()).toMatchObject({ unreadCount: 1, waitingSinceAt: NOON + 1_000, lastActivityAt: NOON + 1_000 })
    expect((await stored())?.preview).toMatchObject({ text: 'm1', senderName: 'Ana' })
  })

  it('F1 a frame about a conversation nobody told us of: it is read first, so the alert has a name', async () => {
    await queue.pushed(created(message(1)))
    expect(fetched).toEqual([key])
    expect((await stored())?.contact.name).toBe('Ana')
    expect(told.map((fact) => fact.kind)).toEqual(['ConversationChanged', 'MessageArrived'])
  })

  it('F3 a human answer ends the waiting, a note does not', async () => {
    await queue.pushed(listed(conversation()))
    await queue.pushed(created(message(1)))
    const me = { type: 'user', id: 2, name: 'Bo', avatarUrl: null }
    await queue.pushed(created(message(2, { type: 'outgoing', private: true, sender: me })))
    expect((await stored())?.waitingSinceAt).toBe(NOON + 1_000)
    await queue.pushed(created(message(3, { type: 'outgoing', private: false, sender: me })))
    expect((await stored())?.waitingSinceAt).toBeNull()
  })

  it('F3 an older frame that comes late does not make an answered customer wait again', async () => {
    await queue.pushed(listed(conversation()))
    const me = { type: 'user', id: 2, name: 'Bo', avatarUrl: null }
    await queue.pushed(created(message(5, { type: 'outgoing', sender: me })))
    await queue.pushed(created(message(4)))
    expect((await stored())?.waitingSinceAt).toBeNull()
    expect((await stored())?.preview?.text).toBe('m5')
  })

  it('F3 the server counts to ten only: with unbroken history we count ourselves', async () => {
    await queue.pushed(listed(conversation({ unreadCount: 10 })))
    await queue.pushed({ kind: 'messages', key, list: [], reachedStart: true, origin: { source: 'look', gapMs: 0 } })
    for (let id = 1; id <= 13; id++) await queue.pushed(created(message(id)))
    expect((await stored())?.unreadCount).toBe(13)
  })

  it('F1 a frame from before the message does not unsay that it is unread, a reading does', async () => {
    await queue.pushed(listed(conversation()))
    await queue.pushed(created(message(1)))
    await queue.pushed(listed({ ...conversation({ unreadCount: 0 }), evidenceAt: NOON + 9_000 }))
    expect((await stored())?.unreadCount).toBe(1)
    expect(told.at(-1)).toMatchObject({ kind: 'ConversationChanged', conversation: { unreadCount: 1 } })
    const read = conversation({ unreadCount: 0, agentLastSeenAt: NOON + 1_000 })
    await queue.pushed(listed({ ...read, evidenceAt: NOON + 9_000 }))
    expect((await stored())?.unreadCount).toBe(0)
  })

  it('F5 frames held during a catch-up come after its pages, in order', async () => {
    queue.hold()
    queue.push(created(message(2)))
    await queue.pushed(listed(conversation()))
    expect(arrived()).toHaveLength(0)
    queue.release()
    await queue.pushed({ kind: 'event', account: key.accountId, event: { kind: 'ignored', name: 'x' } })
    expect(arrived()).toHaveLength(1)
    expect(fetched).toHaveLength(0)
  })

  it('F5 a conversation that is gone takes its messages along', async () => {
    await queue.pushed(listed(conversation()))
    await queue.pushed(created(message(1)))
    await queue.pushed({ kind: 'conversation-gone', key })
    expect(await stored()).toBeUndefined()
    expect(await store.messages(key, null, 10)).toEqual([])
  })

  it('F2 a batch that breaks is written down once and the next one goes on', async () => {
    const broken = { kind: 'conversations', list: null, origin: { source: 'look', gapMs: 0 } } as unknown as News
    await queue.pushed(broken)
    await queue.pushed(listed(conversation()))
    expect(log.bugs).toHaveLength(1)
    expect(await stored()).toBeDefined()
  })
})
