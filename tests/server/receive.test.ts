/** "Receive a test" against a whole server that calls back, and the listener against bad callers (G6). */
import * as net from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeHookEar } from '../../src-main/chatwoot/hook-ear'
import type { HookCall } from '../../src-main/core/connectors'
import { LISTEN_MS } from '../../src-main/core/connectors/receive'
import { makeReceiveDesk } from '../../src-main/core/connectors/receive-desk'
import type { ProfileEntry } from '../../src-main/core/ports'
import type { AccountId, ProfileId } from '../../src-preload/contract/ids'
import { callSchemas } from '../../src-preload/contract/schemas'
import { startFakeChatwoot, type FakeChatwoot } from '../fake-chatwoot/start'
import { FakeChance } from '../fakes/chance'
import { FakeClock } from '../fakes/clock'
import { MemoryTestBook } from '../fakes/made-book'
import { soon } from './soon'
import { keepingLog, open, serversFor, stopAll } from './tiny-server'

const ADMIN = 'AdaAdminTokenForTests111'
const at = { profileId: 'ada' as unknown as ProfileId, accountId: 1 as AccountId }

afterEach(stopAll)

describe('a test of a webhook', () => {
  let fake: FakeChatwoot
  const log = keepingLog()
  beforeEach(async () => {
    fake = await startFakeChatwoot()
    open.push(fake)
  })

  function desk({ role = 'administrator', memory = new MemoryTestBook(), ear = makeHookEar() } = {}) {
    const entry = { id: 'ada', baseUrl: fake.base, accounts: [{ id: 1, name: 'Acme', role }] } as unknown as ProfileEntry
    const clock = new FakeClock()
    const own = makeReceiveDesk({
      servers: serversFor({ log, limits: { answerMs: 1_000 } }),
      book: { list: () => [entry] },
      vault: { read: () => Promise.resolve({ credential: { kind: 'token', token: ADMIN }, databaseKey: '' }) },
      gateOf: () => null,
      ...{ ear, memory, clock, chance: new FakeChance(), log, changed: vi.fn() },
    })
    open.push({ stop: () => own.end('asked') })
    return { own, memory, clock, report: () => callSchemas['receive.report'].output.parse(own.report()) }
  }
  type Desk = ReturnType<typeof desk>
  const address = (one: Desk) => one.report()?.addresses[0] ?? ''
  const ask = (one: Desk, more = {}) =>
    one.own.ask({ address: address(one), events: ['message_created'], trigger: true, ...more })
  const left = () => {
    const { db } = fake.model.world
    return [
      db.webhooks.where(() => true).map(({ url }) => url),
      db.contacts.where(() => true).map(({ identifier }) => identifier),
    ]
  }

  it('G6 a contact is made, the server tells of it, and both are gone afterwards', async () => {
    const one = desk()
    expect(await one.own.open({ ...at, reach: 'computer' })).toEqual({ ok: true, value: { isOpen: true } })
    expect(address(one)).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(await ask(one)).toEqual({ ok: true, value: { kind: 'done' } })
    expect(left()).toEqual([[`${address(one)}${one.report()?.path}`], [expect.stringMatching(/^perch-test:/)]])
    await soon(() => expect(one.report()?.heard).toMatchObject([{ event: 'contact_created', again: false, isCut: false }]))
    const [heard] = one.report()?.heard ?? []
    expect(heard?.headers.map(({ name }) => name.toLowerCase())).toContain('content-type')
    expect(JSON.parse(heard?.body ?? '')).toMatchObject({ event: 'contact_created', name: 'Perch test' })
    expect(heard?.bytes).toBeGreaterThan(100)
    await one.own.end('asked')
    expect(one.report()).toMatchObject({ phase: 'ended', ended: 'asked', isClean: true })
    expect([left(), one.memory.rows]).toEqual([[[], []], []])
    await expect(fetch(`${address(one)}${one.report()?.path}`, { method: 'POST' })).rejects.toThrow()
    expect(log.lines.join()).not.toMatch(/Perch test|perch-test/)
  })

  it('G6 the same event of the same record again is said to be that', async () => {
    const one = desk()
    await one.own.open({ ...at, reach: 'computer' })
    const call = (body: object) => fetch(`${address(one)}${one.report()?.path}`, { method: 'POST', body: JSON.stringify(body) })
    await call({ event: 'conversation_updated', id: 7 })
    await call({ event: 'conversation_updated', id: 7 })
    await call({ event: 'conversation_updated', id: 8 })
    expect(one.report()?.heard.map(({ again }) => again)).toEqual([false, true, false])
    for (let count = 0; count < 50; count++) await call({ event: 'x', id: count })
    expect(one.report()).toMatchObject({ heard: { length: 50 }, more: 3 })
  })

  it('G6 the time is over: nobody is heard any more, and everything is gone', async () => {
    const one = desk()
    await one.own.open({ ...at, reach: 'computer' })
    await ask(one)
    await one.clock.advance(LISTEN_MS)
    await soon(() => expect(one.report()).toMatchObject({ phase: 'ended', ended: 'time', isClean: true }))
    expect(left()).toEqual([[], []])
  })

  it('G6 killed in the middle: the next start removes what is left, at this server only', async () => {
    const killed = desk()
    await killed.own.open({ ...at, reach: 'computer' })
    await ask(killed)
    const elsewhere = { baseUrl: 'https://other.example', account: at.accountId, mark: 'f'.repeat(32), untilAt: 0 }
    killed.memory.add(elsewhere)
    const next = desk({ memory: killed.memory })
    await next.own.sweep()
    expect([left(), next.memory.rows]).toEqual([[[], []], [elsewhere]])
  })

  it('G6 one that runs is not swept; nor is that of a command at the terminal before its time', async () => {
    const one = desk()
    await one.own.open({ ...at, reach: 'computer' })
    await ask(one)
    one.memory.add({ baseUrl: fake.base, account: at.accountId, mark: 'e'.repeat(32), untilAt: one.clock.now() + 1_000 })
    await one.own.sweep()
    expect([left().map(({ length }) => length), one.memory.rows.length]).toEqual([[1, 1], 2])
    await one.clock.advance(1_001)
    await one.own.sweep()
    expect(one.memory.rows.length).toBe(1)
  })

  it.each(['webhooks', 'contacts'])(
    'G6 the answer to making %s is lost: what the server made is removed all the same',
    async (noun) => {
      const one = desk()
      await one.own.open({ ...at, reach: 'computer' })
      fake.script.fail({ method: 'POST', path: `*/${noun}`, fault: { kind: 'error', status: 500, done: true } })
      await ask(one)
      expect(one.report()).toMatchObject({ phase: 'listening', trouble: { key: 'request.server-error' } })
      expect(left()[0]).toHaveLength(1)
      await one.own.end('asked')
      expect([left(), one.report()?.isClean]).toEqual([[[], []], true])
    },
  )

  it('G6 a server that cannot be reached at the end: said, remembered, and removed when it can', async () => {
    const one = desk()
    await one.own.open({ ...at, reach: 'computer' })
    await ask(one)
    fake.script.fail({ method: 'GET', path: '*/webhooks', fault: { kind: 'error', status: 503 } })
    await one.own.end('window')
    expect([one.report()?.isClean, one.memory.rows.length]).toEqual([false, 1])
    await one.own.sweep()
    expect([left(), one.memory.rows]).toEqual([[[], []], []])
  })

  it('G6 an agent may not, a second listener neither, an address that is none is not sent, no port is said', async () => {
    const agent = desk({ role: 'agent' })
    expect(await agent.own.open({ ...at, reach: 'computer' })).toMatchObject({ error: { kind: 'needs-admin' } })
    expect(agent.report()).toBeNull()
    const one = desk()
    expect(await ask(one)).toMatchObject({ error: { kind: 'invalid-request' } })
    await one.own.open({ ...at, reach: 'computer' })
    expect(await one.own.open({ ...at, reach: 'computer' })).toMatchObject({ error: { kind: 'invalid-request' } })
    expect(await ask(one, { address: 'nowhere' })).toMatchObject({ value: { trouble: 'url-no-scheme' } })
    expect(await ask(one, { events: [], trigger: false })).toMatchObject({ value: { trouble: 'no-events' } })
    expect([fake.script.requests, one.memory.rows]).toEqual([[], []])
    const deaf = desk({ ear: { open: () => Promise.resolve(null) } })
    expect(await deaf.own.open({ ...at, reach: 'computer' })).toEqual({ ok: true, value: { isOpen: false } })
  })
})

describe('the listener', () => {
  const PATH = '/perch-test-1'
  async function listening(reach: 'computer' | 'network' = 'computer') {
    const heard: HookCall[] = []
    const ear = await makeHookEar({ slowestMs: 300 }).open({ reach, port: 0, path: PATH }, (one) => heard.push(one))
    if (!ear) throw new Error('no port')
    open.push({ stop: () => ear.close() })
    return { heard, ear, base: ear.addresses[0] ?? '' }
  }

  it('G6 hears a POST to its path and nothing else', async () => {
    const { heard, base } = await listening()
    const statuses = await Promise.all([
      fetch(`${base}/`, { method: 'POST', body: 'x' }),
      fetch(`${base}${PATH}x`, { method: 'POST', body: 'x' }),
      fetch(`${base}${PATH}?a=1`, { method: 'POST', body: 'x' }),
      fetch(`${base}${PATH}`),
      fetch(`${base}${PATH}`, { method: 'PUT', body: 'x' }),
    ])
    expect([statuses.map(({ status }) => status), heard]).toEqual([[404, 404, 404, 405, 405], []])
    const answer = await fetch(`${base}${PATH}`, { method: 'POST', body: 'привет' })
    expect([answer.status, heard]).toMatchObject([200, [{ body: 'привет', bytes: 12, isCut: false }]])
  })

  it('G6 a body that is too long is cut and refused', async () => {
    const { heard, base } = await listening()
    await fetch(`${base}${PATH}`, { method: 'POST', body: 'x'.repeat(5_000_000) }).catch(() => null)
    await soon(() => expect(heard.map(({ isCut }) => isCut)).toEqual([true]))
    expect(heard[0]?.body.length).toBe(128 * 1024)
    expect(heard[0]?.bytes).toBeLessThan(1_000_000)
  })

  it('G6 whoever sends slowly is cut off, and half a body is not shown', async () => {
    const { heard, base } = await listening()
    const socket = net.connect({ host: '127.0.0.1', port: Number(new URL(base).port) })
    socket.on('error', () => undefined)
    socket.write(`POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf`)
    socket.resume()
    await new Promise((resolve) => socket.once('close', resolve))
    expect(heard).toEqual([])
  })

  it('G6 only this computer reaches it, unless the network was chosen', async () => {
    const near = await listening()
    expect(near.ear.addresses).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:/)])
    const far = await listening('network')
    expect(far.ear.addresses.every((one) => !one.includes('127.0.0.1'))).toBe(true)
  })

  it('G6 closed, connections that are open are cut', async () => {
    const { ear, base } = await listening()
    const socket = net.connect({ host: '127.0.0.1', port: Number(new URL(base).port) })
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.on('error', () => undefined)
    await new Promise((resolve) => socket.once('connect', resolve))
    await ear.close()
    await closed
  })

  it('G6 a port that is taken is no error but a no', async () => {
    const { base } = await listening()
    const port = Number(new URL(base).port)
    expect(await makeHookEar().open({ reach: 'computer', port, path: PATH }, () => undefined)).toBeNull()
  })
})
