import { beforeEach, describe, expect, it } from 'vitest'
import type { Outcome } from '../../src-main/core/outcome'
import { LinkWorld, profile } from '../fakes/link-world'

let world: LinkWorld
beforeEach(() => {
  world = new LinkWorld()
})

const offline: Outcome<never> = { kind: 'never-sent', reason: 'connect', detail: 'ECONNREFUSED' }

describe('F1 the link', () => {
  it('F1 subscribes to every active account, holds frames, catches up, then is live', async () => {
    await world.goLive()
    expect(world.cable.last.target.accountIds).toEqual([1, 2])
    expect(world.states).toEqual(['connecting', 'catching-up', 'live'])
    expect(world.calls.join(' ')).toMatch(/hold catch-up release$/)
  })

  it('F1 is not live while one account stays silent, and tries again with a fresh token', async () => {
    world.link.start()
    await world.clock.advance(0)
    world.cable.last.listener.welcomed()
    world.cable.last.listener.confirmed(1 as never)
    await world.clock.advance(9_999)
    expect(world.link.link.state).toBe('connecting')
    await world.clock.advance(1)
    expect(world.link.link).toMatchObject({ state: 'waiting', reason: 'no-confirm' })
    await world.clock.advance(1_000)
    expect(world.cable.connections).toHaveLength(2)
    expect(world.cable.connections[0]?.isClosed).toBe(true)
  })

  it('F5 a silent socket is dropped after 9 s and replaced at once', async () => {
    await world.goLive()
    await world.pass(30_000)
    expect(world.cable.connections).toHaveLength(1)
    await world.clock.advance(12_000)
    expect(world.cable.connections).toHaveLength(2)
  })

  it('F5 the server away: waits 1, 2, 4, 8, 15, 30 s and keeps the moment it was lost', async () => {
    await world.goLive()
    const lostAt = world.clock.now()
    world.answer.profile = offline
    world.cable.last.listener.closed('gone')
    const waits: number[] = []
    for (let index = 0; index < 7; index++) {
      await world.clock.advance(0)
      waits.push((world.link.link.nextTryAt ?? 0) - world.clock.now())
      await world.clock.advance(waits.at(-1) ?? 0)
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000])
    expect(world.link.link).toMatchObject({ state: 'waiting', sinceAt: lostAt, lastGoodAt: lostAt, reason: 'connect' })
    world.answer.profile = { kind: 'accepted', value: profile }
    world.link.wake()
    await world.clock.advance(0)
    world.cable.last.accept(world.clock.now())
    await world.clock.advance(0)
    expect(world.link.link.state).toBe('live')
  })

  it('F19 a refused token signs out, and nothing tries again by itself', async () => {
    world.answer.profile = { kind: 'signed-out', cause: 'bad-token' }
    world.link.start()
    await world.clock.advance(600_000)
    expect(world.link.link).toMatchObject({ state: 'signed-out', reason: 'bad-token' })
    world.link.wake()
    await world.clock.advance(1_000)
    expect(world.cable.connections).toHaveLength(0)
  })

  it('M10 where only the socket is refused it polls, and knocks again', async () => {
    world.link.start()
    for (let tries = 0; tries < 3; tries++) {
      await world.clock.advance(0)
      world.cable.last.listener.closed('404')
      await world.clock.advance(5_000)
    }
    expect(world.link.link.state).toBe('polling')
    world.calls.length = 0
    await world.clock.advance(56_000)
    expect(world.calls).toContain('heartbeat')
    expect(world.cable.connections).toHaveLength(4)
  })

  it('F5 an answer to an older attempt changes nothing', async () => {
    await world.goLive()
    const first = world.cable.last
    world.link.pause()
    world.link.wake()
    await world.clock.advance(0)
    first.listener.event(1 as never, { kind: 'ignored', name: 'x' })
    first.listener.closed('late')
    expect(world.link.link.state).toBe('connecting')
    expect(world.calls).not.toContain('event')
  })

  it('F5 three failed catch-ups give the socket up', async () => {
    world.answer.catchUp = 'unsure'
    await world.goLive()
    await world.pass(3_000)
    await world.pass(6_000)
    expect(world.calls.filter((call) => call === 'catch-up')).toHaveLength(3)
    expect(world.states.slice(0, 3)).toEqual(['connecting', 'catching-up', 'waiting'])
    expect(world.link.link.reason).toBe('catch-up-failed')
  })

  it('M10 the heartbeat runs every two minutes; one that got lost is tried again before the socket is given up', async () => {
    await world.goLive()
    await world.pass(240_000)
    const beats = () => world.calls.filter((call) => call === 'heartbeat').length
    expect(beats()).toBe(2)
    world.answer.heartbeat = { kind: 'failed', why: 'unsure' }
    await world.pass(123_000)
    world.answer.heartbeat = { kind: 'well' }
    await world.pass(30_000)
    expect(beats()).toBe(4)
    expect(world.cable.connections).toHaveLength(1)
    world.answer.heartbeat = { kind: 'failed', why: 'unsure' }
    await world.pass(153_000)
    expect(world.cable.connections).toHaveLength(2)
  })

  it('F11 a heartbeat that is refused asks at once whose we are', async () => {
    await world.goLive()
    world.answer.heartbeat = { kind: 'failed', why: 'refused' }
    await world.pass(123_000)
    expect(world.cable.connections).toHaveLength(2)
  })

  it('F5 server time comes from the pings', async () => {
    await world.goLive()
    world.cable.last.listener.pinged(world.clock.now() + 42_000)
    expect(world.link.serverNow() - world.clock.now()).toBe(42_000)
  })
})
