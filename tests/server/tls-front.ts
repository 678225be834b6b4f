/** TLS before a server on loopback, whose certificate can change while it runs. What came under which certificate is kept. */
import { createHash, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as net from 'node:net'
import * as tls from 'node:tls'

/** Of the fixtures: `renewed` has the key of `good`, `other` has one of its own and another authority. */
export type FrontCertificate = 'good' | 'renewed' | 'other'

export interface TlsFront {
  base: string
  /** Shows this one from now on; open connections are cut, as when a server is moved. */
  show(certificate: FrontCertificate): void
  /** Everything that arrived decrypted while this certificate was shown. */
  came(certificate: FrontCertificate): string
  stop(): Promise<void>
}

/** Reads one of `fixtures`. */
export function certificateFile(name: string): string {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8')
}

/** What Perch shows for it: counted here by other means than the app's. */
export function keyOf(certificate: FrontCertificate): string {
  const spki = new X509Certificate(certificateFile(`${certificate}.crt`)).publicKey.export({ type: 'spki', format: 'der' })
  const hex = createHash('sha256').update(spki).digest('hex').toUpperCase()
  return hex.replace(/(..)(?!$)/g, '$1:')
}

function contextOf(certificate: FrontCertificate): { key: string; cert: string } {
  const key = certificateFile(`${certificate === 'renewed' ? 'good' : certificate}.key`)
  return { key, cert: certificateFile(`${certificate}.crt`) }
}

/** Begins with this certificate, on a free port. */
export async function startTlsFront(port: number, first: FrontCertificate = 'good'): Promise<TlsFront> {
  let shown = first
  const came = { good: '', renewed: '', other: '' }
  const sockets = new Set<net.Socket>()
  const keep = (socket: net.Socket): void => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  }
  const server = tls.createServer(contextOf(first), (socket) => {
    const under = shown
    const through = net.connect(port, '127.0.0.1')
    for (const side of [socket, through]) keep(side)
    socket.on('data', (bytes: Buffer) => (came[under] += bytes.toString('latin1')))
    socket.on('close', () => through.destroy())
    through.on('close', () => socket.destroy())
    socket.pipe(through).pipe(socket)
  })
  server.on('connection', keep)
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = (): void => sockets.forEach((socket) => socket.destroy())
  return {
    base: `https://localhost:${(server.address() as net.AddressInfo).port}`,
    show: (certificate) => {
      shown = certificate
      server.setSecureContext(contextOf(certificate))
      cut()
    },
    came: (certificate) => came[certificate],
    stop: async () => {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
