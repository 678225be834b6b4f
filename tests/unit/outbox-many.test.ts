/** One change of many conversations: one commit, one way back, and a word for those it could not be done to. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { KeptChange } from '../../src-preload/contract/change'
import type { ConversationId } from '../../src-preload/contract/ids'
import type { Talk } from '../fakes/office-news'
import { OfficeWorld } from '../fakes/office-world'

const resolve: KeptChange = { kind: 'status', status: 'resolved', snoozedUntilAt: null }

let world: OfficeWorld
let talks: Talk[]
beforeEach(async () => {
  world = new OfficeWorld()
  talks = Array.from({ length: 12 }, () => world.office.talk())
  for (const talk of talks) world.office.customerWrites(talk)
  await world.start()
  world.office.asked.length = 0
})

const chosen = (more: number[] = []) => {
  const ids = [...talks.map((talk) => world.keyOf(talk).conversationId), ...more.map((id) => id as ConversationId)]
  return ids.map((conversationId) => ({ conversationId, seenId: null }))
}
const account = () => world.keyOf(talks[0] as Talk).accountId
const many = (change: KeptChange, more: number[] = []) =>
  world.profile.outbox.changeMany({ accountId: account(), change, conversations: chosen(more) })
const statuses = async () => Promise.all(talks.map(async (talk) => (await world.stored(talk))?.status))
const sent = (name: string) => world.office.asked.filter((one) => one === name).length

describe('F9 many conversations at once', () => {
  it('F9 all are shown resolved in one commit, and each leaves after its rest', async () => {
    const facts: string[] = []
    let commits = 0
    const commit = world.store.commit.bind(world.store)
    world.store.commit = (work, loss) => {
      commits += 1
      return commit(work, loss)
    }
    world.profile.facts.on((fact) => void (fact.kind === 'ConversationChanged' && facts.push(fact.conversation.status)))
    const kept = await many(resolve)
    expect(commits).toBe(1)
    expect(kept).toMatchObject({ notChanged: 0 })
    expect(kept.ids).toHaveLength(12)
    expect(await statuses()).toEqual(talks.map(() => 'resolved'))
    expect(facts).toEqual(talks.map(() => 'resolved'))
    expect(sent('setStatus')).toBe(0)
    await world.clock.advance(60_000)
    expect(talks.map((talk) => talk.status)).toEqual(talks.map(() => 'resolved'))
    expect(sent('setStatus')).toBe(12)
  })

  it('F9 one undo brings all back, and nothing leaves', async () => {
    const before = await Promise.all(talks.map((talk) => world.stored(talk)))
    const kept = await many(resolve)
    expect(await world.profile.outbox.undoMany(kept.ids)).toBe(12)
    expect(await Promise.all(talks.map((talk) => world.stored(talk)))).toEqual(before)
    await world.clock.advance(60_000)
    expect(sent('setStatus')).toBe(0)
    expect(await world.profile.outbox.undoMany(kept.ids)).toBe(0)
  })

  it('F9 those nobody knows here are counted, and stop no other', async () => {
    expect(await many(resolve, [90_001, 90_002])).toMatchObject({ notChanged: 2 })
    expect(await statuses()).toEqual(talks.map(() => 'resolved'))
  })

  it('F9 what already is so is no refusal and nothing to undo', async () => {
    await many(resolve)
    await world.clock.advance(60_000)
    expect(await many(resolve)).toMatchObject({ ids: [], notChanged: 0 })
  })

  it('F9 many marked read are undone like any other change, and left alone they reach the server', async () => {
    const unread = async () => (await Promise.all(talks.map((talk) => world.stored(talk)))).map((one) => one?.unreadCount)
    const before = await unread()
    expect(before.some((count) => (count ?? 0) > 0)).toBe(true)
    const kept = await many({ kind: 'seen' })
    expect(await unread()).toEqual(talks.map(() => 0))
    await world.profile.outbox.undoMany(kept.ids)
    expect(await unread()).toEqual(before)
    await many({ kind: 'seen' })
    await world.clock.advance(60_000)
    expect(sent('markSeen')).toBe(12)
  })
})
