/** The socket's protocol on real sockets: what is told, what is left out, and that the end is told exactly once. */
import * as http from 'node:http'
import * as net from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'
import type { CableConnection, CableListener } from '../../src-main/core/ports'
import type { AccountId, UserId } from '../../src-preload/contract/ids'
import { fixture, keepingLog, serversFor, TOKEN } from './tiny-server'

const ONE = 1 as AccountId
const TWO = 2 as AccountId
const target = { pubsubToken: 'secret-pubsub', userId: 2 as UserId, accountIds: [ONE, TWO] }

const open: (() => void)[] = []
afterEach(() => {
  for (const stop of open.splice(0)) stop()
})

type Heard = { command: string; identifier: string; data?: string }

/** A cable that does what the test says. `heard` is what clients said, `say` answers to the newest of them. */
async function startCable(options: { protocols?: boolean; onHeard?: (socket: WebSocket, heard: Heard) => void } = {}) {
  const web = http.createServer((_request, answer) => answer.writeHead(404).end('Page not found'))
  const sockets = new Set<net.Socket>()
  web.on('connection', (socket: net.Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  const handleProtocols = options.protocols === false ? () => false as const : (offered: Set<string>) => [...offered][0] ?? (false as const)
  const cable = new WebSocketServer({ server: web, path: '/cable', handleProtocols })
  const heard: Heard[] = []
  const clients: WebSocket[] = []
  cable.on('connection', (socket) => {
    clients.push(socket)
    socket.on('error', () => undefined)
    socket.on('message', (bytes: Buffer) => {
      const said = JSON.parse(bytes.toString()) as Heard
      heard.push(said)
      options.onHeard?.(socket, said)
    })
    socket.send('{"type":"welcome"}')
  })
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
  const stop = () => {
    for (const socket of sockets) socket.destroy()
    web.close()
  }
  open.push(stop)
  const say = (frame: unknown) => clients.at(-1)?.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
  return { base: `http://127.0.0.1:${(web.address() as net.AddressInfo).port}`, heard, clients, say, stop, cable }
}

/** Connects, and keeps all that the listener is told. */
function listen(base: string, more: Parameters<typeof serversFor>[0] = {}) {
  const told: unknown[] = []
  const listener: CableListener = {
    welcomed: () => void told.push('welcomed'),
    confirmed: (account) => void told.push(['confirmed', account]),
    pinged: (at) => void told.push(['pinged', at]),
    event: (account, event) => void told.push(['event', account, event.kind]),
    closed: (reason) => void told.push(['closed', reason]),
  }
  const { cable, server } = serversFor(more).connect(base, TOKEN)
  const connection: CableConnection = cable.open(target, listener)
  open.push(() => {
    connection.close()
    server.close()
  })
  return { told, connection }
}

const confirmAll = (socket: WebSocket, { command, identifier }: Heard) => {
  if (command === 'subscribe') socket.send(JSON.stringify({ type: 'confirm_subscription', identifier }))
}
const message = (account: number, id = 5) => ({
  event: 'message.created',
  data: { id, account_id: account, conversation_id: 7, content: 'Hi', message_type: 0, created_at: 1795343898, updated_at: '2026-11-22T10:38:18.702Z' },
})

describe('cable', () => {
  it('F1 welcome, a subscription for each account, confirmation, pings, events', async () => {
    const { base, heard, say } = await startCable({ onHeard: confirmAll })
    const { told } = listen(base)
    await vi.waitFor(() => expect(told).toEqual(['welcomed', ['confirmed', ONE], ['confirmed', TWO]]))
    expect(heard.map(({ command, identifier }) => [command, JSON.parse(identifier) as unknown])).toEqual(
      [ONE, TWO].map((account) => ['subscribe', { channel: 'RoomChannel', pubsub_token: 'secret-pubsub', account_id: account, user_id: 2 }]),
    )
    say({ type: 'ping', message: 1795343954 })
    say({ identifier: heard[0]?.identifier, message: message(1) })
    await vi.waitFor(() => expect(told.slice(3)).toEqual([['pinged', 1795343954_000], ['event', ONE, 'message-created']]))
  })

  it('F11 the stream carries all accounts: a frame counts on its own subscription only', async () => {
    const { base, heard, say } = await startCable({ onHeard: confirmAll })
    const { told } = listen(base)
    await vi.waitFor(() => expect(told.length).toBe(3))
    for (const { identifier } of [...heard]) for (const account of [1, 2, 3]) say({ identifier, message: message(account) })
    say({ identifier: '{"channel":"Other"}', message: message(1) })
    say({ type: 'ping', message: 1 })
    await vi.waitFor(() => expect(told.at(-1)).toEqual(['pinged', 1000]))
    expect(told.slice(3, -1)).toEqual([
      ['event', ONE, 'message-created'],
      ['event', TWO, 'message-created'],
    ])
  })

  it('M11 a beat says "I am here" for an account; before the welcome it says nothing', async () => {
    const { base, heard } = await startCable({ onHeard: confirmAll })
    const { told, connection } = listen(base)
    connection.beat(ONE)
    await vi.waitFor(() => expect(told.length).toBe(3))
    connection.beat(TWO)
    await vi.waitFor(() => expect(heard.length).toBe(3))
    expect(heard[2]).toEqual({ command: 'message', identifier: heard[1]?.identifier, data: '{"action":"update_presence"}' })
  })

  it('F5 silence is not its business: it reports nothing and stays', async () => {
    const { base } = await startCable()
    const { told } = listen(base)
    await vi.waitFor(() => expect(told).toEqual(['welcomed']))
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(told).toEqual(['welcomed'])
  })

  it('F1 frames that make no sense are passed over, and their words are not logged', async () => {
    const { base, heard, say, clients } = await startCable({ onHeard: confirmAll })
    const log = keepingLog()
    const { told, connection } = listen(base, { log })
    await vi.waitFor(() => expect(told.length).toBe(3))
    const { identifier } = heard[0] ?? { identifier: '' }
    const bad = ['{', 'null', '[]', '"x"', '12', '{}', { identifier }, { identifier, message: 'secret words' }, { identifier, message: { event: 5, data: {} } }]
    bad.forEach(say)
    say({ identifier, message: { event: 'message.created', data: { account_id: 1, content: 'secret words' } } })
    say({ identifier, message: { event: 'something.new', data: { account_id: 1 } } })
    say({ identifier, message: { event: 'toString', data: { account_id: 1 } } })
    say({ type: 'something_new' })
    say({ type: 'ping', message: 'soon' })
    clients.at(-1)?.send(Buffer.from([1, 2, 3]))
    say({ identifier, message: message(1) })
    await vi.waitFor(() => expect(told.at(-1)).toEqual(['event', ONE, 'message-created']))
    expect(told.filter((one) => Array.isArray(one) && one[2] === 'ignored').length).toBe(3)
    connection.close()
    await vi.waitFor(() => expect(told.at(-1)).toEqual(['closed', 'closed here']))
    expect(log.lines).toEqual(['cable: frames could not be read {"count":10}'])
  })

  it('F5 a frame beyond all measure ends the connection, once', async () => {
    const { base, say } = await startCable({ onHeard: confirmAll })
    const { told } = listen(base, { limits: { maxFrameBytes: 1000 } })
    await vi.waitFor(() => expect(told.length).toBe(3))
    say({ type: 'ping', message: 1, more: 'x'.repeat(2000) })
    await vi.waitFor(() => expect(told.at(-1)).toEqual(['closed', 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH']))
  })

  it.each([
    [{ type: 'disconnect', reason: 'server_restart', reconnect: true }, 'disconnect server_restart'],
    [{ type: 'reject_subscription', identifier: 'x' }, 'rejected'],
  ])('F5 %j ends it', async (frame, reason) => {
    const { base, say } = await startCable({ onHeard: confirmAll })
    const { told } = listen(base)
    await vi.waitFor(() => expect(told.length).toBe(3))
    say(frame)
    await vi.waitFor(() => expect(told.slice(3)).toEqual([['closed', reason]]))
  })

  it('F5 the end is told exactly once, whoever makes it, and nothing comes after it', async () => {
    const { base, heard, say, stop } = await startCable({ onHeard: confirmAll })
    const ours = listen(base)
    await vi.waitFor(() => expect(ours.told.length).toBe(3))
    say({ identifier: heard[0]?.identifier, message: message(1) })
    ours.connection.close()
    ours.connection.close()
    ours.connection.beat(ONE)
    await vi.waitFor(() => expect(ours.told.slice(3)).toEqual([['closed', 'closed here']]))
    const theirs = listen(base)
    await vi.waitFor(() => expect(theirs.told.length).toBe(3))
    stop()
    await vi.waitFor(() => expect(theirs.told.length).toBe(4))
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect([ours.told.length, theirs.told.length]).toEqual([4, 4])
  })

  it('F5 closed before it was open', async () => {
    const { base } = await startCable()
    const { told, connection } = listen(base)
    connection.close()
    await vi.waitFor(() => expect(told).toEqual([['closed', 'closed here']]))
  })

  it('G12 nobody there, no name, no upgrade, no protocol', async () => {
    const refused = listen('http://127.0.0.1:1')
    const nameless = listen('http://no-such-host.invalid', { limits: { connectMs: 8000 } })
    const plain = http.createServer((_request, answer) => answer.writeHead(404).end('Page not found'))
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
    open.push(() => plain.close())
    const noUpgrade = listen(`http://127.0.0.1:${(plain.address() as net.AddressInfo).port}`)
    const { base } = await startCable({ protocols: false })
    const noProtocol = listen(base)
    await vi.waitFor(() => expect(refused.told).toEqual([['closed', 'connect ECONNREFUSED']]))
    await vi.waitFor(() => expect(noUpgrade.told).toEqual([['closed', 'http 404']]))
    await vi.waitFor(() => expect(noProtocol.told.length).toBe(1))
    await vi.waitFor(() => expect(String((nameless.told[0] as unknown[] | undefined)?.[1])).toMatch(/^dns /), { timeout: 9000 })
  })

  it('F19 over TLS: only with the company authority, and through the proxy as REST does', async () => {
    const { createServer } = await import('node:https')
    const web = createServer({ key: fixture('good.key'), cert: fixture('good.crt') })
    web.on('tlsClientError', () => undefined)
    const cable = new WebSocketServer({ server: web, path: '/cable' })
    cable.on('connection', (socket) => socket.send('{"type":"welcome"}'))
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
    const proxy = http.createServer()
    const asked: string[] = []
    proxy.on('connect', (request, socket: net.Socket) => {
      asked.push(request.url ?? '')
      const through = net.connect(Number(request.url?.split(':')[1]), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        through.pipe(socket).pipe(through)
      })
      for (const side of [socket, through]) side.on('error', () => undefined)
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    open.push(() => (cable.close(), web.closeAllConnections(), web.close(), proxy.closeAllConnections(), proxy.close()))
    const { port } = web.address() as net.AddressInfo
    const through = `http://127.0.0.1:${(proxy.address() as net.AddressInfo).port}`
    const distrusted = listen(`https://localhost:${port}`)
    await vi.waitFor(() => expect(String((distrusted.told[0] as string[])[1])).toMatch(/^tls /))
    const trusted = listen(`https://localhost:${port}`, { ca: [fixture('ca.crt')], proxyFor: () => Promise.resolve(through) })
    await vi.waitFor(() => expect(trusted.told).toEqual(['welcomed']))
    expect(asked).toEqual([`localhost:${port}`])
  })
})
