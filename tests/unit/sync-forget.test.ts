import { beforeEach, describe, expect, it } from 'vitest'
import type { News } from '../../src-main/core/sync/queue'
import { ApplyWorld, conversation, created, key, listed, message, NOON } from '../fakes/apply-world'
import { job } from '../fakes/jobs'

let world: ApplyWorld
beforeEach(() => {
  world = new ApplyWorld()
})

describe('F3 what is no longer ours to see', () => {
  const directory = (...inboxes: number[]): News => ({
    kind: 'directory',
    directory: {
      ...{ accountId: key.accountId, agents: [], teams: [], labels: [], cannedResponses: [] },
      inboxes: inboxes.map((id) => ({ id, name: `Inbox ${id}`, channel: '' })) as never,
    },
  })

  beforeEach(async () => {
    await world.queue.pushed(listed(conversation({ inboxId: 3 as never, waitingSinceAt: NOON, unreadCount: 1 })))
    await world.queue.pushed(created(message(1)))
  })

  it('F3 an inbox we were taken out of takes its conversations along: nobody seems to wait there', async () => {
    await world.queue.pushed(directory(3))
    expect(await world.stored()).toBeDefined()
    await world.queue.pushed(directory(4))
    expect(await world.stored()).toBeUndefined()
    expect(world.told.at(-1)).toEqual({ kind: 'ConversationRemoved', conversation: key })
  })

  it('F6 what the agent wrote there stays, and calls for nobody', async () => {
    const draft = { text: 'Dear Ana', private: false, cursor: 0, updatedAt: NOON }
    await world.store.commit((tx) => tx.putDraft(key, draft))
    await world.queue.pushed(directory(4))
    expect(await world.stored()).toMatchObject({ waitingSinceAt: null, unreadCount: 0 })
    await world.queue.pushed({ kind: 'conversation-gone', key })
    expect(await world.store.draft(key)).toEqual(draft)
  })

  it('F2 a reply that has not left is not deleted with its conversation', async () => {
    await world.store.commit((tx) => tx.putJob(job({ ...key })))
    await world.queue.pushed({ kind: 'conversation-gone', key })
    expect(await world.store.jobs()).toHaveLength(1)
  })

  it('F11 an account we left goes as a whole', async () => {
    await world.store.commit((tx) => tx.putCursor({ accountId: key.accountId, lastGoodAt: NOON, filled: true }))
    await world.queue.pushed({ kind: 'accounts', kept: [key.accountId] })
    expect(await world.stored()).toBeDefined()
    await world.queue.pushed({ kind: 'accounts', kept: [2 as never] })
    expect(await world.stored()).toBeUndefined()
    expect(await world.store.cursors()).toEqual([])
  })
})
