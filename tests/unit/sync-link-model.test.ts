/** The link through random weather. Whatever happens: one socket at most, no timer too many, and live again when all is well. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AccountId } from '../../src-preload/contract/ids'
import type { ServerProfile } from '../../src-main/core/news'
import type { Outcome } from '../../src-main/core/outcome'
import type { Cable, CableConnection, CableListener, CableTarget } from '../../src-main/core/ports'
import type { Heartbeat } from '../../src-main/core/sync/gap'
import { makeLink } from '../../src-main/core/sync/link'
import type { Failure } from '../../src-main/core/sync/pages'
import { FakeChance } from '../fakes/chance'
import { FakeClock } from '../fakes/clock'
import { FakeLog } from '../fakes/log'
import { fakeServer } from '../fakes/server'

const profile = {
  ...{ userId: 2, name: 'Bo', email: null, avatarUrl: null, pubsubToken: 'token-1' },
  accounts: [1, 2].map((id) => ({
    id,
    name: `A${id}`,
    role: 'agent',
    availability: 'online',
    autoOffline: true,
    active: true,
  })),
} as unknown as ServerProfile

type SocketWay = 'accepts' | 'silent' | 'half' | 'refuses' | 'closes at once'
type RestWay = 'well' | 'offline' | 'slow' | 'throttled'
type Work<T> = T | 'slow' | 'throw'

/** Sockets that answer as the weather says; old ones go on talking after they were closed. */
class Weather implements Cable {
  socket: SocketWay = 'accepts'
  pings = true
  rest: RestWay = 'well'
  catchUp: Work<Failure | null> = null
  heartbeat: Work<Heartbeat> = { kind: 'well' }
  readonly open_ = new Set<CableListener>()
  readonly ever: { target: CableTarget; listener: CableListener }[] = []
  mostOpen = 0

  constructor(private readonly clock: FakeClock) {}

  open(target: CableTarget, listener: CableListener): CableConnection {
    this.ever.push({ target, listener })
    if (this.socket === 'closes at once') listener.closed('at once')
    else this.open_.add(listener)
    this.mostOpen = Math.max(this.mostOpen, this.open_.size)
    if (this.socket === 'refuses') this.clock.after(20, () => this.hangUp(listener))
    if (this.socket === 'accepts' || this.socket === 'half') this.clock.after(20, () => this.greet(target, listener))
    return { beat: () => undefined, close: () => void this.open_.delete(listener) }
  }

  /** Pings reach whoever still listens. */
  ping(): void {
    if (this.pings) for (const { listener } of this.ever.slice(-3)) listener.pinged(this.clock.now())
  }

  hangUp(listener: CableListener): void {
    this.open_.delete(listener)
    listener.closed('hung up')
  }

  async answer<T>(value: T): Promise<Outcome<T>> {
    if (this.rest === 'slow') await new Promise<void>((resolve) => void this.clock.after(30_000, resolve))
    if (this.rest === 'throttled') return { kind: 'throttled' }
    if (this.rest === 'offline') return { kind: 'never-sent', reason: 'connect', detail: 'ECONNREFUSED' }
    return { kind: 'accepted', value }
  }

  async do<T>(work: Work<T>): Promise<T> {
    if (work === 'slow') await new Promise<void>((resolve) => void this.clock.after(20_000, resolve))
    if (work === 'throw' || work === 'slow') throw new Error('bug')
    return work
  }

  private greet(target: CableTarget, listener: CableListener): void {
    listener.welcomed()
    const some: AccountId[] = this.socket === 'half' ? target.accountIds.slice(1) : target.accountIds
    for (const account of [...some, ...some]) listener.confirmed(account)
    listener.pinged(this.clock.now())
  }
}

const pick = <T>(...values: T[]) => fc.constantFrom(...values)
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: pick('pass' as const), ms: pick(10, 500, 3_000, 11_000, 31_000, 125_000) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: pick('socket' as const),
      way: pick<SocketWay>('accepts', 'silent', 'half', 'refuses', 'closes at once'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: pick('rest' as const), way: pick<RestWay>('well', 'offline', 'slow', 'throttled') }),
  },
  { weight: 1, arbitrary: fc.record({ kind: pick('pings' as const), on: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: pick('hang up' as const), nth: fc.nat(5) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: pick('catch-up' as const),
      way: pick<Work<Failure | null>>(null, 'unsure', 'throttled', 'store', 'slow', 'throw'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: pick('heartbeat' as const),
      way: pick<Work<Heartbeat>>(
        { kind: 'well' },
        { kind: 'gap', missed: [] },
        { kind: 'failed', why: 'unsure' },
        'slow',
        'throw',
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: pick('sleep' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: pick('wake' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: pick('distrust' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: pick('again' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: pick('jump' as const), ms: pick(-86_400_000, -5_000, 5_000, 86_400_000) }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

class World {
  readonly clock = new FakeClock()
  readonly weather = new Weather(this.clock)
  mostTimers = 0
  held = false
  readonly link = makeLink({
    server: fakeServer({
      about: () => this.weather.answer({ version: '4.2.0', serverAt: this.clock.now() }),
      profile: () => this.weather.answer(profile),
    }),
    ...{ cable: this.weather, clock: this.clock, chance: new FakeChance(0.5), log: new FakeLog() },
    changed: () => undefined,
    profileRead: () => undefined,
    catchUp: () => this.weather.do(this.weather.catchUp),
    heartbeat: () => this.weather.do(this.weather.heartbeat),
    event: () => undefined,
    hold: () => (this.held = true),
    release: () => (this.held = false),
  })

  /** The server goes on pinging while time passes. */
  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 3_000) {
      await this.clock.advance(Math.min(3_000, left))
      this.weather.ping()
      await this.clock.advance(0)
    }
  }

  async take(one: Step): Promise<void> {
    const { link, weather } = this
    if (one.kind === 'pass') await this.pass(one.ms)
    if (one.kind === 'socket') weather.socket = one.way
    if (one.kind === 'rest') weather.rest = one.way
    if (one.kind === 'pings') weather.pings = one.on
    if (one.kind === 'hang up') weather.ever.at(-1 - one.nth)?.listener.closed('hung up')
    if (one.kind === 'catch-up') weather.catchUp = one.way
    if (one.kind === 'heartbeat') weather.heartbeat = one.way
    if (one.kind === 'sleep') link.pause()
    if (one.kind === 'wake') link.wake()
    if (one.kind === 'distrust') link.distrust('store')
    if (one.kind === 'again') link.catchUpAgain()
    if (one.kind === 'jump') this.clock.jump(one.ms)
    await this.clock.advance(0)
  }

  async calmDown(): Promise<void> {
    Object.assign(this.weather, { socket: 'accepts', rest: 'well', pings: true, catchUp: null, heartbeat: { kind: 'well' } })
    if (this.link.link.state === 'paused') this.link.wake()
    // The longest way back: ten minutes of polling after events went missing, then a knock.
    for (let turn = 0; turn < 12 && this.link.link.state !== 'live'; turn += 1) await this.pass(60_000)
  }
}

describe('F5 the link in any weather', () => {
  it('F5 never two sockets, always live again when the world is well, no timer left', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
        const world = new World()
        world.link.start()
        for (const one of steps) await world.take(one)
        await world.calmDown()
        expect(world.link.link.state).toBe('live')
        expect(world.held).toBe(false)
        expect(world.weather.mostOpen).toBeLessThanOrEqual(1)
        await world.pass(130_000)
        // Ping, heartbeat, and the mark that it lasted.
        expect(world.clock.waiting).toBeLessThanOrEqual(3)
        world.link.stop()
        await world.pass(60_000)
        expect(world.clock.waiting).toBe(0)
        expect(world.weather.open_.size).toBe(0)
      }),
      { numRuns: Number(process.env['LINK_RUNS'] ?? 150) },
    )
  })
})
