/** The first steps of the connection doctor, against real sockets (G7, G12, F19). */
import * as http from 'node:http'
import * as net from 'node:net'
import { X509Certificate } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import type { ProbeReport } from '../../src-preload/contract/schemas/profile'
import { fixture, IMPATIENT, json, open, serversFor, startTiny, stopAll, tiny } from './tiny-server'

afterEach(stopAll)

const ABOUT = { version: '4.2.0', timestamp: '2026-11-22 08:48:53', queue_services: 'ok', data_services: 'ok' }

const say = ({ id, state, reason }: ProbeReport['steps'][number]) => `${id} ${state} ${reason}`
/** All but the last step, which is chatwoot-knock.test's. */
const short = ({ steps }: ProbeReport) => steps.filter(({ id }) => id !== 'live').map(say)
const detailOf = ({ steps }: ProbeReport, id: string) => steps.find((one) => one.id === id)?.detail

describe('probe', () => {
  it('G7 a Chatwoot at a pasted page address', async () => {
    const { base, arrived } = await tiny((_request, answer) => json(answer, ABOUT))
    const report = await serversFor().probe(`  ${base}/app/accounts/1/conversations/5?x=1#y `)
    expect(short(report)).toEqual(['address ok shortened', 'answer ok answered', 'private ok local', 'chatwoot ok chatwoot'])
    expect(report).toMatchObject({ baseUrl: base, version: '4.2.0' })
    expect(arrived.every(({ headers }) => headers['api-access-token'] === undefined)).toBe(true)
  })

  it.each([
    ['', 'empty'],
    ['chat example.com', 'spaces'],
    ['ftp://chat.example.com', 'scheme'],
    ['chat,example.com', 'typo'],
  ])('G7 %j is no address', async (typed, reason) => {
    const report = await serversFor().probe(typed)
    expect(short(report)).toEqual([
      `address fail ${reason}`,
      'answer skipped skipped',
      'private skipped skipped',
      'chatwoot skipped skipped',
    ])
    expect(report.baseUrl).toBeNull()
  })

  it('G12 nobody listens', async () => {
    const gone = await startTiny(() => undefined)
    await gone.stop()
    expect(short(await serversFor().probe(gone.base))).toContain('answer fail refused')
  })

  it('G12 a name that does not exist', async () => {
    const report = await serversFor().probe('http://no-such-host.invalid')
    expect(short(report).slice(1)).toEqual(['answer fail dns', 'private skipped skipped', 'chatwoot skipped skipped'])
  })

  it('G12 no answer in time', async () => {
    const { base } = await tiny(() => undefined)
    expect(short(await serversFor({ limits: IMPATIENT }).probe(base))).toContain('answer fail timeout')
  })

  it.each([
    ['self', 'self-signed'],
    ['good', 'unknown-issuer'],
  ])('F19 a certificate that is not trusted (%s) is named and shown', async (certificate, reason) => {
    const { base } = await tiny((_request, answer) => json(answer, ABOUT), certificate)
    const report = await serversFor().probe(base)
    expect(short(report).slice(1)).toEqual(['answer ok answered', `private fail ${reason}`, 'chatwoot skipped skipped'])
    expect(detailOf(report, 'private')).toBe(new X509Certificate(fixture(`${certificate}.crt`)).fingerprint256)
  })

  it.each([
    ['elsewhere', 'wrong-host'],
    ['expired', 'expired'],
  ])('F19 a certificate that is %s', async (certificate, reason) => {
    const { base } = await tiny((_request, answer) => json(answer, ABOUT), certificate)
    expect(short(await serversFor({ ca: [fixture('ca.crt')] }).probe(base))).toContain(`private fail ${reason}`)
  })

  it('F19 the company authority makes it private', async () => {
    const { base } = await tiny((_request, answer) => json(answer, ABOUT), 'good')
    const report = await serversFor({ ca: [fixture('ca.crt')] }).probe(base)
    expect(short(report).slice(2)).toEqual(['private ok encrypted', 'chatwoot ok chatwoot'])
  })

  it('G12 http where https was asked for', async () => {
    const { port } = await tiny((_request, answer) => json(answer, ABOUT))
    expect(short(await serversFor().probe(`https://localhost:${port}`))).toContain('private fail not-tls')
  })

  it.each([
    ['good', 'private ok encrypted', 'chatwoot ok chatwoot'],
    ['self', 'private fail self-signed', 'chatwoot skipped skipped'],
  ])('G7 http typed for a server that speaks https (%s): Perch looks there itself', async (certificate, secret, chatwoot) => {
    const { port, base } = await tiny((_request, answer) => json(answer, ABOUT), certificate)
    const report = await serversFor({ ca: [fixture('ca.crt')] }).probe(`http://localhost:${port}/app/login`)
    expect(short(report)).toEqual(['address ok https-found', 'answer ok answered', secret, chatwoot])
    expect(report.baseUrl).toBe(base)
    expect(detailOf(report, 'address')).toBe(base)
  })

  it('G7 G12 something that speaks neither is named', async () => {
    const odd = net.createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => socket.end('500 what?\r\n'))
    })
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve))
    open.push({ stop: () => odd.close() })
    const report = await serversFor().probe(`http://localhost:${(odd.address() as net.AddressInfo).port}`)
    expect(short(report)[1]).toBe('answer fail unreadable')
  })

  it('F19 http to another computer is a warning', async () => {
    const { port } = await tiny((_request, answer) => json(answer, ABOUT))
    const { address } =
      Object.values((await import('node:os')).networkInterfaces())
        .flat()
        .find((one) => one?.family === 'IPv4' && !one.internal) ?? {}
    if (!address) return
    const forward = net.createServer((socket) => socket.pipe(net.connect(port, '127.0.0.1')).pipe(socket))
    await new Promise<void>((resolve) => forward.listen(0, address, resolve))
    open.push({ stop: () => forward.close() })
    const report = await serversFor().probe(`http://${address}:${(forward.address() as net.AddressInfo).port}`)
    expect(short(report)).toContain('private warn http')
  })

  it.each([
    ['a page', { status: 200, body: '<!doctype html><title>Router</title>' }, 'fail page'],
    ['JSON of something else', { status: 200, body: '{"hello":1}' }, 'fail not-chatwoot'],
    ['an old server', { status: 200, body: JSON.stringify({ ...ABOUT, version: '2.18.0' }) }, 'fail too-old'],
    ['a dead queue', { status: 200, body: JSON.stringify({ ...ABOUT, queue_services: 'failing' }) }, 'warn queue-failing'],
    ['a version of its own', { status: 200, body: JSON.stringify({ ...ABOUT, version: 'nightly' }) }, 'warn unknown-version'],
    ['nothing there', { status: 404, body: '{"status":404,"error":"Not Found"}' }, 'fail not-chatwoot'],
    ['a password in front', { status: 401, body: '<html>401</html>' }, 'fail needs-login'],
    ['a wall in front', { status: 403, body: '<html>blocked</html>' }, 'fail blocked'],
    ['an error', { status: 502, body: '<html>bad gateway</html>' }, 'fail server-error'],
    ['too many', { status: 429, body: 'Retry later\n' }, 'fail throttled'],
  ])('G7 G12 %s', async (_what, { status, body }, expected) => {
    const { base } = await tiny((_request, answer) => {
      answer.writeHead(status, {
        'content-type': body.startsWith('<') ? 'text/html' : body.startsWith('{') ? 'application/json' : 'text/plain',
      })
      answer.end(body)
    })
    expect(short(await serversFor().probe(base))).toContain(`chatwoot ${expected}`)
  })

  it('G12 a redirect to another host is a captive portal, not a server', async () => {
    const { base } = await tiny((_request, answer) => {
      answer.writeHead(302, { location: 'http://portal.example.test/login' })
      answer.end()
    })
    const report = await serversFor().probe(base)
    expect(short(report)).toContain('chatwoot fail other-host')
    expect(detailOf(report, 'chatwoot')).toBe('portal.example.test')
  })

  it('G12 a redirect that leads back is a loop', async () => {
    const { base } = await tiny((request, answer) => {
      answer.writeHead(301, { location: request.url ?? '' })
      answer.end()
    })
    expect(short(await serversFor().probe(base))).toContain('chatwoot fail redirect-loop')
  })

  it('F19 from http to https on the same host is followed', async () => {
    const secure = await tiny((_request, answer) => json(answer, ABOUT), 'good')
    const { base } = await tiny((request, answer) => {
      answer.writeHead(301, { location: `${secure.base}${request.url}` })
      answer.end()
    })
    const report = await serversFor({ ca: [fixture('ca.crt')] }).probe(base)
    expect(report.baseUrl).toBe(secure.base)
    expect(short(report)).toContain('private ok encrypted')
  })
})

/** An HTTP proxy that opens tunnels, or says why not. */
async function startProxy(refuse: (authorization: string | undefined) => number | null) {
  const asked: string[] = []
  const server = http.createServer((_request, answer) => answer.writeHead(405).end())
  server.on('connect', (request, socket: net.Socket) => {
    asked.push(request.url ?? '')
    const status = refuse(request.headers['proxy-authorization'])
    if (status !== null) return void socket.end(`HTTP/1.1 ${status} No\r\n\r\n`)
    const port = Number((request.url ?? '').split(':').at(-1))
    const through = net.connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      through.pipe(socket).pipe(through)
    })
    for (const side of [socket, through]) side.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({ stop: () => (server.closeAllConnections(), server.close()) })
  return { port: (server.address() as net.AddressInfo).port, asked }
}

describe('through a proxy', () => {
  it('F19 with a name and a password, to a server of a company authority', async () => {
    const { base, port } = await tiny((_request, answer) => json(answer, ABOUT), 'good')
    const proxy = await startProxy((given) => (given === `Basic ${Buffer.from('ann:p@ss').toString('base64')}` ? null : 407))
    const servers = serversFor({
      ca: [fixture('ca.crt')],
      proxyFor: () => Promise.resolve(`http://ann:p%40ss@127.0.0.1:${proxy.port}`),
    })
    expect(short(await servers.probe(base))).toContain('chatwoot ok chatwoot')
    expect(proxy.asked[0]).toBe(`localhost:${port}`)
  })

  it.each([
    [407, 'proxy-login'],
    [403, 'proxy'],
  ])('G12 F19 a proxy that says %s: nothing was sent', async (status, reason) => {
    const { base, arrived } = await tiny((_request, answer) => json(answer, ABOUT), 'good')
    const proxy = await startProxy(() => status)
    const servers = serversFor({ proxyFor: () => Promise.resolve(`http://127.0.0.1:${proxy.port}`) })
    const report = await servers.probe(base)
    expect(short(report)).toContain(`answer fail ${reason}`)
    expect(arrived).toEqual([])
    const { server } = servers.connect(base, { kind: 'token', token: 't' })
    expect(await server.profile()).toEqual({ kind: 'never-sent', reason: 'proxy', detail: String(status) })
    server.close()
  })

  it('G12 F19 a proxy that says nothing at all is given up in time', async () => {
    const mute = net.createServer(() => undefined)
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    open.push({ stop: () => mute.close() })
    const { port } = mute.address() as net.AddressInfo
    const servers = serversFor({ limits: IMPATIENT, proxyFor: () => Promise.resolve(`http://127.0.0.1:${port}`) })
    const report = await servers.probe('https://chat.example.test')
    expect(short(report)).toContain('answer fail proxy')
    expect(detailOf(report, 'answer')).toBe('ETIMEDOUT')
  })

  it('G12 a proxy that is gone, and one of a kind we do not speak', async () => {
    for (const proxy of ['http://127.0.0.1:1', 'socks5://127.0.0.1:1080']) {
      const report = await serversFor({ proxyFor: () => Promise.resolve(proxy) }).probe('http://localhost:9')
      expect(short(report)).toContain('answer fail proxy')
    }
  })
})
