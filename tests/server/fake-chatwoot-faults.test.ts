/** Every misbehaviour that can be scripted does what its name says (F2, F5, F18, G1, G12, M10). */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Fault } from '../fake-chatwoot/script/script'
import { startFakeChatwoot } from '../fake-chatwoot/start'
import { FakeOffice } from './fake-office'
import { soon } from './soon'

let office: FakeOffice

beforeEach(async () => {
  office = await FakeOffice.open()
})

afterEach(() => office.close())

/** Fails the next message in this way; over HTTP too, as another process would. */
const fail = (fault: Fault) => office.server.script.fail({ method: 'POST', path: '*/messages', fault })

describe('requests', () => {
  it('F2 latency: late, and nothing else', async () => {
    fail({ kind: 'latency', ms: 80 })
    const before = performance.now()
    expect((await office.send('Late')).status).toBe(200)
    expect(performance.now() - before).toBeGreaterThan(70)
  })

  it('F2 hang: no answer, no work, until the client gives up', async () => {
    fail({ kind: 'hang' })
    const { base, script } = office.server
    const client = new AbortController()
    const asked = fetch(base + office.messagesPath, { method: 'POST', signal: client.signal, body: '{}' }).then(
      () => 'answered',
      () => 'gave up',
    )
    await soon(() => expect(script.requests.length).toBe(1))
    client.abort()
    expect(await asked).toBe('gave up')
    expect(office.texts).toEqual([])
  })

  it.each([
    [422, 'Redis::CannotConnectError'],
    [500, 'Internal Server Error'],
  ])('F2 a %s that comes after the message was stored', async (status, words) => {
    fail({ kind: 'error', status, words, done: true })
    const { body, ...answer } = await office.send('Stored all the same')
    expect([answer.status, body.error]).toEqual([status, words])
    expect(office.texts).toEqual(['Stored all the same'])
  })

  it.each([
    ['sign-in', /You need to sign in/],
    ['token', /Invalid Access Token/],
    ['policy', /not authorized to do this action/],
    ['account', /not authorized to access this account/],
  ] as const)('G1 401 %s', async (reason, words) => {
    fail({ kind: 'unauthorized', reason })
    const { status, text, type } = await office.send('Refused')
    expect([status, type]).toEqual([401, expect.stringContaining('application/json')])
    expect(text).toMatch(words)
    expect(office.texts).toEqual([])
  })
})

describe('the server as a whole', () => {
  it('M10 pings stop while events go on', async () => {
    const ear = await office.listen()
    office.server.script.cable.sendsPings = false
    office.customerWrites('Still here')
    await ear.until(() => ear.events('message.created').length === 1)
    const pings = () => ear.types().filter((type) => type === 'ping').length
    const before = pings()
    office.server.script.clear()
    await ear.until(() => pings() > before)
  })

  it('F5 a crash says no goodbye', async () => {
    const ear = await office.listen()
    await office.server.restart({ politely: false })
    await ear.until(() => ear.isClosed)
    expect(ear.types()).not.toContain('disconnect')
  })

  it('P8 everything that can be scripted can be scripted from another process', async () => {
    const script = (body: object) => office.ask('/fake/script', { method: 'POST', body })
    await script({ request: { path: '*/messages', times: 2, fault: { kind: 'error', status: 502, form: 'html' } } })
    await script({ event: { event: 'message.created', fate: { kind: 'delay', delay_ms: 1 } } })
    await script({ cable: { pings: false, mute: true }, proxy: { drops_underscores: true }, clock_skew_ms: 60_000 })
    expect([(await office.send('a')).status, (await office.send('b')).status, (await office.send('c')).status]).toEqual([
      502, 502, 200,
    ])
    expect(office.server.script).toMatchObject({ dropsUnderscores: true, cable: { sendsPings: false, isMute: true } })
    await office.ask('/fake/script', { method: 'DELETE' })
    expect(office.server.script).toMatchObject({ dropsUnderscores: false, cable: { sendsPings: true, isMute: false } })
    const ear = await office.listen()
    await script({ restart: { down_ms: 1 } })
    await ear.until(() => ear.isClosed)
  })

  it('F4 fifty thousand messages: all there, in pages as small as ever, events included', async () => {
    const plan = { inboxes: 5, conversations: 1_000, messagesPerConversation: 50 }
    expect(office.server.model.fill(plan)).toEqual({ conversations: 1_000, messages: 50_000 })
    const token = office.server.model.user('admin').accessToken
    const page = await office.ask('/api/v1/accounts/1/conversations?status=all&page=2', { token })
    const { data } = JSON.parse(page.text) as { data: { meta: { all_count: number }; payload: { id: number }[] } }
    expect([data.payload.length, data.meta.all_count]).toEqual([25, 1_001])
    const last = await office.ask(`/api/v1/accounts/1/conversations/${data.payload[0]?.id}/messages`, { token })
    expect(last.body.payload.length).toBe(20)
    const ear = await office.listen()
    office.customerWrites('Number 50 001')
    await ear.until(() => ear.events('message.created').length === 1)
  })
})

describe('the command line', () => {
  it('F4 prints its address on a line of its own, starts from the seed, is filled, ends when told', async () => {
    const script = fileURLToPath(new URL('../../scripts/fake-chatwoot.mjs', import.meta.url))
    const seed = fileURLToPath(new URL('../contract/seed.example.json', import.meta.url))
    const args = [script, '--port', '0', '--seed', seed, '--version', '4.10.1', '--fill', '30x2']
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    const base = await new Promise<string>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`ended with ${code}`)))
      child.stdout.on('data', (part: Buffer) => {
        said += part.toString()
        const line = said
          .split('\n')
          .slice(0, -1)
          .find((one) => /^http:\/\/127\.0\.0\.1:\d+$/.test(one))
        if (line) resolve(line)
      })
    })
    const about = (await (await fetch(`${base}/api`)).json()) as { version: string }
    expect(about.version).toBe('4.10.1')
    const headers = { accept: 'application/json', 'api-access-token': 'AdaAdminTokenForTests111' }
    const counts = (await (
      await fetch(`${base}/api/v1/accounts/1/conversations/meta?status=all`, { headers })
    ).json()) as object
    expect(counts).toMatchObject({ meta: { all_count: 30 } })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  })

  it('G7 a server from a seed is empty: people and accounts, and nothing else', async () => {
    const server = await startFakeChatwoot()
    const { db } = server.model.world
    expect([db.inboxes, db.contacts, db.conversations, db.messages].map(({ size }) => size)).toEqual([0, 0, 0, 0])
    expect([...db.users.all()].length).toBeGreaterThan(3)
    await server.stop()
  })
})
