import { beforeEach, describe, expect, it } from 'vitest'
import { LinkWorld, profile } from '../fakes/link-world'

let world: LinkWorld
beforeEach(() => {
  world = new LinkWorld()
})

describe('F5 the link in trouble', () => {
  it('F5 a socket that never lasts is not replaced at once: a storm of new ones would throttle the whole office', async () => {
    world.link.start()
    for (let turn = 0; turn < 60; turn += 1) {
      await world.clock.advance(1_000)
      const last = world.cable.connections.at(-1)
      if (last?.isClosed !== false) continue
      last.accept(world.clock.now())
      await world.clock.advance(10)
      last.listener.closed('proxy')
    }
    expect(world.cable.connections.length).toBeLessThan(6)
    expect(world.link.link.state).toBe('polling')
  })

  it('F5 a catch-up or a heartbeat that breaks ends the attempt, not the link', async () => {
    world.answer.catchUp = 'throw'
    await world.goLive()
    expect(world.link.link).toMatchObject({ state: 'waiting', reason: 'broken' })
    world.answer.catchUp = null
    await world.clock.advance(1_000)
    world.cable.last.accept(world.clock.now())
    await world.clock.advance(0)
    expect(world.link.link.state).toBe('live')
    world.answer.heartbeat = 'throw'
    await world.pass(120_000)
    expect(world.link.link.state).toBe('waiting')
    expect(world.log.bugs).toHaveLength(2)
  })

  it('F5 a 429 waits for the next minute, and what the socket brings passes meanwhile', async () => {
    world.answer.catchUp = 'throttled'
    await world.goLive()
    expect(world.calls.at(-1)).toBe('release')
    expect(world.link.link.state).toBe('catching-up')
    await world.pass(57_000)
    expect(world.calls.filter((call) => call === 'catch-up')).toHaveLength(1)
    await world.pass(240_000)
    world.answer.catchUp = null
    await world.pass(69_000)
    expect(world.link.link.state).toBe('live')
    expect(world.cable.connections).toHaveLength(1)
  })

  it('F19 signed out stays signed out over a sleep', async () => {
    world.answer.profile = { kind: 'signed-out', cause: 'bad-token' }
    world.link.start()
    await world.clock.advance(0)
    world.link.pause()
    world.link.wake()
    await world.clock.advance(60_000)
    expect(world.states).toEqual(['connecting', 'signed-out'])
  })

  it('F5 a dead socket is noticed although the clock was set back', async () => {
    await world.goLive()
    await world.pass(60_000)
    world.clock.jump(-3_600_000)
    await world.clock.advance(15_000)
    expect(world.cable.connections[0]?.isClosed).toBe(true)
  })

  it('M10 two gaps in ten minutes ask for a new socket, the third says that none will help now', async () => {
    await world.goLive()
    world.answer.heartbeat = { kind: 'gap', missed: [] }
    await world.pass(120_000)
    expect(world.cable.connections).toHaveLength(1)
    await world.pass(120_000)
    expect(world.cable.connections).toHaveLength(2)
    world.cable.last.accept(world.clock.now())
    await world.pass(121_000)
    expect(world.link.link).toMatchObject({ state: 'polling', reason: 'events-missing' })
    await world.clock.advance(9 * 60_000)
    expect(world.cable.connections).toHaveLength(2)
    await world.clock.advance(61_000)
    expect(world.cable.connections).toHaveLength(3)
  })

  it('F5 a whole shift leaves no timers behind', async () => {
    await world.goLive()
    await world.pass(600_000)
    const early = world.clock.waiting
    await world.pass(3_600_000)
    expect(world.clock.waiting).toBe(early)
    world.link.stop()
    expect(world.clock.waiting).toBe(0)
  })

  it('F5 an account that is gone for good opens no socket', async () => {
    world.answer.profile = { kind: 'accepted', value: { ...profile, accounts: [] } }
    world.link.start()
    await world.clock.advance(60_000)
    expect(world.cable.connections).toHaveLength(0)
    expect(world.link.link).toMatchObject({ state: 'waiting', reason: 'no-account' })
  })
})
