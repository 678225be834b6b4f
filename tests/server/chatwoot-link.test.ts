/** The real link on the real cable against the fake: the sockets are real, only the link's clock is moved by hand (F5, M10, M11). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ServerEvent } from '../../src-main/core/news'
import { makeLink } from '../../src-main/core/sync/link'
import type { SyncLink } from '../../src-main/core/sync/link-deps'
import { startFakeChatwoot, type FakeChatwoot } from '../fake-chatwoot/start'
import { FakeChance } from '../fakes/chance'
import { FakeClock } from '../fakes/clock'
import { FakeLog } from '../fakes/log'
import { account, value } from './rounds-world'
import { serversFor, TOKEN } from './tiny-server'
import { soon } from './soon'

type Connected = ReturnType<ReturnType<typeof serversFor>['connect']>

describe('the link', () => {
  let fake: FakeChatwoot
  let server: Connected['server']
  let clock: FakeClock
  let link: SyncLink
  let events: ServerEvent[]
  let states: string[]
  let onProfile: () => void

  beforeEach(async () => {
    fake = await startFakeChatwoot()
    const connected = serversFor().connect(fake.base, TOKEN)
    server = connected.server
    clock = new FakeClock()
    events = []
    states = []
    onProfile = () => undefined
    link = makeLink({
      ...connected,
      clock,
      chance: new FakeChance(1),
      log: new FakeLog(),
      changed: ({ state }) => void states.push(state),
      profileRead: () => onProfile(),
      catchUp: () => Promise.resolve(null),
      heartbeat: () => Promise.resolve({ kind: 'well' }),
      event: (_account, event) => void events.push(event),
      hold: () => undefined,
      release: () => undefined,
    })
  })
  afterEach(async () => {
    link.stop()
    server.close()
    await fake.stop()
  })

  const isLive = () => soon(() => expect(link.link.state).toBe('live'))
  const sockets = (count: number) => soon(() => expect(fake.model.connectedSockets()).toHaveLength(count))
  let customers = 0
  /** Proof that news arrives: a customer of Bo's writes. */
  async function hears(text: string): Promise<void> {
    const inbox = fake.model.addInbox({ name: `VK ${(customers += 1)}`, members: [fake.model.user('agent')] })
    fake.model.customerWrites(fake.model.addConversation(inbox, fake.model.addContact({ name: 'Eva' })), text)
    const words = () => events.flatMap((event) => (event.kind === 'message-created' ? [event.message.fields.content] : []))
    await soon(() => expect(words()).toContain(text))
  }

  it('F1 F11 goes live on both accounts, and news comes once', async () => {
    link.start()
    await isLive()
    expect(
      fake.model
        .connectedSockets()[0]
        ?.subscriptions.map(({ accountId }) => accountId)
        .sort(),
    ).toEqual([1, 2])
    await hears('Hello')
    expect(events.filter(({ kind }) => kind === 'message-created')).toHaveLength(1)
  })

  it('F5 a token that is changed between reading and subscribing gets silence: ten seconds, then the new one', async () => {
    let rotated = false
    onProfile = () => {
      if (!rotated) fake.model.rotatePubsubToken(fake.model.user('agent'))
      rotated = true
    }
    link.start()
    await sockets(1)
    await clock.advance(10_000)
    expect(link.link.state).toBe('waiting')
    await clock.advance(1_000)
    await isLive()
    await hears('With the new token')
  })

  it('F5 a half-open line is given up after nine seconds without a ping', async () => {
    link.start()
    await isLive()
    fake.script.cable.isMute = true
    await clock.advance(9_000)
    expect(link.link.state).not.toBe('live')
    fake.script.clear()
    await isLive()
    await hears('On the new line')
    await sockets(1)
  })

  it('F5 the server goes away and comes back on the same port', async () => {
    link.start()
    await isLive()
    states.length = 0
    const back = fake.restart({ downMs: 100 })
    await soon(() => expect(states).toContain('connecting'))
    await back
    // Whether the first try came too early is a matter of milliseconds.
    await soon(async () => {
      await clock.advance(1_000)
      expect(link.link.state).toBe('live')
    })
    await hears('Back again')
  })

  it('M11 a beat makes the agent present for the server, and the server says so', async () => {
    link.start()
    await isLive()
    events.length = 0
    link.beat(account)
    await soon(() => expect(events).toContainEqual({ kind: 'presence', availability: 'online' }))
    const me = value(await server.api.directory.listAgents(account)).find(({ id }) => id === 2)
    expect(me?.availability).toBe('online')
  })
})
