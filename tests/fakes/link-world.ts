/** The link alone: what server, catch-up and heartbeat answer is the test's. */
import type { Link } from '../../src-preload/contract/entities'
import type { ServerProfile } from '../../src-main/core/news'
import type { Outcome } from '../../src-main/core/outcome'
import type { Heartbeat } from '../../src-main/core/sync/gap'
import { makeLink } from '../../src-main/core/sync/link'
import type { Failure } from '../../src-main/core/sync/pages'
import { FakeCable } from './cable'
import { FakeChance } from './chance'
import { FakeClock } from './clock'
import { FakeLog } from './log'
import { fakeServer } from './server'

export const profile = {
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

interface Answers {
  profile: Outcome<ServerProfile>
  catchUp: Failure | 'throw' | null
  heartbeat: Heartbeat | 'throw'
}

export class LinkWorld {
  readonly clock = new FakeClock()
  readonly cable = new FakeCable()
  readonly log = new FakeLog()
  readonly states: Link['state'][] = []
  readonly calls: string[] = []
  readonly answer: Answers = {
    profile: { kind: 'accepted', value: profile },
    catchUp: null,
    heartbeat: { kind: 'well' },
  }

  readonly link = makeLink({
    server: fakeServer({
      about: () => Promise.resolve({ kind: 'accepted', value: { version: '4.2.0', serverAt: this.clock.now() + 5_000 } }),
      profile: () => Promise.resolve(this.answer.profile),
    }),
    ...{ cable: this.cable, clock: this.clock, chance: new FakeChance(1), log: this.log },
    changed: (now) => void this.states.push(now.state),
    profileRead: () => undefined,
    catchUp: () => this.call('catch-up', this.answer.catchUp),
    heartbeat: () => this.call('heartbeat', this.answer.heartbeat),
    event: () => void this.calls.push('event'),
    hold: () => void this.calls.push('hold'),
    release: () => void this.calls.push('release'),
  })

  async goLive(): Promise<void> {
    this.link.start()
    await this.clock.advance(0)
    this.cable.last.accept(this.clock.now())
    await this.clock.advance(0)
  }

  /** The server goes on pinging while time passes. */
  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 3_000) {
      await this.clock.advance(Math.min(3_000, left))
      this.cable.last.listener.pinged(this.clock.now())
    }
  }

  private call<T>(name: string, value: T | 'throw'): Promise<T> {
    this.calls.push(name)
    return value === 'throw' ? Promise.reject(new Error('bug')) : Promise.resolve(value)
  }
}
