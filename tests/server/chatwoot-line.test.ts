/** What can go wrong between us and a server, on real sockets, and what each of it means for a reply (HOUSE §5.5). */
import * as net from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { key, lineTo, reply, row } from './reply-line'
import { IMPATIENT, json, open, serversFor, startTiny, stopAll, TOKEN } from './tiny-server'

afterEach(stopAll)

describe('a reply on a bad line', () => {
  it('F2 the connection is cut after the body was read: exactly one POST arrives, and the outcome is unsure', async () => {
    const { server, arrived } = await lineTo((request) => request.socket.destroy())
    expect(await server.send(reply)).toEqual({ kind: 'unsure', reason: 'reset', status: null, words: null })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(arrived.length).toBe(1)
  })

  it('F2 also when a connection is kept from an earlier call: a reply takes its own', async () => {
    let cut = false
    const { server, arrived } = await lineTo((request, answer) =>
      cut ? request.socket.destroy() : json(answer, { data: { payload: [] } }),
    )
    await server.conversations(key.accountId, { status: 'all' })
    cut = true
    expect((await server.send(reply)).kind).toBe('unsure')
    expect(arrived.map(({ method, headers }) => [method, headers.connection])).toEqual([
      ['GET', 'keep-alive'],
      ['POST', 'close'],
    ])
  })

  it('F2 F18 the connection is cut while the body is still on its way: it was never sent', async () => {
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => socket.destroy())
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as net.AddressInfo
    const { server: chatwoot } = serversFor().connect(`http://127.0.0.1:${port}`, TOKEN)
    open.push({ stop: () => (chatwoot.close(), server.close()) })
    const files = [{ name: 'big.bin', type: 'application/octet-stream', bytes: new Uint8Array(20_000_000) }]
    expect(await chatwoot.send({ ...reply, files })).toMatchObject({ kind: 'never-sent', reason: 'body-unread' })
  })

  it('F2 nobody listens: never sent', async () => {
    const gone = await startTiny(() => undefined)
    await gone.stop()
    const { server } = serversFor().connect(gone.base, TOKEN)
    expect(await server.send(reply)).toEqual({ kind: 'never-sent', reason: 'connect', detail: 'ECONNREFUSED' })
    server.close()
  })

  it('F2 G12 a name that does not exist: never sent, because of DNS', async () => {
    const { server } = serversFor().connect('http://no-such-host.invalid', TOKEN)
    expect(await server.send(reply)).toMatchObject({ kind: 'never-sent', reason: 'dns' })
    server.close()
  })

  it('F2 no answer in time: unsure', async () => {
    const { server } = await lineTo(() => undefined, IMPATIENT)
    expect(await server.send(reply)).toEqual({ kind: 'unsure', reason: 'timeout', status: null, words: null })
  })

  it('F2 the answer stops in the middle: unsure', async () => {
    const { server } = await lineTo((_request, answer) => {
      answer.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' })
      answer.write('{"id":5,')
      setTimeout(() => answer.socket?.destroy(), 20)
    })
    expect(await server.send(reply)).toMatchObject({ kind: 'unsure', reason: 'reset', status: 200 })
  })

  it.each([
    [500, { status: 500, error: 'Internal Server Error' }, 'Internal Server Error'],
    [503, '<html>bad gateway</html>', null],
  ])('F2 %s is unsure', async (status, body, words) => {
    const { server } = await lineTo((_request, answer) => {
      if (typeof body !== 'string') return json(answer, body, status)
      answer.writeHead(status, { 'content-type': 'text/html' })
      answer.end(body)
    })
    expect(await server.send(reply)).toEqual({ kind: 'unsure', reason: 'server-error', status, words })
  })

  it.each([
    ['a page', 'text/html', '<html>login</html>'],
    ['broken JSON', 'application/json', '{"id":5'],
    ['a row without a name', 'application/json', '{"content":"x"}'],
    ['nothing at all', 'application/json', ''],
    ['null', 'application/json', 'null'],
    ['more than we read', 'application/json', JSON.stringify({ ...row, content: 'x'.repeat(5_000) })],
  ])('F2 G12 a 200 with %s is unsure', async (_what, type, body) => {
    const { server } = await lineTo((_request, answer) => {
      answer.writeHead(200, { 'content-type': type })
      answer.end(body)
    })
    expect(await server.send(reply)).toEqual({ kind: 'unsure', reason: 'unreadable', status: 200, words: null })
  })

  it('F2 a 422 is unsure for a message, and refused for everything else', async () => {
    const { server } = await lineTo((_request, answer) =>
      json(answer, { error: 'Validation failed: Content is too long' }, 422),
    )
    const words = 'Validation failed: Content is too long'
    expect(await server.send(reply)).toEqual({ kind: 'unsure', reason: 'unprocessable', status: 422, words })
    expect(await server.setStatus(key, 'open')).toEqual({ kind: 'refused', reason: 'invalid', status: 422, words })
  })

  it('F2 a redirect is not followed', async () => {
    const elsewhere = await startTiny((_request, answer) => json(answer, row))
    open.push(elsewhere)
    const { server } = await lineTo((_request, answer) => {
      answer.writeHead(307, { location: `${elsewhere.base}/x` })
      answer.end()
    })
    expect(await server.send(reply)).toEqual({ kind: 'unsure', reason: 'unreadable', status: 307, words: null })
    expect(elsewhere.arrived).toEqual([])
  })

  it('F2 429 is a text without a date', async () => {
    const { server } = await lineTo((_request, answer) => {
      answer.writeHead(429, { 'content-type': 'text/plain' })
      answer.end('Retry later\n')
    })
    expect(await server.send(reply)).toEqual({ kind: 'throttled' })
  })

  it.each([
    ['{"error":"Invalid Access Token"}', { kind: 'signed-out', cause: 'bad-token' }],
    ['{"errors":["You need to sign in or sign up before continuing."]}', { kind: 'signed-out', cause: 'no-header' }],
    ['{"error":"You are not authorized to do this action"}', { kind: 'refused', reason: 'not-allowed', status: 401 }],
    ['{"error":"Account is suspended"}', { kind: 'refused', reason: 'not-allowed', status: 401 }],
  ])('G1 G12 401 %s', async (body, expected) => {
    const { server } = await lineTo((_request, answer) => {
      answer.writeHead(401, { 'content-type': 'application/json' })
      answer.end(body)
    })
    expect(await server.send(reply)).toMatchObject(expected)
  })

  it.each([
    [400, 'invalid', { status: 400, error: 'Bad Request' }],
    [402, 'limit', { error: 'Account limit exceeded. Upgrade to a higher plan' }],
    [403, 'not-allowed', { error: 'Message status update is only allowed for API inboxes' }],
    [404, 'not-found', { error: 'Resource could not be found' }],
    [404, 'not-found', undefined],
    [413, 'too-large', undefined],
  ])('G12 %s is refused as %s', async (status, reason, body) => {
    const { server } = await lineTo((_request, answer) => json(answer, body, status))
    expect(await server.send(reply)).toMatchObject({ kind: 'refused', reason, status })
  })

  it('F2 after close nothing is sent any more', async () => {
    const { server, arrived } = await lineTo((_request, answer) => json(answer, row))
    server.close()
    expect(await server.send(reply)).toMatchObject({ kind: 'never-sent' })
    expect(arrived).toEqual([])
  })
})
