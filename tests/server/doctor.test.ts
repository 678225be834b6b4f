/** The connection doctor against real sockets: the fake well, and behind everything that goes wrong in offices (G1, G7, G12). */
import { X509Certificate } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { examine, type Patient } from '../../src-main/core/connectors/doctor'
import type { DoctorStep } from '../../src-preload/contract/schemas/doctor'
import { startFakeChatwoot, type FakeChatwoot } from '../fake-chatwoot/start'
import { judged, secured } from './secured'
import { fixture, IMPATIENT, json, open, realClock, serversFor, startTiny, stopAll, tiny, TOKEN } from './tiny-server'

const ABOUT = { version: '4.2.0', timestamp: '2026-11-22 08:48:53', queue_services: 'ok', data_services: 'ok' }

type Limits = Parameters<typeof serversFor>[0]

async function look(address: string, credential: Patient['credential'] = TOKEN, how: Limits = {}) {
  const servers = serversFor(how)
  const told: DoctorStep[][] = []
  const tell = ({ steps }: { steps: DoctorStep[] }) => void told.push(structuredClone(steps))
  const deps = { servers, instruments: servers.instruments, clock: realClock }
  const { steps, ...rest } = await examine(deps, { address, credential }, tell)
  const step = (id: DoctorStep['id']) => steps.find((one) => one.id === id) as DoctorStep
  const say = (id: DoctorStep['id']) => `${step(id).state} ${step(id).reason}`
  const seen = (id: DoctorStep['id']) => step(id).seen.map(({ name, value }) => `${name} ${value}`)
  /** Steps that are not well, by name and reason. */
  const troubles = steps.filter(({ state }) => state === 'warn' || state === 'fail').map(({ id, state }) => `${id} ${state}`)
  return { ...rest, steps, told, step, say, seen, troubles }
}

describe('the connection doctor', () => {
  let fake: FakeChatwoot
  beforeAll(async () => void (fake = await startFakeChatwoot()))
  beforeEach(() => fake.script.clear())
  afterEach(stopAll)
  afterAll(() => fake.stop())

  it('G7 a server that is well: every step says so, in order, and what it saw', async () => {
    fake.model.addInbox({ name: 'VK Connector', members: [fake.model.user('agent')] })
    const { steps, troubles, told, seen, version } = await look(fake.base)
    expect(troubles).toEqual([])
    expect(steps.map(({ id, state }) => `${id} ${state}`)).toEqual(
      'address name proxy answer private redirect chatwoot clock header token accounts inboxes live subscription presence upload'
        .split(' ')
        .map((id) => `${id} ok`),
    )
    expect(version).toBe('4.2.0')
    expect(seen('accounts')).toEqual(['account Acme Support: agent', 'account Beta Shop: agent'])
    expect(seen('inboxes')[0]).toBe('inboxes Acme Support: VK Connector')
    expect(seen('header')).toEqual(['hyphen arrives', 'underscore arrives'])
    expect(seen('presence').sort()).toEqual(['presence Acme Support: online', 'presence Beta Shop: online'])
    // Steps are shown as they finish: the way is known while the rest is not.
    const early = told.find((sheet) => sheet.some(({ id, state }) => id === 'chatwoot' && state === 'ok'))
    expect(early?.find(({ id }) => id === 'upload')?.state).toBe('skipped')
    expect(early?.find(({ id }) => id === 'live')?.state).toBe('busy')
    const first = told.find((sheet) => sheet.some(({ id, state }) => id === 'address' && state === 'ok'))
    expect(first?.find(({ id }) => id === 'chatwoot')?.state).toBe('busy')
    expect(JSON.stringify(told)).not.toContain(TOKEN.token)
  })

  it('G7 without a token it looks at everything a token is not needed for', async () => {
    const { say } = await look(fake.base, 'none')
    expect([say('header'), say('token'), say('accounts'), say('upload')]).toEqual([
      'ok both',
      'skipped skipped',
      'skipped skipped',
      'ok takes',
    ])
  })

  it('G1 a proxy that drops underscores: Perch gets through, scripts that follow the guide do not', async () => {
    fake.script.dropsUnderscores = true
    const { say, seen } = await look(fake.base)
    expect([say('header'), say('token')]).toEqual(['warn no-underscore', 'ok user'])
    expect(seen('header')).toEqual(['hyphen arrives', 'underscore dropped'])
  })

  it('G1 a proxy that drops the token altogether is told from a token that is wrong', async () => {
    fake.script.fail({ path: '/api/v1/profile', times: 9, fault: { kind: 'unauthorized', reason: 'sign-in' } })
    const dropped = await look(fake.base)
    expect([dropped.say('header'), dropped.say('token')]).toEqual(['fail no-header', 'fail no-header'])
    fake.script.clear()
    const wrong = await look(fake.base, { kind: 'token', token: 'NobodysTokenAtAll2222222' })
    expect([wrong.say('header'), wrong.say('token')]).toEqual(['ok both', 'fail bad-token'])
  })

  it('G7 the token of a bot and that of a platform app are told apart', async () => {
    const made = await fetch(`${fake.base}/api/v1/accounts/1/agent_bots`, {
      method: 'POST',
      headers: { 'api-access-token': fake.model.user('admin').accessToken, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Robo' }),
    })
    const { access_token: token } = (await made.json()) as { access_token: string }
    expect((await look(fake.base, { kind: 'token', token })).say('token')).toBe('fail bot')
    const { base } = await tiny((request, answer) => {
      if (request.url === '/api') return json(answer, ABOUT)
      if (request.url?.startsWith('/platform')) return json(answer, { error: 'Resource could not be found' }, 404)
      json(answer, { error: 'Access to this endpoint is not authorized for bots' }, 401)
    })
    expect((await look(base, { kind: 'token', token }, { limits: IMPATIENT })).say('token')).toBe('fail platform')
  })

  it('G7 a suspended account: one of two is a warning, all of them is an end', async () => {
    const accounts = [1, 2].map((id) => fake.model.world.db.accounts.get(id))
    for (const account of accounts.slice(0, 1)) if (account) account.isSuspended = true
    const some = await look(fake.base)
    expect([some.say('accounts'), some.say('subscription')]).toEqual(['warn some-suspended', 'ok confirmed'])
    expect(some.seen('accounts')).toContain('account Acme Support: suspended')
    for (const account of accounts) if (account) account.isSuspended = true
    const all = await look(fake.base)
    expect([all.say('accounts'), all.say('inboxes')]).toEqual(['fail suspended', 'skipped skipped'])
    for (const account of accounts) if (account) account.isSuspended = false
  })

  it('G7 an agent who is a member of no inbox is told so, and an administrator that there is none', async () => {
    const { say } = await look(fake.base, { kind: 'token', token: fake.model.user('agent2').accessToken })
    expect(say('inboxes')).toBe('warn none')
    const lonely = await startFakeChatwoot()
    open.push(lonely)
    const token = lonely.model.user('admin').accessToken
    expect((await look(lonely.base, { kind: 'token', token })).say('inboxes')).toBe('warn empty')
  })

  it('G7 no WebSocket: the channel does not open, and the rest is looked at all the same', async () => {
    fake.script.fail({ path: '/cable', times: 9, fault: { kind: 'error', status: 404 } })
    const { say } = await look(fake.base)
    expect([say('live'), say('subscription'), say('presence'), say('upload')]).toEqual([
      'warn failed',
      'warn failed',
      'skipped skipped',
      'ok takes',
    ])
  })

  it('G7 a clock that is an hour off', async () => {
    // Of its own: a server's clock never goes back.
    const ahead = await startFakeChatwoot()
    open.push(ahead)
    ahead.model.world.clock.skewMs = 3_600_000
    const { say, seen } = await look(ahead.base)
    expect(say('clock')).toBe('warn differs')
    expect(seen('clock')[0]).toMatch(/^difference \+(3599|3600|3601) s$/)
  })

  it('G7 a proxy that lets through no more than 2 MB is found without sending them', async () => {
    let sent = 0
    const base = await judged(fake.port, (head) => {
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
      sent += Math.max(0, head.length - head.indexOf('\r\n\r\n') - 4)
      return length > 2 * 1024 * 1024 ? 'HTTP/1.1 413 Request Entity Too Large\r\ncontent-length: 0\r\n\r\n' : null
    })
    const { step, say } = await look(base)
    expect(say('upload')).toBe('warn small')
    expect(step('upload').detail).toBe('2 MB')
    expect(sent).toBeLessThan(2_000)
  })

  it('G12 a name that does not exist', async () => {
    const { say, step } = await look('https://no-such-host.invalid')
    expect([say('name'), say('answer'), say('chatwoot')]).toEqual(['fail dns', 'skipped skipped', 'skipped skipped'])
    expect([step('name').why, step('name').remedy]).toEqual(['probe.answer.fail.dns', 'next.answer.dns'])
  })

  it('G12 a port where nobody listens', async () => {
    const gone = await startTiny(() => undefined)
    await gone.stop()
    const { say, seen } = await look(gone.base)
    expect(say('answer')).toBe('fail refused')
    expect(seen('answer')).toEqual([`port ${gone.port}`])
  })

  it('G12 a server that never answers', async () => {
    const { base } = await tiny(() => undefined)
    expect((await look(base, TOKEN, { limits: IMPATIENT })).say('answer')).toBe('fail timeout')
  })

  it.each([
    ['self', 'self-signed', 'validUntil', []],
    ['expired', 'expired', 'expired 2020-02-01', [fixture('ca.crt')]],
  ])('G12 F19 a certificate that is not trusted (%s, %s) is shown with its fingerprint and its end', async (...row) => {
    const [name, reason, end, ca] = row
    const { say, seen } = await look(await secured(fake.port, name), TOKEN, { ca })
    expect(say('private')).toBe(`fail ${reason}`)
    expect(seen('private')).toContain(`fingerprint ${new X509Certificate(fixture(`${name}.crt`)).fingerprint256}`)
    expect(seen('private').filter((one) => one.startsWith(end))).toEqual([expect.stringMatching(/ \d{4}-\d\d-\d\d$/)])
    expect(say('chatwoot')).toBe('skipped skipped')
  })

  it('G7 F19 a certificate of the company is known by its root', async () => {
    const { troubles, say, seen } = await look(await secured(fake.port, 'good'), TOKEN, { ca: [fixture('ca.crt')] })
    expect(troubles).toEqual([])
    expect(say('private')).toBe('ok company')
    expect(seen('private').find((one) => one.startsWith('chain'))).toMatch(/ › /)
  })

  it.each([
    ['chatwoot page', null],
    ['redirect other-host', 'http://portal.example.test/login'],
    ['redirect page', '/login'],
  ] as const)('G12 a captive portal: %s', async (expected, location) => {
    const { base } = await tiny((_request, answer) => {
      answer.writeHead(location === null ? 200 : 302, { 'content-type': 'text/html', ...(location && { location }) })
      answer.end('<!doctype html><title>Hotel</title>')
    })
    const { say, step } = await look(base)
    const [id, reason] = expected.split(' ') as ['chatwoot' | 'redirect', string]
    expect(say(id)).toBe(`fail ${reason}`)
    expect(step(id).remedy).toBe(`next.chatwoot.${reason}`)
    expect(say('header')).toBe('skipped skipped')
  })

  it('G7 a redirect from http to https is followed and told', async () => {
    const secure = await secured(fake.port, 'good')
    const { base } = await tiny((request, answer) => {
      answer.writeHead(301, { location: `${secure}${request.url}` })
      answer.end()
    })
    const { say, baseUrl, seen } = await look(base, TOKEN, { ca: [fixture('ca.crt')] })
    expect([say('redirect'), say('private'), baseUrl]).toEqual(['ok followed', 'ok company', secure])
    expect(seen('redirect')).toEqual([`address ${secure}`])
  })

  it('G7 words of the server are shown without the e-mail addresses and the token in them', async () => {
    const { base } = await tiny((request, answer) => {
      if (request.url === '/api') return json(answer, ABOUT)
      json(answer, { error: `no bo@example.test with ${TOKEN.token} here` }, 401)
    })
    const { seen, say } = await look(base, TOKEN, { limits: IMPATIENT })
    expect(say('token')).toBe('fail request.not-allowed')
    expect(seen('token')).toEqual(['words no •••@••• with ••• here'])
  })
})
