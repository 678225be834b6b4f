import * as http from 'node:http'
import type * as net from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import type { CableConnection, CableListener } from '../../src-main/core/ports'
import type { AccountId, UserId } from '../../src-preload/contract/ids'
import { serversFor, TOKEN } from './tiny-server'

export const ONE = 1 as AccountId
export const TWO = 2 as AccountId
const target = { pubsubToken: 'secret-pubsub', userId: 2 as UserId, accountIds: [ONE, TWO] }

/** What a test has opened; close it afterwards. */
export const open: (() => void)[] = []
/** For afterEach. */
export function closeAll(): void {
  for (const stop of open.splice(0)) stop()
}

type Heard = { command: string; identifier: string; data?: string }

/** A cable that does what the test says. `heard` is what clients said, `say` answers to the newest of them. */
export async function startCable(options: { protocols?: boolean; onHeard?: (socket: WebSocket, heard: Heard) => void } = {}) {
  const web = http.createServer((_request, answer) => answer.writeHead(404).end('Page not found'))
  const sockets = new Set<net.Socket>()
  web.on('connection', (socket: net.Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  const handleProtocols =
    options.protocols === false ? () => false as const : (offered: Set<string>) => [...offered][0] ?? (false as const)
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
export function listen(base: string, more: Parameters<typeof serversFor>[0] = {}) {
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

/** Confirms every subscription, as a healthy server does. */
export const confirmAll = (socket: WebSocket, { command, identifier }: Heard) => {
  if (command === 'subscribe') socket.send(JSON.stringify({ type: 'confirm_subscription', identifier }))
}
/** A frame's message, for an account. */
export const message = (account: number, id = 5) => ({
  event: 'message.created',
  data: {
    id,
    account_id: account,
    conversation_id: 7,
    content: 'Hi',
    message_type: 0,
    created_at: 1795343898,
    updated_at: '2026-11-22T10:38:18.702Z',
  },
})
