import { createHash } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Cable } from '../cable/cable'
import type { World } from '../model/world'
import type { Script } from '../script/script'
import { spoil, type Delivery } from '../script/spoil'
import { errors, page, Refusal, type Answer } from './answer'
import { readBody } from './body'
import type { Gate } from './gate'
import type { RouteTable } from './routes'

/** The parts a server answers with. */
export interface Parts {
  world: World
  routes: RouteTable
  gate: Gate
  script: Script
  cable: Cable
}

/** HTTP and the cable on one port of loopback. It can go away and come back on the same port. */
export class HttpServer {
  readonly #parts: Parts
  readonly #sockets = new Set<Socket>()
  #server: Server | null = null
  port = 0

  constructor(parts: Parts) {
    this.#parts = parts
  }

  async listen(port: number): Promise<void> {
    const server = createServer((request, response) => void this.#serve(request, response))
    server.on('connection', (socket) => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
    })
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket as Socket, head))
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', resolve)
    })
    this.#server = server
    this.port = (server.address() as AddressInfo).port
  }

  /** Refuses from now on and cuts every line. */
  async close(): Promise<void> {
    const server = this.#server
    this.#server = null
    const closed = new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()))
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  #upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    const { cable, script } = this.#parts
    const [fault] = script.take('GET', '/cable')
    const isCable = request.url?.split('?')[0] === '/cable'
    const accept = () => cable.upgrade(request, socket, head)
    if (!isCable) socket.destroy()
    else if (!fault) accept()
    else if (fault.kind === 'latency') setTimeout(accept, fault.ms)
    // A proxy that does not pass on Upgrade answers as for any other request.
    else if (fault.kind === 'error') socket.end(`HTTP/1.1 ${fault.status} No\r\ncontent-length: 0\r\n\r\n`)
    else if (fault.kind !== 'hang') socket.destroy()
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { script } = this.#parts
    const url = new URL(request.url ?? '/', 'http://localhost')
    const method = request.method ?? 'GET'
    const isControl = url.pathname.startsWith('/fake/')
    const faults = isControl ? [] : script.take(method, url.pathname)
    const cut = faults.find((fault) => fault.kind === 'cut')
    const bytes = await readAll(request, cut?.afterBytes ?? Number.POSITIVE_INFINITY)
    if (!bytes) return
    const { answer, delivery } = await spoil(faults, () => this.#answer(request, url, bytes))
    send(response, withEtag(request, answer), delivery)
  }

  async #answer(request: IncomingMessage, url: URL, bytes: Buffer): Promise<Answer> {
    try {
      return await this.#dispatch(request, url, bytes)
    } catch (error: unknown) {
      if (error instanceof Refusal) return error.answer
      console.error('fake-chatwoot:', request.method, url.pathname, error)
      return errors.broken().answer
    }
  }

  async #dispatch(request: IncomingMessage, url: URL, bytes: Buffer): Promise<Answer> {
    const { world, routes, gate, script } = this.#parts
    const method = request.method ?? 'GET'
    const found = routes.find(method, url.pathname)
    if (!found) return isForMachine(request) ? errors.noRoute().answer : page(404, 'The page you were looking for')
    const body = readBody(request.headers['content-type'] ?? '', bytes)
    return gate.run(found.route, {
      ...{ world, method, path: url.pathname, query: url.searchParams, params: found.params, body },
      headers: script.dropsUnderscores ? withoutUnderscores(request.headers) : request.headers,
      address: String(request.headers['x-forwarded-for'] ?? '127.0.0.1'),
    })
  }
}

/** Only this very list of types counts as a program; what browsers and HTTP clients send by habit does not. */
function isForMachine({ headers }: IncomingMessage): boolean {
  return headers.accept === 'application/json'
}

function withoutUnderscores(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.includes('_')))
}

/** Undefined when the line broke while the client was sending. */
async function readAll(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  let length = 0
  try {
    for await (const part of request) {
      parts.push(part as Buffer)
      length += (part as Buffer).length
      if (length > limit) request.socket.destroy()
    }
  } catch {
    return undefined
  }
  return Buffer.concat(parts)
}

function withEtag({ method, headers }: IncomingMessage, answer: Answer): Answer {
  if (method !== 'GET' || answer.status !== 200 || !answer.type?.startsWith('application/json')) return answer
  const etag = `W/"${createHash('md5').update(answer.body).digest('hex')}"`
  if (headers['if-none-match'] === etag) return { status: 304, type: null, body: '', headers: { etag } }
  return { ...answer, headers: { 'cache-control': 'max-age=0, private, must-revalidate', ...answer.headers, etag } }
}

/** Puma sends no Date header, so neither do we. */
function send(response: ServerResponse, answer: Answer, delivery: Delivery): void {
  if (delivery === 'hanging') return
  if (delivery === 'lost') {
    response.socket?.destroy()
    return
  }
  const bytes = Buffer.from(answer.body)
  response.sendDate = false
  response.writeHead(answer.status, {
    ...(answer.type ? { 'content-type': answer.type } : {}),
    ...(answer.status === 304 || answer.status === 204 ? {} : { 'content-length': bytes.length }),
    ...answer.headers,
  })
  if (delivery === 'whole') response.end(bytes)
  else response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy())
}
