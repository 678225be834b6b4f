import { readFileSync } from 'node:fs'
import * as http from 'node:http'
import * as https from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { makeServers, type ServersOptions } from '../../src-main/chatwoot/index'
import type { Clock, Log } from '../../src-main/core/ports'

/** A request as it arrived. */
export interface Arrived {
  method: string
  path: string
  headers: http.IncomingHttpHeaders
  body: string
}

export interface Tiny {
  base: string
  port: number
  arrived: Arrived[]
  /** For what HTTP alone does not do. */
  listening: http.Server
  stop(): Promise<void>
}

type Handler = (request: http.IncomingMessage, answer: http.ServerResponse, body: string) => void

/** Reads a fixture of this folder. */
export function fixture(name: string): string {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8')
}

/** A server of the test's own, on loopback; `certificate` names a fixture and makes it speak TLS. */
export async function startTiny(handler: Handler, certificate?: string): Promise<Tiny> {
  const arrived: Arrived[] = []
  const sockets = new Set<Socket>()
  const listener = (request: http.IncomingMessage, answer: http.ServerResponse) => {
    const pieces: Buffer[] = []
    request.on('error', () => undefined)
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString('utf8')
      arrived.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body })
      handler(request, answer, body)
    })
  }
  const server = certificate
    ? https.createServer({ key: fixture(`${certificate}.key`), cert: fixture(`${certificate}.crt`) }, listener)
    : http.createServer(listener)
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
  })
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const stop = async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
  return { base: `${certificate ? 'https' : 'http'}://localhost:${port}`, port, arrived, listening: server, stop }
}

/** What a test has opened. */
export const open: { stop(): unknown }[] = []

/** For afterEach: ends everything, the newest first. */
export async function stopAll(): Promise<void> {
  for (const one of open.splice(0).reverse()) await one.stop()
}

/** A server that ends with its test. */
export async function tiny(handler: Handler, certificate?: string): Promise<Tiny> {
  const started = await startTiny(handler, certificate)
  open.push(started)
  return started
}

/** Answers everything with this JSON. */
export function json(answer: http.ServerResponse, body: unknown, status = 200): void {
  answer.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  answer.end(body === undefined ? '' : JSON.stringify(body))
}

/** The clock on the wall, for tests with real sockets. */
export const realClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** A log that keeps what it was told, so that tests can see that no secret is in it. */
export function keepingLog(): Log & { lines: string[] } {
  const lines: string[] = []
  const keep = (what: string, facts?: object) => void lines.push(`${what} ${JSON.stringify(facts ?? {})}`)
  return { lines, info: keep, warn: keep, bug: (where, error) => (keep(`${where} ${String(error)}`), 'incident') }
}

/** The real room; how long it waits is long enough for a busy machine, and short where a test waits for the end of it. */
export function serversFor(more: Partial<ServersOptions> = {}) {
  const limits = { connectMs: 5_000, answerMs: 5_000, ...more.limits }
  return makeServers({ clock: realClock, log: keepingLog(), userAgent: 'Perch/test', ...more, limits })
}

/** For the tests that wait until the room gives up. */
export const IMPATIENT = { connectMs: 1_000, answerMs: 1_000, silentMs: 1_000 }

export const TOKEN = { kind: 'token', token: 'BoAgentTokenForTests2222' } as const
