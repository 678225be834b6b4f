import { beforeEach, describe, expect, it } from 'vitest'
import { LOOK } from '../../src-main/core/sync/origin'
import type { News } from '../../src-main/core/sync/queue'
import { ApplyWorld, conversation, created, key, listed, message, NOON } from '../fakes/apply-world'

let world: ApplyWorld
beforeEach(() => {
  world = new ApplyWorld()
})

describe('F1 what the server says becomes rows and facts', () => {
  it('F1 a customer writes: stored, told once as new, the row waits and is unread', async () => {
    await world.queue.pushed(listed(conversation()))
    await world.queue.pushed({ kind: 'messages', key, list: [], reachedStart: true, origin: LOOK })
    await world.queue.pushed(created(message(1)))
    await world.queue.pushed(created(message(1)))
    expect(world.arrived()).toHaveLength(1)
    expect(await world.stored()).toMatchObject({ unreadCount: 1, waitingSinceAt: NOON + 1_000, lastActivityAt: NOON + 1_000 })
    expect((await world.stored())?.preview).toMatchObject({ text: 'm1', senderName: 'Ana' })
  })

  it('F1 a frame about a conversation nobody told us of: it is read first, so the alert has a name', async () => {
    await world.queue.pushed(created(message(1)))
    expect(world.fetched).toEqual([key])
    expect((await world.stored())?.contact.name).toBe('Ana')
    expect(world.told.map((fact) => fact.kind)).toEqual(['ConversationChanged', 'MessageArrived'])
  })

  it('F3 a human answer ends the waiting, a note does not', async () => {
    await world.queue.pushed(listed(conversation()))
    await world.queue.pushed(created(message(1)))
    const me = { type: 'user', id: 2, name: 'Bo', avatarUrl: null }
    await world.queue.pushed(created(message(2, { type: 'outgoing', private: true, sender: me })))
    expect((await world.stored())?.waitingSinceAt).toBe(NOON + 1_000)
    await world.queue.pushed(created(message(3, { type: 'outgoing', private: false, sender: me })))
    expect((await world.stored())?.waitingSinceAt).toBeNull()
  })

  it('F3 an older frame that comes late does not make an answered customer wait again', async () => {
    await world.queue.pushed(listed(conversation()))
    const me = { type: 'user', id: 2, name: 'Bo', avatarUrl: null }
    await world.queue.pushed(created(message(5, { type: 'outgoing', sender: me })))
    await world.queue.pushed(created(message(4)))
    expect((await world.stored())?.waitingSinceAt).toBeNull()
    expect((await world.stored())?.preview?.text).toBe('m5')
  })

  it('F3 the server counts to ten only: with unbroken history we count ourselves', async () => {
    await world.queue.pushed(listed(conversation({ unreadCount: 10 })))
    await world.queue.pushed({ kind: 'messages', key, list: [], reachedStart: true, origin: LOOK })
    for (let id = 1; id <= 13; id++) await world.queue.pushed(created(message(id)))
    expect((await world.stored())?.unreadCount).toBe(13)
  })

  it('F5 a conversation that is gone takes its messages along', async () => {
    await world.queue.pushed(listed(conversation()))
    await world.queue.pushed(created(message(1)))
    await world.queue.pushed({ kind: 'conversation-gone', key })
    expect(await world.stored()).toBeUndefined()
    expect(await world.store.messages(key, null, 10)).toEqual([])
  })

  it('F5 the same news again is no fact', async () => {
    await world.queue.pushed(listed({ ...conversation(), messages: [message(1)] }))
    world.told.length = 0
    await world.queue.pushed(listed({ ...conversation(), evidenceAt: NOON + 1, messages: [message(1)] }))
    await world.queue.pushed({ kind: 'messages', key, list: [message(1)], reachedStart: false, origin: LOOK })
    expect(world.told).toEqual([])
  })

  it('F5 a page that repeats what is here moves its time: a frame from before it does not win', async () => {
    const told = (content: string, minutes: number) => ({ ...message(1, { content }), evidenceAt: NOON + minutes * 60_000 })
    const page = (minutes: number): News => ({
      kind: 'messages',
      key,
      list: [told('right', minutes)],
      reachedStart: false,
      origin: LOOK,
    })
    await world.queue.pushed(listed(conversation()))
    await world.queue.pushed(page(1))
    await world.queue.pushed(page(10))
    await world.queue.pushed(created(told('wrong', 5)))
    expect((await world.store.message(key.accountId, told('', 0).id))?.message.content).toBe('right')
    await world.queue.pushed(created(told('edited', 11)))
    expect((await world.store.message(key.accountId, told('', 0).id))?.message.content).toBe('edited')
  })

  it('F10 a note that mentions me is one however it comes', async () => {
    const bo = { type: 'user', id: 5, name: 'Bo', avatarUrl: null }
    const note = (id: number) =>
      message(id, { type: 'outgoing', private: true, sender: bo, content: 'see [@Jo](mention://user/2/Jo)' })
    await world.queue.pushed(listed({ ...conversation(), messages: [note(1)] }))
    await world.queue.pushed({ kind: 'event', account: key.accountId, event: { kind: 'message-updated', message: note(2) } })
    const catchUp = { source: 'catch-up', gapMs: 60_000, newsSinceAt: NOON } as const
    await world.queue.pushed({ kind: 'messages', key, list: [note(3)], reachedStart: false, origin: catchUp })
    expect(world.arrived().map((fact) => fact.mentionsMe)).toEqual([true, true, true])
  })

  it('F10 an old mention that is only read now does not call for me', async () => {
    const old = message(1, { type: 'outgoing', private: true, content: '(mention://user/2/Jo)', createdAt: NOON - 86_400_000 })
    const catchUp = { source: 'catch-up', gapMs: 60_000, newsSinceAt: NOON } as const
    await world.queue.pushed(listed(conversation()))
    await world.queue.pushed({ kind: 'messages', key, list: [old], reachedStart: false, origin: catchUp })
    expect(world.disk.state.mentioned.size).toBe(0)
  })

  it('F4 a read receipt of an old message makes no hole in the history', async () => {
    await world.queue.pushed({ kind: 'messages', key, list: [message(50), message(51)], reachedStart: false, origin: LOOK })
    await world.queue.pushed({
      kind: 'event',
      account: key.accountId,
      event: { kind: 'message-updated', message: message(5, { type: 'outgoing', status: 'read' }) },
    })
    expect(await world.store.messageBounds(key)).toEqual({ first: 50, last: 51 })
    await world.queue.pushed(created(message(49)))
    expect(await world.store.messageBounds(key)).toEqual({ first: 49, last: 51 })
  })

  it('F3 "ten or more" of the server does not take away what we have counted', async () => {
    await world.queue.pushed(listed(conversation()))
    await world.queue.pushed({ kind: 'messages', key, list: [message(0)], reachedStart: true, origin: LOOK })
    for (let id = 1; id <= 13; id++) await world.queue.pushed(created(message(id)))
    await world.queue.pushed(listed({ ...conversation({ unreadCount: 10 }), evidenceAt: NOON + 60_000 }))
    expect((await world.stored())?.unreadCount).toBe(13)
    await world.queue.pushed(
      listed({ ...conversation({ unreadCount: 2, agentLastSeenAt: NOON + 11_000 }), evidenceAt: NOON + 61_000 }),
    )
    expect((await world.stored())?.unreadCount).toBe(2)
  })

  it('F1 a new conversation comes in a frame of its own: nobody asks for it again', async () => {
    const frame: News = {
      kind: 'event',
      account: key.accountId,
      event: { kind: 'conversation-created', conversation: conversation() },
    }
    world.queue.hold()
    world.queue.push(frame)
    const done = world.queue.pushed(created(message(1)))
    world.queue.release()
    await done
    expect(world.fetched).toEqual([])
    expect((await world.stored())?.contact.name).toBe('Ana')
  })

  it('F1 a frame from before the message does not unsay that it is unread, a reading does', async () => {
    await world.keep(listed(conversation()), created(message(1)))
    world.told.length = 0
    await world.keep(listed({ ...conversation({ unreadCount: 0 }), evidenceAt: NOON + 9_000 }))
    expect((await world.stored())?.unreadCount).toBe(1)
    expect(world.told).toEqual([])
    const read = conversation({ unreadCount: 0, agentLastSeenAt: NOON + 1_000 })
    await world.keep(listed({ ...read, evidenceAt: NOON + 9_000 }))
    expect((await world.stored())?.unreadCount).toBe(0)
  })
})
