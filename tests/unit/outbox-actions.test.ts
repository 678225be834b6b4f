/** Changes of a conversation: shown at once, taken back for five seconds, sent in their turn, never over somebody's head. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Change } from '../../src-preload/contract/change'
import type { ClientId, UserId } from '../../src-preload/contract/ids'
import { COLLEAGUE, ME } from '../fakes/office-people'
import type { Talk } from '../fakes/office-news'
import { OfficeWorld } from '../fakes/office-world'

const resolve: Change = { kind: 'status', status: 'resolved', snoozedUntilAt: null }
const reopen: Change = { kind: 'status', status: 'open', snoozedUntilAt: null }
const take: Change = { kind: 'assignee', userId: ME as UserId }
const label = (title: string, isOn = true): Change =>
  isOn ? { kind: 'labels', add: [title], remove: [] } : { kind: 'labels', add: [], remove: [title] }

let world: OfficeWorld
let talk: Talk
beforeEach(async () => {
  world = new OfficeWorld()
  talk = world.office.talk()
  world.office.customerWrites(talk)
  await world.start()
  world.office.asked.length = 0
})

async function change(wanted: Change, rests = true) {
  const seenId = (await world.store.messageBounds(world.keyOf(talk)))?.last ?? null
  return world.profile.outbox.change({ conversation: world.keyOf(talk), change: wanted, seenId, rests })
}
const shown = () => world.stored(talk)
const sent = (name: string) => world.office.asked.filter((one) => one === name).length
const kept = () => world.store.actions()

describe('F9 a change is shown at once and leaves after its rest', () => {
  it('F9 resolved here at once, on the server after five seconds, once', async () => {
    await change(resolve)
    expect((await shown())?.status).toBe('resolved')
    await world.clock.advance(4_900)
    expect(talk.status).toBe('open')
    await world.clock.advance(200)
    expect(talk.status).toBe('resolved')
    await world.clock.advance(60_000)
    expect(sent('setStatus')).toBe(1)
    expect(await kept()).toEqual([])
    expect((await shown())?.status).toBe('resolved')
  })

  it('F9 undone within five seconds it never left, and the conversation is as it was', async () => {
    const before = await shown()
    const made = await change(resolve)
    expect(await world.profile.outbox.undoAction(made?.id ?? '')).toBe(true)
    expect(await shown()).toEqual(before)
    await world.clock.advance(60_000)
    expect(sent('setStatus')).toBe(0)
  })

  it('F9 once it is on its way it cannot be undone', async () => {
    world.office.latencyMs = 500
    const made = await change(resolve)
    await world.clock.advance(5_200)
    expect(await world.profile.outbox.undoAction(made?.id ?? '')).toBe(false)
  })

  it('F9 resolve and reopen before it left is nothing at all', async () => {
    await change(resolve)
    expect(await change(reopen)).toMatchObject({ id: null })
    expect(await kept()).toEqual([])
    expect((await shown())?.status).toBe('open')
    await world.clock.advance(60_000)
    expect(sent('setStatus')).toBe(0)
  })

  it('F9 labels that come and go leave nothing; others keep what colleagues put on meanwhile', async () => {
    await change(label('vip'))
    await change(label('mugs'))
    await change(label('vip', false))
    expect((await shown())?.labels).toEqual(['mugs'])
    world.office.mark(talk, { labels: ['damaged'] })
    await world.clock.advance(3_000)
    expect((await shown())?.labels).toEqual(['damaged', 'mugs'])
    await world.clock.advance(10_000)
    expect(talk.labels).toEqual(['damaged', 'mugs'])
  })

  it('F9 "open" is not asked of a conversation that is open: it would take it from its assignee', async () => {
    talk.status = 'resolved'
    await world.profile.conversations.open(world.keyOf(talk))
    await world.clock.advance(1_000)
    await change(reopen)
    talk.status = 'open'
    await world.clock.advance(6_000)
    expect(sent('setStatus')).toBe(0)
    expect(await kept()).toEqual([])
  })

  it('F9 "open" waits while nobody can say whether it is open already', async () => {
    talk.status = 'resolved'
    await world.profile.conversations.open(world.keyOf(talk))
    await world.clock.advance(1_000)
    await change(reopen)
    talk.status = 'open'
    talk.assigneeId = COLLEAGUE
    world.office.fails.set('conversation', { kind: 'unsure', reason: 'timeout', status: null, words: null })
    await world.clock.advance(6_000)
    expect(sent('setStatus')).toBe(0)
    expect(await kept()).toHaveLength(1)
    world.office.fails.clear()
    await world.clock.advance(60_000)
    expect(sent('setStatus')).toBe(0)
    expect(await kept()).toEqual([])
  })

  it('F9 snoozed once more without a time shows the time the server keeps, and asks nothing', async () => {
    const at = world.clock.now() + 3_600_000
    await change({ kind: 'status', status: 'snoozed', snoozedUntilAt: at })
    await world.clock.advance(6_000)
    expect(await change({ kind: 'status', status: 'snoozed', snoozedUntilAt: null })).toMatchObject({ id: null })
    expect((await shown())?.snoozedUntilAt).toBe(at)
    await world.clock.advance(6_000)
    expect(sent('setStatus')).toBe(1)
  })

  it('F9 a snooze whose time has not left yet can still wait for the customer instead', async () => {
    await change({ kind: 'status', status: 'snoozed', snoozedUntilAt: world.clock.now() + 3_600_000 })
    await change({ kind: 'status', status: 'snoozed', snoozedUntilAt: null })
    expect(await shown()).toMatchObject({ status: 'snoozed', snoozedUntilAt: null })
  })

  it('F9 a click on an alert does not rest', async () => {
    await change(resolve, false)
    await world.clock.advance(100)
    expect(talk.status).toBe('resolved')
  })
})

describe('F9 without a connection', () => {
  const offline = async () => {
    world.cable.cut()
    for (const call of ['setStatus', 'assign', 'conversation', 'messages', 'profile', 'about'])
      world.office.fails.set(call, { kind: 'never-sent', reason: 'connect', detail: 'ECONNREFUSED' })
    await world.clock.advance(30_000)
  }
  const online = async () => {
    world.office.fails.clear()
    world.cable.isUp = true
    world.profile.wake()
    await world.clock.advance(60_000)
  }

  it('F9 it is kept through a restart and sent when the line is back', async () => {
    await offline()
    await change(resolve)
    await change(take)
    await world.restart()
    expect((await shown())?.status).toBe('resolved')
    expect((await shown())?.assignee?.id).toBe(ME)
    await online()
    expect([talk.status, talk.assigneeId]).toEqual(['resolved', ME])
    expect(await kept()).toEqual([])
  })

  it.each([
    ['without a line', [offline, () => change(resolve)]],
    ['on a line that fell then', [() => change(resolve), offline]],
  ])('M3 the customer wrote after it was resolved %s: held, and done at the agent’s word', async (_when, steps) => {
    for (const step of steps) await step()
    world.office.customerWrites(talk)
    await online()
    expect(talk.status).toBe('open')
    const [held] = await kept()
    expect(held).toMatchObject({ state: 'held', reason: { key: 'customer-wrote' } })
    expect((await shown())?.status).toBe('open')
    expect(world.told.filter((fact) => fact.kind === 'ActionHeld')).toHaveLength(1)
    await world.profile.outbox.releaseAction(held?.id ?? '')
    await world.clock.advance(1_000)
    expect(talk.status).toBe('resolved')
  })

  it('F13 a colleague took it meanwhile: taking it from them waits for the agent’s word', async () => {
    await offline()
    await change(take)
    world.office.assign(talk, COLLEAGUE)
    await online()
    expect(talk.assigneeId).toBe(COLLEAGUE)
    expect(await kept()).toMatchObject([{ state: 'held', reason: { key: 'assigned-elsewhere', words: 'Agent' } }])
  })

  it('F9 a reply and a resolve leave in the order in which they were made', async () => {
    const order: string[] = []
    const server = world.office.server()
    await offline()
    expect(server).toBeDefined()
    const clientId = '11111111-1111-4111-8111-111111111111' as ClientId
    const seenId = (await world.store.messageBounds(world.keyOf(talk)))?.last ?? null
    const reply = { clientId, text: 'Done', private: false, seenId, origin: 'composer' as const }
    await world.profile.outbox.send({ ...reply, conversation: world.keyOf(talk) })
    await change(resolve)
    const [job] = await world.store.jobs()
    const [action] = await kept()
    order.push(
      ...[job, action]
        .sort((a, b) => (a?.createdAt ?? 0) - (b?.createdAt ?? 0))
        .map((one) => (one === job ? 'reply' : 'resolve')),
    )
    expect(order).toEqual(['reply', 'resolve'])
    // The reply cannot leave: nobody expects it here. The resolve must not overtake it.
    await online()
    expect(talk.status).toBe('open')
  })
})

describe('F9 the server says no', () => {
  it('F9 the conversation shows again what it was, and the agent is told with the server’s words', async () => {
    world.office.fails.set('setStatus', {
      kind: 'refused',
      reason: 'not-allowed',
      status: 401,
      words: 'You are not authorized',
    })
    await change(resolve)
    await world.clock.advance(6_000)
    expect((await shown())?.status).toBe('open')
    expect(await kept()).toEqual([])
    expect(world.told.filter((fact) => fact.kind === 'ActionRefused')).toMatchObject([
      { name: 'Ana', words: 'You are not authorized' },
    ])
  })

  it('F9 a fault of the server is tried again, five times', async () => {
    world.office.fails.set('setStatus', { kind: 'unsure', reason: 'server-error', status: 500, words: null })
    await change(resolve)
    await world.clock.advance(300_000)
    expect(sent('setStatus')).toBe(5)
    expect((await shown())?.status).toBe('open')
  })
})

describe('F9 nothing flips what the agent did', () => {
  it('F9 news of the server stay below it, and show when it is undone', async () => {
    const made = await change(resolve)
    world.office.mark(talk, { priority: 'high' })
    talk.status = 'pending'
    world.office.mark(talk, { priority: 'urgent' })
    await world.clock.advance(1_000)
    expect(await shown()).toMatchObject({ status: 'resolved', priority: 'urgent' })
    await world.profile.outbox.undoAction(made?.id ?? '')
    expect(await shown()).toMatchObject({ status: 'pending', priority: 'urgent' })
  })
})
