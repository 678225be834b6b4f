/** Quit: what leaves because of it, and for what nobody waits (F9, F12). */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Change } from '../../src-preload/contract/change'
import { conversation, keyOf, OutboxWorld } from '../fakes/outbox-world'

const urgent: Change = { kind: 'priority', priority: 'urgent' }
let world: OutboxWorld

async function begin(options: ConstructorParameters<typeof OutboxWorld>[0]): Promise<void> {
  world = new OutboxWorld(options)
  world.chatwoot.canReply = () => true
  for (const lane of [0, 1])
    world.disk.state.conversations.set(`1/${lane + 1}`, { conversation: conversation(lane), evidenceAt: 0 })
  await world.start()
}
beforeEach(() => begin({ undoMs: 30_000 }))

const states = () => world.disk.state.jobs.map(({ state }) => state)
const act = (lane = 0) => world.outbox.change({ conversation: keyOf(lane), change: urgent, seenId: null, rests: false })
/** As Quit does, before anything had time to leave. */
async function isLeaving(what: 'all' | 'changes'): Promise<boolean> {
  await world.outbox.endRests(what)
  return world.outbox.isLeaving(what)
}

describe('F12 replies at Quit', () => {
  it('F12 "send": one that can still be undone leaves now, and is waited for until the server has it', async () => {
    await world.send(0)
    expect(await isLeaving('all')).toBe(true)
    await world.clock.advance(100)
    expect(states()).toEqual(['sending'])
    expect(await world.outbox.isLeaving('all')).toBe(true)
    await world.clock.advance(1_000)
    expect(await world.outbox.isLeaving('all')).toBe(false)
    expect([world.chatwoot.posts, states()]).toEqual([1, []])
  })

  it('F12 "keep": it stays as it is, and nobody waits for it', async () => {
    await world.send(0)
    expect(await isLeaving('changes')).toBe(false)
    expect(states()).toEqual(['resting'])
  })

  it('F12 nobody waits for one that waits for her word', async () => {
    await begin({})
    await world.setLink(false)
    await world.send(0)
    world.chatwoot.write(keyOf(0))
    await world.setLink(true)
    await world.clock.advance(30_000)
    expect(states()).toEqual(['held'])
    expect(await isLeaving('all')).toBe(false)
    expect(states()).toEqual(['held'])
  })

  it('F12 one that waits out a pause after a failure is tried once more', async () => {
    await begin({})
    world.chatwoot.postPlan.push('throttled')
    await world.send(0)
    await world.clock.advance(1_000)
    expect(states()).toEqual(['queued'])
    await world.outbox.endRests('all')
    expect(world.disk.state.jobs).toMatchObject([{ state: 'queued', notBeforeAt: null }])
    expect(await world.outbox.isLeaving('all')).toBe(true)
  })
})

describe('F9 changes at Quit', () => {
  it.each<[string, () => Promise<unknown>, boolean]>([
    ['alone it is waited for', () => Promise.resolve(), true],
    ['behind a reply that stays here it is not', () => world.send(0), false],
    ['a reply in another conversation is not in its way', () => world.send(1), true],
    ['nor one that leaves later', () => world.send(0, { leaveAt: world.clock.now() + 3_600_000 }), true],
  ])('F9 %s', async (_what, before, expected) => {
    await before()
    await act()
    expect(await isLeaving('changes')).toBe(expected)
  })

  it('F9 a reply that was written after it is not in its way', async () => {
    await act()
    await world.send(0)
    expect(await isLeaving('changes')).toBe(true)
  })

  it('F9 without a line nobody waits', async () => {
    await world.setLink(false)
    await act()
    expect(await isLeaving('changes')).toBe(false)
  })

  it.each<['held' | 'failed']>([['held'], ['failed']])('F9 a %s reply before it lets it pass', async (state) => {
    await stopped(state)
    await act()
    expect(await isLeaving('changes')).toBe(true)
  })

  it.each<['held' | 'failed']>([['held'], ['failed']])('M12 what a %s reply brings along stays with it', async (state) => {
    await stopped(state, { claims: true })
    expect(world.disk.state.actions).toMatchObject([{ change: { kind: 'assignee' }, answers: world.asked[0]!.clientId }])
    expect(await isLeaving('changes')).toBe(false)
    await world.clock.advance(60_000)
    expect(world.chatwoot.assigned).toEqual([])
  })

  /** A reply that waits for the agent in the first lane. */
  async function stopped(state: 'held' | 'failed', options = {}): Promise<void> {
    await begin(options)
    if (state === 'failed') world.chatwoot.postPlan.push('refused')
    else await world.setLink(false)
    await world.send(0)
    if (state === 'held') world.chatwoot.write(keyOf(0))
    await world.setLink(true)
    await world.clock.advance(30_000)
    expect(states()).toEqual([state])
  }
})
