/**
 * The line to one server. It sends one request and says what became of it; it never sends anything twice, never follows a
 * redirect and never guesses. The fact it keeps with care is how far our request got: "not connected" and "our body was not
 * read to its end" mean the server cannot have acted; anything later is unsure (FACTS §4.3, HOUSE §5.9).
 */
import type { Socket } from 'node:net'
import { Agent, errors, type Dispatcher } from 'undici'
import type { NeverSentReason } from '../core/outcome'
import type { Clock } from '../core/ports'
import type { Body } from './body'
import { codeOf, CONNECT_MS, ConnectFailure, type Connector } from './connect'

/** The server gives up at 15 s itself (FACTS §4.3); twice that covers its queue. */
const ANSWER_MS = 30_000
/** Slowest upload worth waiting for: 32 KiB a second. */
const UPLOAD_BYTES_PER_MS = 32
/** Nothing Chatwoot answers comes near; what does is a mistake or an attack. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024
/** Catch-up reads six at a time (HOUSE §6); the rest is for the agent at the keyboard. */
const CONNECTIONS = 10

export interface LineRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Absolute address. */
  url: string
  headers: Record<string, string>
  body: Body | null
  /** A connection of its own that is closed afterwards: for what must not happen twice. */
  once: boolean
  /** Less, or more, than every answer may be. */
  maxBytes?: number | undefined
  /** Longer than every answer may take. */
  answerMs?: number | undefined
  /** Hears of each piece of the body that was taken from us. */
  onSent?: ((sentBytes: number, totalBytes: number) => void) | undefined
}

/** An answer as it came, or how far the request got. */
export type Exchange =
  | { kind: 'answer'; status: number; headers: Record<string, string>; body: Buffer; bodyRead: boolean }
  | { kind: 'never-sent'; reason: NeverSentReason; detail: string }
  | { kind: 'unsure'; reason: 'timeout' | 'reset' | 'unreadable'; status: number | null }

export interface Line {
  exchange(request: LineRequest): Promise<Exchange>
  /** Cuts what is under way and refuses what comes later. */
  close: () => void
}

export interface LineOptions {
  connect: Connector
  clock: Clock
  /** Tests only. */
  connectMs?: number | undefined
  answerMs?: number | undefined
  maxAnswerBytes?: number | undefined
}

/** Makes a line: one dispatcher with keep-alive, and one without for sending (HOUSE §5.9). */
export function makeLine(options: LineOptions): Line {
  const connect = connectorFor(options.connect)
  const timing = { headersTimeout: 0, bodyTimeout: 0 }
  const kept = new Agent({ connect, connections: CONNECTIONS, pipelining: 1, keepAliveTimeout: 10_000, ...timing })
  const once = new Agent({ connect, pipelining: 0, ...timing })
  return {
    exchange: (request) => new Promise((resolve) => start({ request, options, agent: request.once ? once : kept, resolve })),
    close: () => {
      const gone = new ConnectFailure('connect', 'closed')
      for (const agent of [kept, once]) agent.destroy(gone, () => undefined)
    },
  }
}

function connectorFor(connect: Connector) {
  type Done = (...result: [null, Socket] | [Error, null]) => void
  return (place: { hostname: string; port: string; protocol: string }, done: Done): void => {
    const secure = place.protocol === 'https:'
    const target = { hostname: place.hostname, port: Number(place.port) || (secure ? 443 : 80), secure }
    connect(target).then(
      (socket) => done(null, socket),
      (error: unknown) => done(error instanceof Error ? error : new ConnectFailure('connect', 'UNKNOWN'), null),
    )
  }
}

interface Run {
  request: LineRequest
  options: LineOptions
  agent: Agent
  resolve: (exchange: Exchange) => void
}

/** How far a request got. */
interface Progress {
  connected: boolean
  bodyRead: boolean
  status: number | null
}

function start(run: Run): void {
  const { request, options } = run
  const progress: Progress = { connected: false, bodyRead: request.body === null, status: null }
  const uploadMs = (request.body?.length ?? 0) / UPLOAD_BYTES_PER_MS
  let cut: ((reason: Error) => void) | null = null
  let settled = false
  const finish = (exchange: Exchange) => {
    if (settled) return
    settled = true
    stop()
    run.resolve(exchange)
  }
  const stop = options.clock.after(
    (options.connectMs ?? CONNECT_MS) + (request.answerMs ?? options.answerMs ?? ANSWER_MS) + uploadMs,
    () => {
      finish(tooLate(progress))
      cut?.(new ConnectFailure('connect', 'ETIMEDOUT'))
    },
  )
  const origin = new URL(request.url)
  const onStart = (abort: (reason: Error) => void) => {
    cut = abort
    // We already said "never sent": a connection that comes about now must not prove us wrong.
    if (settled) abort(new ConnectFailure('connect', 'ETIMEDOUT'))
  }
  const limit = request.maxBytes ?? options.maxAnswerBytes ?? MAX_ANSWER_BYTES
  const handler = makeHandler({ progress, finish, limit, onStart })
  run.agent.dispatch(
    {
      origin: origin.origin,
      path: `${origin.pathname}${origin.search}`,
      method: request.method,
      headers: { ...request.headers, ...bodyHeaders(request.body) },
      ...(request.body ? { body: handedOver(request.body, progress, request.onSent) } : {}),
    } as Dispatcher.DispatchOptions,
    handler,
  )
}

function bodyHeaders(body: Body | null): Record<string, string> {
  return body ? { 'content-type': body.contentType, 'content-length': String(body.length) } : {}
}

/** Marks the body as read just before its last piece goes: from then on the server may have all of it. */
async function* handedOver(
  body: Body,
  progress: Progress,
  onSent: LineRequest['onSent'],
): AsyncGenerator<Uint8Array, void, void> {
  let sent = 0
  for await (const piece of body.pieces()) {
    sent += piece.byteLength
    if (sent >= body.length) progress.bodyRead = true
    yield piece
    onSent?.(sent, body.length)
  }
}

interface Ears {
  progress: Progress
  finish: (exchange: Exchange) => void
  limit: number
  onStart: (abort: (reason: Error) => void) => void
}

function makeHandler({ progress, finish, limit, onStart }: Ears): Dispatcher.DispatchHandler {
  const pieces: Buffer[] = []
  let headers: Record<string, string> = {}
  let size = 0
  return {
    onRequestStart: (controller) => {
      progress.connected = true
      onStart((reason) => controller.abort(reason))
    },
    onResponseStart: (_controller, status, raw) => {
      progress.status = status
      headers = flat(raw)
    },
    onResponseData: (controller, piece) => {
      size += piece.byteLength
      if (size <= limit) return void pieces.push(piece)
      finish({ kind: 'unsure', reason: 'unreadable', status: progress.status })
      controller.abort(new ConnectFailure('connect', 'TOO_LARGE'))
    },
    onResponseEnd: () => {
      const status = progress.status ?? 0
      finish({ kind: 'answer', status, headers, body: Buffer.concat(pieces), bodyRead: progress.bodyRead })
    },
    onResponseError: (_controller, error) => finish(broken(progress, error)),
  }
}

function flat(raw: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  )
}

function tooLate(progress: Progress): Exchange {
  if (!progress.connected) return { kind: 'never-sent', reason: 'connect', detail: 'ETIMEDOUT' }
  if (!progress.bodyRead) return { kind: 'never-sent', reason: 'body-unread', detail: 'ETIMEDOUT' }
  return { kind: 'unsure', reason: 'timeout', status: progress.status }
}

function broken(progress: Progress, error: unknown): Exchange {
  if (error instanceof ConnectFailure && !progress.connected)
    return { kind: 'never-sent', reason: error.reason, detail: error.detail }
  if (!progress.connected) return { kind: 'never-sent', reason: 'connect', detail: codeOf(error) }
  if (!progress.bodyRead) return { kind: 'never-sent', reason: 'body-unread', detail: codeOf(error) }
  const isNotHttp = error instanceof errors.HTTPParserError
  return { kind: 'unsure', reason: isNotHttp ? 'unreadable' : 'reset', status: progress.status }
}
