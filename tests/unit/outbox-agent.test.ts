import { beforeEach, describe, expect, test } from 'vitest'
import { type Asked, conversation, keyOf, OutboxWorld, type WorldOptions } from '../fakes/outbox-world'

let world: OutboxWorld
const begin = async (options: WorldOptions = {}) => {
  world = new OutboxWorld(options)
  world.chatwoot.write(keyOf(0))
  world.chatwoot.write(keyOf(1))
  await world.start()
}
beforeEach(() => begin())

const states = () => world.disk.state.jobs.map((job) => job.state)
const rowsOf = (one: Asked) => world.chatwoot.rows.filter((row) => row.clientId === one.clientId)
const kinds = () => world.told.map((fact) => fact.kind)
const draft = (lane = 0) => world.disk.state.drafts.get(`1/${lane + 1}`) ?? null

describe('M4 undo', () => {
  test('M4 takes it back while it rests; text and note mark return to the draft', async () => {
    await begin({ undoMs: 5_000 })
    const one = await world.send(0, { private: true })
    await world.clock.advance(4_900)
    expect(await world.undo(one)).toBe(true)
    await world.clock.advance(60_000)
    expect(world.chatwoot.posts).toBe(0)
    expect(draft()).toMatchObject({ text: 'reply 1', private: true })
    expect(world.disk.state).toMatchObject({ jobs: [], messages: [] })
  })

  test('F6 what is taken back answers what it answered', async () => {
    await begin({ undoMs: 5_000 })
    const one = await world.send(0, { inReplyTo: 5 as never })
    expect(await world.undo(one)).toBe(true)
    expect(draft()).toMatchObject({ text: 'reply 1', inReplyTo: 5 })
  })

  test('M4 the ring goes on after a restart', async () => {
    await begin({ undoMs: 5_000 })
    const one = await world.send(0)
    await world.clock.advance(2_000)
    await world.crash(0)
    await world.clock.advance(2_500)
    expect(states()).toEqual(['resting'])
    await world.clock.advance(2_500)
    expect(rowsOf(one)).toHaveLength(1)
  })

  test('M4 a new draft is not lost by it, and never turns from a note into a reply', async () => {
    await begin({ undoMs: 5_000 })
    const one = await world.send(0)
    await world.store.commit((tx) => tx.putDraft(keyOf(0), { text: 'internal', private: true, cursor: 8, updatedAt: 0 }))
    await world.undo(one)
    expect(draft()).toMatchObject({ text: 'reply 1\n\ninternal', private: true, cursor: 7 })
  })

  test('M4 is too late when it is on its way', async () => {
    const one = await world.send(0)
    expect(await world.undo(one)).toBe(false)
    expect(await world.outbox.discard(one.clientId)).toBeNull()
    await world.clock.advance(1_000)
    expect(await world.undo(one)).toBe(false)
    expect(rowsOf(one)).toHaveLength(1)
  })

  test('M4 release ends the ring; an e-mail rests twice as long; a notification’s reply does not rest', async () => {
    await begin({ undoMs: 5_000 })
    const one = await world.send(0)
    await world.outbox.release(one.clientId)
    await world.clock.advance(1_000)
    expect(rowsOf(one)).toHaveLength(1)
    await world.store.commit((tx) =>
      tx.putConversation({ conversation: conversation(1, { channel: 'Channel::Email' }), evidenceAt: 0 }),
    )
    const mail = await world.send(1)
    await world.clock.advance(9_000)
    expect(rowsOf(mail)).toHaveLength(0)
    await world.clock.advance(2_000)
    expect(rowsOf(mail)).toHaveLength(1)
    await world.store.commit((tx) => tx.putDraft(keyOf(0), { text: 'half a thought', private: false, cursor: 0, updatedAt: 0 }))
    const blind = await world.send(0, { origin: 'notification' })
    await world.clock.advance(1_500)
    expect(rowsOf(blind)).toHaveLength(1)
    expect(draft()).toMatchObject({ text: 'half a thought' })
  })

  test('M4 an inbox may have a ring of its own, or none; others keep the one for all', async () => {
    await begin({ undoMs: 5_000, undoMsByInbox: { 'p1/1/3': 0, 'p1/1/4': 20_000, 'p2/1/9': 0 } })
    const put = (lane: number, inboxId: number, channel: string) =>
      world.store.commit((tx) =>
        tx.putConversation({ conversation: conversation(lane, { inboxId: inboxId as never, channel }), evidenceAt: 0 }),
      )
    await put(0, 3, 'Channel::Email')
    await put(1, 4, 'Channel::Api')
    await put(2, 9, 'Channel::Api')
    const [none, long, usual] = [await world.send(0), await world.send(1), await world.send(2)]
    const counts = () => [none, long, usual].map((one) => rowsOf(one).length)
    await world.clock.advance(1_000)
    expect(counts()).toEqual([1, 0, 0])
    await world.clock.advance(5_000)
    expect(counts()).toEqual([1, 0, 1])
    await world.clock.advance(15_000)
    expect(counts()).toEqual([1, 1, 1])
  })
})

describe('M3 F13 a reply that waited', () => {
  const writeOffline = async () => {
    await world.setLink(false)
    return [await world.send(0), await world.send(0)] as const
  }

  test('F13 is held when a colleague answered first, and so is its second half', async () => {
    const [first, second] = await writeOffline()
    world.chatwoot.write(keyOf(0), { type: 'outgoing', senderId: 9 })
    await world.setLink(true)
    await world.clock.advance(5_000)
    expect(world.disk.state.jobs).toMatchObject([
      { state: 'held', reason: { key: 'colleague-answered' } },
      { state: 'held', reason: { key: 'colleague-answered' } },
    ])
    expect(kinds().filter((kind) => kind === 'ReplyHeld')).toHaveLength(2)
    await world.outbox.release(first.clientId)
    await world.outbox.discard(second.clientId)
    await world.clock.advance(5_000)
    expect([rowsOf(first).length, rowsOf(second).length]).toEqual([1, 0])
  })

  test.each([
    [
      'the line fell for two seconds',
      async () => {
        await world.setLink(false)
        await world.clock.advance(2_000)
        await world.setLink(true)
      },
    ],
    ['Perch was started again', () => world.crash(0)],
  ])('M3 written on a good line, but %s before it left: held when the customer wrote', async (_what, interrupt) => {
    await begin({ undoMs: 5_000 })
    const one = await world.send(0)
    world.chatwoot.write(keyOf(0))
    await world.clock.advance(500)
    await interrupt()
    await world.clock.advance(10_000)
    expect(world.disk.state.jobs).toMatchObject([{ state: 'held', reason: { key: 'customer-wrote' } }])
    expect(rowsOf(one)).toHaveLength(0)
  })

  test('M3 leaves when nothing is newer, in order', async () => {
    await writeOffline()
    await world.setLink(true)
    await world.clock.advance(5_000)
    expect(world.chatwoot.rows.flatMap((row) => (row.clientId ? row.content : []))).toEqual(['reply 1', 'reply 2'])
  })

  test('M3 a new reply passes a held one when the agent has seen the newer message', async () => {
    const [first] = await writeOffline()
    world.chatwoot.write(keyOf(0))
    await world.setLink(true)
    await world.clock.advance(5_000)
    const fresh = await world.send(0)
    await world.clock.advance(5_000)
    expect([rowsOf(first).length, rowsOf(fresh).length]).toEqual([0, 1])
    expect(states()).toEqual(['held', 'held'])
  })

  test('M3 editing a held reply puts it back into the draft', async () => {
    const [first] = await writeOffline()
    world.chatwoot.write(keyOf(0))
    await world.setLink(true)
    await world.clock.advance(5_000)
    expect(await world.undo(first)).toBe(true)
    expect(draft()).toMatchObject({ text: 'reply 1' })
  })

  test('M1 a failed reply goes once more as a new one', async () => {
    world.chatwoot.postPlan = ['refused']
    const one = await world.send(0)
    await world.clock.advance(1_000)
    const [failed] = world.disk.state.jobs
    const fresh = await world.outbox.retry(one.clientId)
    expect(fresh).not.toBe(one.clientId)
    expect(world.disk.state.jobs).not.toMatchObject([{ marker: failed?.marker }])
    await world.clock.advance(1_000)
    expect(world.chatwoot.rows.filter((row) => row.clientId === fresh)).toHaveLength(1)
    expect(await world.outbox.retry(one.clientId)).toBeNull()
  })
})
