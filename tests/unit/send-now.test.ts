/** Quit: what only rests leaves now (F9, F12). */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Change } from '../../src-preload/contract/change'
import { sendNow } from '../../src-main/core/send-now'
import type { Talk } from '../fakes/office-news'
import { OfficeWorld } from '../fakes/office-world'

let world: OfficeWorld
let talk: Talk
beforeEach(async () => {
  world = new OfficeWorld()
  talk = world.office.talk()
  world.office.customerWrites(talk)
  await world.start()
})

const resolve: Change = { kind: 'status', status: 'resolved', snoozedUntilAt: null }
const urgent: Change = { kind: 'priority', priority: 'urgent' }

async function change(wanted: Change) {
  const seenId = (await world.store.messageBounds(world.keyOf(talk)))?.last ?? null
  await world.profile.outbox.change({ conversation: world.keyOf(talk), change: wanted, seenId })
}

/** How long Quit would take, in ms. */
async function quit(): Promise<number> {
  const began = world.clock.now()
  let endedAt: number | null = null
  const done = sendNow([world.profile.outbox], world.clock, { what: 'changes', patienceMs: 3_000 })
  void done.then(() => (endedAt = world.clock.now()))
  for (let turn = 0; turn < 100 && endedAt === null; turn += 1) await world.clock.advance(50)
  return (endedAt ?? Infinity) - began
}

describe('F9 at Quit', () => {
  it('F9 what still rests is on the server when Perch is gone', async () => {
    await change(resolve)
    await change(urgent)
    expect(await quit()).toBeLessThan(1_000)
    expect(talk).toMatchObject({ status: 'resolved', priority: 'urgent' })
    expect(await world.store.actions()).toEqual([])
  })

  it('F9 with nothing to leave it takes no time', async () => {
    expect(await quit()).toBeLessThanOrEqual(50)
  })

  it('F9 without a connection nobody waits, and it leaves at the next start', async () => {
    for (const call of ['about', 'profile']) world.office.fails.set(call, NO_WAY)
    world.cable.cut()
    await world.clock.advance(3_000)
    await change(resolve)
    expect(await quit()).toBeLessThanOrEqual(50)
    world.office.fails.clear()
    world.cable.isUp = true
    await world.restart()
    await world.clock.advance(1_000)
    expect(talk.status).toBe('resolved')
  })

  it('F13 the guard still looks: resolved blind, and the customer wrote meanwhile', async () => {
    for (const call of ['about', 'profile', 'conversations', 'messages']) world.office.fails.set(call, NO_WAY)
    world.cable.cut()
    await world.clock.advance(3_000)
    await change(resolve)
    world.office.customerWrites(talk, 'One more thing')
    world.office.fails.clear()
    world.cable.isUp = true
    world.profile.wake()
    for (let turn = 0; turn < 100 && !['live', 'polling'].includes(world.profile.currentLink.state); turn += 1)
      await world.clock.advance(20)
    await quit()
    expect(talk.status).toBe('open')
    expect((await world.store.actions())[0]?.state).toBe('held')
  })

  it('F9 a server that does not answer holds Quit up for as long as was said, no longer', async () => {
    world.office.latencyMs = 60_000
    await change(resolve)
    expect(await quit()).toBeLessThanOrEqual(3_100)
  })
})

const NO_WAY = { kind: 'never-sent', reason: 'connect', detail: 'ECONNREFUSED' } as const
