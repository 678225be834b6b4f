/** A listener for the webhook of a test: the only port Perch ever opens, for as long as the agent wants it (core/connectors/receive). */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { HookCall, HookEar, OpenEar, Reach } from '../core/connectors'

/** Chatwoot sends a few kB; more is somebody else. */
const MOST_BYTES = 128 * 1024
const MOST_CONNECTIONS = 16
/** Chatwoot itself gives up after five seconds (FACTS §8). */
const SLOWEST_MS = 10_000

/** Opens listeners on this computer. Tests may have shorter patience. */
export function makeHookEar({ slowestMs = SLOWEST_MS }: { slowestMs?: number } = {}): HookEar {
  return {
    open: ({ reach, port, path }, heard) =>
      new Promise((resolve) => {
        const server = createServer(
          { requestTimeout: slowestMs, headersTimeout: slowestMs, connectionsCheckingInterval: Math.min(1_000, slowestMs) },
          (request, response) => listen(request, response, { path, heard }),
        )
        server.maxConnections = MOST_CONNECTIONS
        server.once('error', () => resolve(null))
        // All interfaces only when the agent has chosen so: everybody in the network can knock then.
        server.listen({ port, host: reach === 'network' ? '0.0.0.0' : '127.0.0.1' }, () => resolve(opened(server, reach)))
      }),
  }
}

function opened(server: Server, reach: Reach): OpenEar {
  const { port } = server.address() as AddressInfo
  const hosts = reach === 'network' ? hostsOfNetwork() : ['127.0.0.1']
  return {
    addresses: hosts.map((host) => `http://${host}:${port}`),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function hostsOfNetwork(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((one) => one ?? [])
  return all.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address)
}

interface Wanted {
  path: string
  heard: (call: HookCall) => void
}

function listen(request: IncomingMessage, response: ServerResponse, { path, heard }: Wanted): void {
  response.setHeader('connection', 'close')
  if (request.url !== path) return end(response, 404)
  if (request.method !== 'POST') return end(response, 405)
  const parts: Buffer[] = []
  let bytes = 0
  const tell = (isCut: boolean): void => {
    const body = Buffer.concat(parts).subarray(0, MOST_BYTES).toString('utf8')
    heard({ headers: headersOf(request), bytes, body, isCut })
  }
  request.on('data', (part: Buffer) => {
    bytes += part.length
    if (bytes - part.length <= MOST_BYTES) parts.push(part)
    if (bytes <= MOST_BYTES) return
    request.removeAllListeners('data').pause()
    request.removeAllListeners('end')
    tell(true)
    end(response, 413)
    request.destroy()
  })
  request.on('end', () => {
    tell(false)
    end(response, 200)
  })
  // Cut off in the middle: the sender sees it, and half a body is nothing to show.
  request.on('error', () => undefined)
}

function end(response: ServerResponse, status: number): void {
  response.statusCode = status
  response.end()
}

function headersOf({ rawHeaders }: IncomingMessage): HookCall['headers'] {
  return rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [{ name, value: rawHeaders[at + 1] ?? '' }] : []))
}
