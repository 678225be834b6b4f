import { beforeEach, describe, expect, it } from 'vitest'
import type { Link } from '../../src-preload/contract/entities'
import type { ServerProfile } from '../../src-main/core/news'
import type { Outcome } from '../../src-main/core/outcome'
import { makeLink } from '../../src-main/core/sync/link'
import type { SyncLink } from '../../src-main/core/sync/link-deps'
import { FakeCable } from '../fakes/cable'
import { FakeChance } from '../fakes/chance'
import { FakeClock } from '../fakes/clock'
import { FakeLog } from '../fakes/log'
import { fakeServer } from '../fakes/server'

const profile = {
  userId: 2,
  name: 'Bo',
  email: null,
  avatarUrl: null,
  pubsubToken: 'token-1',
  accounts: [
    { id: 1, name: 'Acme', role: 'agent', availability: 'online', autoOffline: true, active: true },
    { id: 2, name: 'Beta', role: 'agent', availability: 'online', autoOffline: true, active: true },
    { id: 3, name: 'Old', role: 'agent', availability: 'online', autoOffline: true, active: false },
  ],
} as unknown as ServerProfile

const offline: Outcome<never> = { kind: 'never-sent', reason: 'connect', detail: 'ECONNREFUSED' }

describe('F1 the link', () => {
  let clock: FakeClock
  let cable: FakeCable
  let link: SyncLink
  let states: Link['state'][]
  let answer: { profile: Outcome<ServerProfile>; catchUp: boolean; heartbeat: boolean }
  let calls: string[]

  beforeEach(() => {
    clock = new FakeClock()
    cable = new FakeCable()
    states = []
    calls = []
    answer = { profile: { kind: 'accepted', value: profile }, catchUp: true, heartbeat: true }
    link = makeLink({
      server: fakeServer({
        about: () => Promise.resolve({ kind: 'accepted', value: { version: '4.2.0', serverAt: clock.now() + 5_000 } }),
        profile: () => Promise.resolve(answer.profile),
      }),
      cable,
      clock,
      chance: new FakeChance(1),
      log: new FakeLog(),
      changed: (now) => void states.push(now.state),
      profileRead: () => Promise.resolve(),
      catchUp: () => {
        calls.push('catch-up')
        return Promise.resolve(answer.catchUp)
      },
      heartbeat: () => {
        calls.push('heartbeat')
        return Promise.resolve(answer.heartbeat)
      },
      event: () => void calls.push('event'),
      hold: () => void calls.push('hold'),
      release: () => void calls.push('release'),
    })
  })

  const goLive = async (): Promise<void> => {
    link.start()
    await clock.advance(0)
    cable.last.accept(clock.now())
    await clock.advance(0)
  }

  /** The server goes on pinging while time passes. */
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 3_000) {
      await clock.advance(Math.min(3_000, left))
      cable.last.listener.pinged(clock.now())
    }
  }

  it('F1 subscribes to every active account, holds frames, catches up, then is live', async () => {
    await goLive()
    expect(cable.last.target.accountIds).toEqual([1, 2])
    expect(states).toEqual(['connecting', 'catching-up', 'live'])
    expect(calls).toEqual(['hold', 'catch-up', 'release'])
  })

  it('F1 is not live while one account stays silent, and tries again with a fresh token', async () => {
    link.start()
    await clock.advance(0)
    cable.last.listener.welcomed()
    cable.last.listener.confirmed(1 as never)
    await clock.advance(9_999)
    expect(link.link.state).toBe('connecting')
    await clock.advance(1)
    expect(link.link).toMatchObject({ state: 'waiting', reason: 'no-confirm' })
    await clock.advance(1_000)
    expect(cable.connections).toHaveLength(2)
    expect(cable.connections[0]?.isClosed).toBe(true)
  })

  it('F5 a silent socket is dropped after 9 s and replaced at once', async () => {
    await goLive()
    await pass(30_000)
    expect(cable.connections).toHaveLength(1)
    await clock.advance(12_000)
    expect(cable.connections).toHaveLength(2)
  })

  it('F5 the server away: waits 1, 2, 4, 8, 15, 30 s and keeps the moment it was lost', async () => {
    await goLive()
    const lostAt = clock.now()
    answer.profile = offline
    cable.last.listener.closed('gone')
    const waits: number[] = []
    for (let index = 0; index < 7; index++) {
      await clock.advance(0)
      waits.push((link.link.nextTryAt ?? 0) - clock.now())
      await clock.advance(waits.at(-1) ?? 0)
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000])
    expect(link.link).toMatchObject({ state: 'waiting', sinceAt: lostAt, lastGoodAt: lostAt, reason: 'connect' })
    answer.profile = { kind: 'accepted', value: profile }
    link.wake()
    await clock.advance(0)
    cable.last.accept(clock.now())
    await clock.advance(0)
    expect(link.link.state).toBe('live')
  })

  it('F19 a refused token signs out, and nothing tries again by itself', async () => {
    answer.profile = { kind: 'signed-out', cause: 'bad-token' }
    link.start()
    await clock.advance(600_000)
    expect(link.link).toMatchObject({ state: 'signed-out', reason: 'bad-token' })
    link.wake()
    await clock.advance(1_000)
    expect(cable.connections).toHaveLength(0)
  })

  it('M10 where only the socket is refused it polls, and knocks again', async () => {
    link.start()
    for (let tries = 0; tries < 3; tries++) {
      await clock.advance(0)
      cable.last.listener.closed('404')
      await clock.advance(5_000)
    }
    expect(link.link.state).toBe('polling')
    calls.length = 0
    await clock.advance(56_000)
    expect(calls).toContain('heartbeat')
    expect(cable.connections).toHaveLength(4)
  })

  it('F5 an answer to an older attempt changes nothing', async () => {
    await goLive()
    const first = cable.last
    link.pause()
    link.wake()
    await clock.advance(0)
    first.listener.event(1 as never, { kind: 'ignored', name: 'x' })
    first.listener.closed('late')
    expect(link.link.state).toBe('connecting')
    expect(calls).not.toContain('event')
  })

  it('F5 three failed catch-ups give the socket up', async () => {
    answer.catchUp = false
    await goLive()
    await pass(3_000)
    await pass(6_000)
    expect(calls.filter((call) => call === 'catch-up')).toHaveLength(3)
    expect(states.slice(0, 3)).toEqual(['connecting', 'catching-up', 'waiting'])
    expect(link.link.reason).toBe('catch-up-failed')
  })

  it('M10 the heartbeat runs every two minutes; a server that does not answer it ends the live state', async () => {
    await goLive()
    await pass(240_000)
    expect(calls.filter((call) => call === 'heartbeat')).toHaveLength(2)
    answer.heartbeat = false
    await pass(120_000)
    expect(cable.connections).toHaveLength(2)
  })

  it('F5 server time comes from the pings', async () => {
    await goLive()
    cable.last.listener.pinged(clock.now() + 42_000)
    expect(link.serverNow() - clock.now()).toBe(42_000)
  })
})
