/** A pinned certificate against a real TLS server that changes its own: what leaves, what is said, and how it goes on (0050). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { holdPins, makeTrust, type Trust } from '../../src-main/core/trust'
import { NO_POLICY, type Policy } from '../../src-main/core/managed'
import type { Outcome } from '../../src-main/core/outcome'
import type { PinBook, Pins } from '../../src-main/core/ports'
import { makeLink } from '../../src-main/core/sync/link'
import type { SyncLink } from '../../src-main/core/sync/link-deps'
import { startFakeChatwoot, type FakeChatwoot } from '../fake-chatwoot/start'
import { FakeChance } from '../fakes/chance'
import { FakeClock } from '../fakes/clock'
import { FakeLog } from '../fakes/log'
import { account } from './rounds-world'
import { soon } from './soon'
import { serversFor, TOKEN } from './tiny-server'
import { certificateFile, keyOf, startTlsFront, type TlsFront } from './tls-front'

const CHANGED = { kind: 'never-sent', reason: 'certificate-changed', detail: keyOf('other') } as const

let fake: FakeChatwoot
let front: TlsFront
let servers: ReturnType<typeof serversFor>
let closing: (() => void)[]
let book: PinBook & { kept: Pins }

beforeEach(async () => {
  fake = await startFakeChatwoot()
  front = await startTlsFront(Number(new URL(fake.base).port))
  servers = serversFor({ ca: [certificateFile('ca.crt'), certificateFile('ca2.crt')] })
  closing = []
  const kept: { pins: Pins } = { pins: {} }
  book = {
    get kept() {
      return kept.pins
    },
    pins: () => kept.pins,
    setPins: (pins) => void (kept.pins = pins),
  }
})
afterEach(async () => {
  closing.forEach((close) => close())
  await front.stop()
  await fake.stop()
})

const trusting = (managed: Partial<Policy> = {}, isMemoryOnly = false): Trust =>
  makeTrust({ ...servers, book, managed: { ...NO_POLICY, ...managed }, isMemoryOnly: () => isMemoryOnly })

function connect() {
  const connected = servers.connect(front.base, TOKEN)
  closing.push(() => connected.server.close())
  return connected
}

function linked(connected: ReturnType<typeof connect>): SyncLink {
  const link = makeLink({
    ...connected,
    ...{ clock: new FakeClock(), chance: new FakeChance(1), log: new FakeLog() },
    changed: () => undefined,
    profileRead: () => undefined,
    catchUp: () => Promise.resolve(null),
    heartbeat: () => Promise.resolve({ kind: 'well' }),
    event: () => undefined,
    hold: () => undefined,
    release: () => undefined,
  })
  closing.push(() => link.stop())
  return link
}

const isAccepted = async (asked: Promise<Outcome<unknown>>) => expect((await asked).kind).toBe('accepted')

describe('a pinned certificate', () => {
  it('F19 is told by the key that other programs count, and only the one that the agent saw is pinned', async () => {
    const trust = trusting()
    expect(trust.view(front.base).shown).toBeNull()
    await isAccepted(connect().server.about())
    expect(trust.view(front.base)).toMatchObject({
      shown: { key: keyOf('good'), issuer: 'Perch test authority' },
      ...{ pinned: null, mayChange: true, isOther: false },
    })
    expect(trust.pin(front.base, keyOf('other'))).toBe('other-by-now')
    expect(book.kept).toEqual({})
    expect(trust.pin(`${front.base}/support`, keyOf('good'))).toBeNull()
    expect(trust.view(front.base).pinned?.key).toBe(keyOf('good'))
    expect(Object.keys(book.kept)).toEqual([front.base])
  })

  it('F19 renewed with the same key it stays, and nobody is asked', async () => {
    const trust = trusting()
    const { server } = connect()
    await isAccepted(server.profile())
    trust.pin(front.base, keyOf('good'))
    front.show('renewed')
    await soon(() => isAccepted(server.profile()))
    expect(trust.view(front.base)).toMatchObject({ shown: { issuer: 'Perch other authority' }, isOther: false })
    expect(front.came('renewed')).toContain(TOKEN.token)
  })

  it('F19 another one: neither REST nor the socket, nor a file, a sign-in or the doctor sends a byte; accepted, all goes on', async () => {
    const trust = trusting()
    const connected = connect()
    const link = linked(connected)
    link.start()
    await soon(() => expect(link.link.state).toBe('live'))
    trust.pin(front.base, keyOf('good'))
    front.show('other')
    // A live socket that ends is followed by another at once: that one is refused.
    await soon(() => expect(link.link).toMatchObject({ state: 'waiting', reason: 'certificate-changed' }))
    expect(trust.view(front.base)).toMatchObject({
      isOther: true,
      shown: { key: keyOf('other'), issuer: 'Perch other authority' },
      pinned: { key: keyOf('good'), issuer: 'Perch test authority' },
    })
    const { server, connectors } = connected
    expect(await server.profile()).toEqual(CHANGED)
    expect(await server.readFile('/rails/active_storage/x.png', { maxBytes: 10, answerMs: 1_000 })).toEqual(CHANGED)
    expect(await connectors.inboxes(account)).toEqual(CHANGED)
    expect(await servers.signIn(front.base, 'bo@example.test', 'secret')).toEqual(CHANGED)
    const { steps } = await servers.probe(front.base)
    expect(steps.find(({ id }) => id === 'private')).toMatchObject({ reason: 'changed', detail: keyOf('other') })
    expect(await servers.instruments.isPlatformToken(front.base, TOKEN.token)).toBeNull()
    expect((await servers.instruments.way(front.base))?.certificate?.key).toBe(keyOf('other'))
    const socket = await new Promise<string>((closed) => {
      const deaf = { welcomed: () => undefined, confirmed: () => undefined, pinged: () => undefined, event: () => undefined }
      connected.cable.open({ pubsubToken: 'pubsub', userId: 1 as never, accountIds: [account] }, { ...deaf, closed })
    })
    expect(socket).toBe(`certificate-changed ${keyOf('other')}`)
    expect(front.came('other')).toBe('')

    expect(trust.pin(front.base, keyOf('other'))).toBeNull()
    link.wake()
    await soon(() => expect(link.link.state).toBe('live'))
    expect(front.came('other')).toContain(TOKEN.token)
  })

  it('F19 the old one back again is spoken to by itself', async () => {
    const trust = trusting()
    const { server } = connect()
    await isAccepted(server.about())
    trust.pin(front.base, keyOf('good'))
    front.show('other')
    await soon(async () => expect(await server.profile()).toEqual(CHANGED))
    front.show('good')
    await soon(() => isAccepted(server.profile()))
    expect(trust.view(front.base).isOther).toBe(false)
  })

  it('F19 connections that are open under another key are cut the moment it is pinned', async () => {
    front.show('other')
    const { server } = connect()
    await isAccepted(server.profile())
    const before = front.came('other')
    servers.certificates.expect(front.base, [keyOf('good')])
    expect(await server.profile()).toEqual(CHANGED)
    expect(front.came('other')).toBe(before)
    servers.certificates.expect(front.base, null)
    await isAccepted(server.profile())
  })

  it('F13 what the organisation pins nobody here can change; one of its keys is enough', async () => {
    const policy = { server: front.base, serverKeys: [keyOf('other'), keyOf('good')] }
    const trust = trusting(policy)
    const { server } = connect()
    await isAccepted(server.profile())
    expect(trust.view(front.base)).toMatchObject({ pinned: null, fixed: policy.serverKeys, mayChange: false, isOther: false })
    expect([trust.pin(front.base, null), trust.pin(front.base, keyOf('good'))]).toEqual(['managed', 'managed'])
    servers = serversFor({ ca: [certificateFile('ca.crt'), certificateFile('ca2.crt')] })
    const strict = trusting({ ...policy, serverKeys: [keyOf('other')] })
    expect(await connect().server.profile()).toEqual({ ...CHANGED, detail: keyOf('good') })
    expect(strict.view(front.base).isOther).toBe(true)
  })

  it('F13 a pin of the agent holds while the rules make no sense, and cannot be changed', async () => {
    const trust = trusting()
    await isAccepted(connect().server.about())
    trust.pin(front.base, keyOf('good'))
    servers = serversFor({ ca: [certificateFile('ca.crt'), certificateFile('ca2.crt')] })
    front.show('other')
    const after = trusting({ server: front.base, serverKeys: false })
    expect(await connect().server.profile()).toEqual(CHANGED)
    expect([after.view(front.base).mayChange, after.pin(front.base, keyOf('other'))]).toEqual([false, 'managed'])
  })

  it('F19 a command at the terminal is held by the same pins, also by one that cannot be read', async () => {
    const nobody = { key: '', issuer: '', validFromAt: 0, validUntilAt: 0 }
    holdPins(servers.certificates, { [front.base]: nobody }, NO_POLICY)
    expect(await connect().server.profile()).toEqual({ ...CHANGED, detail: keyOf('good') })
    expect(front.came('good')).toBe('')
  })

  it('F19 goes with the last account of its server, and is not kept where there is no keychain', async () => {
    const trust = trusting()
    const { server } = connect()
    await isAccepted(server.about())
    trust.pin(front.base, keyOf('good'))
    trust.keepOnly([`${front.base}/support`])
    expect(Object.keys(book.kept)).toEqual([front.base])
    trust.keepOnly(['https://elsewhere.example'])
    expect(book.kept).toEqual({})
    front.show('other')
    await soon(() => isAccepted(server.profile()))

    const fleeting = trusting({}, true)
    expect(fleeting.pin(front.base, keyOf('other'))).toBeNull()
    expect([fleeting.view(front.base).pinned?.key, book.kept]).toEqual([keyOf('other'), {}])
    front.show('good')
    await soon(async () => expect(await server.profile()).toEqual({ ...CHANGED, detail: keyOf('good') }))
  })
})
