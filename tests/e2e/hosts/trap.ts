// An address on loopback that nobody may come to: it counts every connection and every datagram.
import { createSocket, type Socket as Datagrams } from 'node:dgram'
import { createServer, type AddressInfo, type Server } from 'node:net'

export class Trap {
  /** Whatever came, as "tcp" or "udp" with its first bytes. */
  readonly visits: string[] = []

  private constructor(
    private readonly server: Server,
    private readonly datagrams: Datagrams,
  ) {}

  /** TCP and UDP, each on a port of its own. */
  static async start(): Promise<Trap> {
    const server = createServer()
    const datagrams = createSocket('udp4')
    const trap = new Trap(server, datagrams)
    server.on('connection', (socket) => {
      trap.visits.push('tcp')
      socket.on('error', () => undefined)
      socket.end('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 4\r\n\r\nevil')
    })
    datagrams.on('message', (bytes) => trap.visits.push(`udp ${bytes.subarray(0, 8).toString('hex')}`))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    await new Promise<void>((resolve) => datagrams.bind(0, '127.0.0.1', resolve))
    return trap
  }

  get url(): string {
    return `http://127.0.0.1:${this.tcpPort}/evil`
  }

  get tcpPort(): number {
    return (this.server.address() as AddressInfo).port
  }

  get udpPort(): number {
    return this.datagrams.address().port
  }

  async stop(): Promise<void> {
    this.datagrams.close()
    await new Promise((resolve) => this.server.close(resolve))
  }
}
