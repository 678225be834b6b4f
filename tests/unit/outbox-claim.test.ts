/** Claim by answering (M12): what is nobody's is taken by who answers, in the same commit and after the reply. */
import { describe, expect, test } from 'vitest'
import { conversation, keyOf, OutboxWorld } from '../fakes/outbox-world'
import { me } from '../fakes/model-chatwoot'

const jonas = { id: 9, name: 'Jonas', avatarUrl: null }

async function begun({ claims = true, assignee = null as typeof jonas | null, undoMs = 0 } = {}) {
  const world = new OutboxWorld({ claims, undoMs })
  world.chatwoot.canReply = () => true
  world.disk.state.conversations.set('1/1', { conversation: conversation(0, { assignee }), evidenceAt: 0 })
  await world.start()
  return world
}
const stored = (world: OutboxWorld) => world.disk.state.conversations.get('1/1')?.conversation
const changes = (world: OutboxWorld) => world.disk.state.actions.map(({ change }) => change)

describe('M12 who answers takes the conversation', () => {
  test('M12 in one commit with the reply, and after it in the lane', async () => {
    const world = await begun({ undoMs: 5_000 })
    const sent = await world.outbox.send({
      ...{ conversation: keyOf(0), clientId: '00000000-0000-4000-8000-000000000001' as never, text: 'Hello' },
      ...{ private: false, seenId: null, origin: 'composer' },
    })
    const [action] = world.disk.state.actions
    const [job] = world.disk.state.jobs
    expect(sent?.claimId).toBe(action?.id)
    expect(stored(world)?.assignee?.id).toBe(me.id)
    expect(action?.createdAt).toBeGreaterThan(job?.createdAt ?? Infinity)
    expect(await world.outbox.undoAction(action?.id ?? '')).toBe(true)
    expect(stored(world)?.assignee).toBeNull()
    expect(world.disk.state.jobs).toHaveLength(1)
  })

  test.each([
    ['a note', { private: true }, {}],
    ['somebody has it', {}, { assignee: jonas }],
    ['the setting is off', {}, { claims: false }],
  ])('M12 not when %s', async (_name, reply, options) => {
    const world = await begun(options)
    await world.setLink(false)
    await world.send(0, reply)
    expect(changes(world)).toEqual([])
  })

  test('M12 once, however often I answer, and offline too', async () => {
    const world = await begun()
    await world.setLink(false)
    await world.send(0)
    await world.send(0)
    expect(changes(world)).toEqual([{ kind: 'assignee', userId: me.id }])
    expect(world.disk.state.actions[0]?.madeBlind).toBe(true)
  })

  test('M15 in field mode it is taken when the reply is let go', async () => {
    const world = await begun()
    await world.setField(true)
    await world.setLink(false)
    const one = await world.send(0)
    expect(changes(world)).toEqual([])
    await world.setLink(true)
    expect(await world.outbox.pass([{ kind: 'reply', clientId: one.clientId, seenId: null }])).toBe(1)
    expect(changes(world)).toEqual([{ kind: 'assignee', userId: me.id }])
  })

  test('M12 the same reply asked for twice takes once', async () => {
    const world = await begun()
    await world.setLink(false)
    const one = await world.send(0)
    await world.outbox.undoAction(world.disk.state.actions[0]?.id ?? '')
    const again = { conversation: keyOf(0), clientId: one.clientId, text: one.text, private: false, seenId: null }
    expect((await world.outbox.send({ ...again, origin: 'composer' }))?.claimId).toBeNull()
    expect(changes(world)).toEqual([])
  })
})

describe('M12 a reply that waits for a word of the agent has answered nobody', () => {
  /** Written away from the server; by the time it is back a colleague has answered, and the reply is held. */
  async function held() {
    const world = await begun()
    await world.setLink(false)
    const reply = await world.send(0)
    world.chatwoot.write(keyOf(0), { type: 'outgoing', senderId: jonas.id })
    await world.setLink(true)
    await world.clock.advance(30_000)
    expect(world.disk.state.jobs.map(({ state }) => state)).toEqual(['held'])
    return { world, reply }
  }

  test('M12 the conversation stays nobody’s on the server, so that others see it, until the reply is let go', async () => {
    const { world, reply } = await held()
    expect(world.chatwoot.assigned).toEqual([])
    await world.clock.advance(3_600_000)
    expect(world.chatwoot.assigned).toEqual([])
    expect(await world.outbox.release(reply.clientId)).toBe(true)
    await world.clock.advance(30_000)
    expect(world.chatwoot.posts).toBe(1)
    expect(world.chatwoot.assigned).toEqual([me.id])
  })

  test.each([
    ['undo', true],
    ['discard', { inReplyTo: undefined, recipients: undefined }],
  ] as const)('M12 taken back (%s): nothing is taken, here or there', async (how, answer) => {
    const { world, reply } = await held()
    expect(await world.outbox[how](reply.clientId)).toStrictEqual(answer)
    expect(stored(world)?.assignee).toBeNull()
    await world.clock.advance(30_000)
    expect(world.chatwoot.assigned).toEqual([])
    expect(changes(world)).toEqual([])
  })

  test('M12 what I took myself does not wait for it', async () => {
    const { world } = await held()
    await world.outbox.change({ conversation: keyOf(0), change: { kind: 'assignee', userId: me.id as never }, seenId: null })
    await world.clock.advance(30_000)
    expect(world.chatwoot.assigned).toEqual([me.id])
  })

  test('M12 not sent: it waits for the reply that is tried again, unless it was undone', async () => {
    const world = await begun()
    world.chatwoot.postPlan = ['refused']
    const reply = await world.send(0)
    await world.clock.advance(30_000)
    expect(world.chatwoot.assigned).toEqual([])
    expect(await world.outbox.retry(reply.clientId)).not.toBeNull()
    await world.clock.advance(30_000)
    expect(world.chatwoot.posts).toBe(2)
    expect(world.chatwoot.assigned).toEqual([me.id])
  })

  test('M15 held for a look because the line went: one thing to look at, and it is taken with it', async () => {
    const world = await begun({ undoMs: 5_000 })
    const reply = await world.send(0)
    await world.setField(true)
    await world.setLink(false)
    await world.clock.advance(10_000)
    expect(world.disk.state.jobs[0]?.state).toBe('held')
    expect(world.disk.state.actions.map(({ state }) => state)).not.toContain('held')
    await world.setLink(true)
    expect(await world.outbox.pass([{ kind: 'reply', clientId: reply.clientId, seenId: null }])).toBe(1)
    await world.clock.advance(30_000)
    expect(world.chatwoot.assigned).toEqual([me.id])
  })
})
