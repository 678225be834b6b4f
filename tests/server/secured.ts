/** A fake Chatwoot behind something: TLS of the test's own certificates, or a proxy that spoils what passes. */
import * as net from 'node:net'
import * as tls from 'node:tls'
import { fixture, open } from './tiny-server'

/** Puts TLS before a port of loopback; answers with the https address. */
export async function secured(port: number, certificate: string): Promise<string> {
  const options = { key: fixture(`${certificate}.key`), cert: fixture(`${certificate}.crt`) }
  return passing(
    tls.createServer(options, (socket) => join(socket, port)),
    'https',
  )
}

/** Lets everything through but what `judge` answers itself: the head of a request → raw HTTP, or null. */
export async function judged(port: number, judge: (head: string) => string | null): Promise<string> {
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', (bytes: Buffer) => {
      const own = judge(bytes.toString('latin1'))
      if (own !== null) return void socket.end(own)
      socket.pause()
      join(socket, port, bytes)
    })
  })
  return passing(server, 'http')
}

function join(socket: net.Socket, port: number, first?: Buffer): void {
  const through = net.connect(port, '127.0.0.1')
  for (const side of [socket, through]) side.on('error', () => side.destroy())
  if (first) through.write(first)
  through.pipe(socket).pipe(through)
}

async function passing(server: net.Server, scheme: string): Promise<string> {
  const sockets = new Set<net.Socket>()
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
  open.push({ stop })
  return `${scheme}://localhost:${(server.address() as net.AddressInfo).port}`
}
