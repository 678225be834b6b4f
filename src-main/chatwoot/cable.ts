/**
 * The ActionCable protocol: welcome, subscribe, confirm, ping, frames (FACTS §5.1). One connection, one attempt. It never
 * reconnects and keeps no clock: silence, pings that stay away and what to do then are the link's business. A wrong token
 * gets no answer at all, so there is nothing here that reports it.
 *
 * Frames hold customers' words and tokens: nothing of them is ever logged but counts and names of events.
 */
import { WebSocket } from 'ws'
import type { AccountId } from '../../src-preload/contract/ids'
import type { Cable, CableConnection, CableListener, CableTarget, Log } from '../core/ports'
import { CONNECT_MS, ConnectFailure, type Connector } from './connect'
import type { ServerTime } from './server-time'
import { toMs } from './translate/plain'
import { toServerEvent } from './translate/event'
import { eventWire, frameWire, type FrameWire } from './wire/event'

/** A message of 150 000 characters comes twice in a frame, and a mail's html once more (FACTS §5.1): far below this. */
const MAX_FRAME_BYTES = 32 * 1024 * 1024
/** The server takes the first one; `ws` insists that it takes one that was offered (FACTS §5.1). */
const PROTOCOLS = ['actioncable-v1-json', 'actioncable-unsupported']

export interface CableOptions {
  baseUrl: string
  connect: Connector
  time: ServerTime
  log: Log
  userAgent: string
  maxFrameBytes?: number | undefined
}

/** Makes the way to open sockets to one server. */
export function makeCable(options: CableOptions): Cable {
  return { open: (target, listener) => new Conversation(options, target, listener) }
}

class Conversation implements CableConnection {
  private readonly socket: WebSocket
  /** The identifier is echoed byte by byte, so it is made once (FACTS §5.1). */
  private readonly accounts: Map<string, AccountId>
  private reason: string | null = null
  private unreadable = 0

  constructor(
    private readonly options: CableOptions,
    private readonly target: CableTarget,
    private readonly listener: CableListener,
  ) {
    this.accounts = new Map(target.accountIds.map((account) => [identifierOf(target, account), account]))
    this.socket = openSocket(options)
    this.socket.on('message', (bytes, isBinary) => this.heard(isBinary ? null : textOf(bytes)))
    this.socket.on('error', (error) => (this.reason ??= reasonOf(error)))
    this.socket.on('unexpected-response', (_request, answer) => this.refuse(`http ${answer.statusCode ?? 0}`))
    this.socket.once('close', (code) => this.ended(code))
  }

  beat(account: AccountId): void {
    this.say({
      command: 'message',
      identifier: identifierOf(this.target, account),
      data: JSON.stringify({ action: 'update_presence' }),
    })
  }

  close(): void {
    this.refuse('closed here')
  }

  private refuse(reason: string): void {
    this.reason ??= reason
    this.socket.terminate()
  }

  private ended(code: number): void {
    if (this.unreadable > 0) this.options.log.warn('cable: frames could not be read', { count: this.unreadable })
    this.listener.closed(this.reason ?? `code ${code}`)
  }

  private say(command: Record<string, string>): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(command))
  }

  private heard(text: string | null): void {
    // After our own close a last frame may still be in the pipe.
    if (this.reason !== null) return
    const frame = text === null ? null : frameOf(text)
    if (!frame) return void (this.unreadable += 1)
    if (frame.type) return this.control(frame)
    this.event(frame)
  }

  private control(frame: FrameWire): void {
    switch (frame.type) {
      case 'welcome':
        for (const identifier of this.accounts.keys()) this.say({ command: 'subscribe', identifier })
        return this.listener.welcomed()
      case 'ping':
        return this.pinged(frame.message)
      case 'confirm_subscription': {
        const account = this.accounts.get(frame.identifier ?? '')
        return account === undefined ? undefined : this.listener.confirmed(account)
      }
      case 'reject_subscription':
        return this.refuse('rejected')
      case 'disconnect':
        return this.refuse(`disconnect ${frame.reason ?? ''}`.trim())
      default:
        return undefined
    }
  }

  private pinged(message: unknown): void {
    const serverAt = typeof message === 'number' ? toMs(message) : null
    if (serverAt !== null) this.options.time.learn(serverAt)
    this.listener.pinged(serverAt ?? this.options.time.now())
  }

  /** The person's stream carries all accounts: a frame counts only on the subscription of its own account (FACTS §5.1, §10.22). */
  private event(frame: FrameWire): void {
    const accountId = this.accounts.get(frame.identifier ?? '')
    const event = eventWire.safeParse(frame.message)
    if (!event.success) return void (this.unreadable += 1)
    if (accountId === undefined || event.data.data.account_id !== accountId) return
    const { time } = this.options
    time.happened(toMs(event.data.data.updated_at) ?? 0)
    const context = { accountId, userId: this.target.userId, at: time.now() }
    this.listener.event(accountId, toServerEvent(event.data, context))
  }
}

function identifierOf(target: CableTarget, account: AccountId): string {
  return JSON.stringify({
    channel: 'RoomChannel',
    pubsub_token: target.pubsubToken,
    account_id: account,
    user_id: target.userId,
  })
}

function openSocket(options: CableOptions): WebSocket {
  const url = new URL(`${options.baseUrl.replace(/^http/, 'ws')}/cable`)
  const secure = url.protocol === 'wss:'
  const target = { hostname: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) || (secure ? 443 : 80), secure }
  // Node waits for the callback when nothing is returned; `ws` declares the older, synchronous form only.
  const createConnection = (_options: unknown, done: (error: Error | null, socket?: unknown) => void): void => {
    options.connect(target).then(
      (socket) => done(null, socket),
      (error: unknown) => done(error instanceof Error ? error : new ConnectFailure('connect', 'UNKNOWN')),
    )
  }
  return new WebSocket(url, PROTOCOLS, {
    createConnection: createConnection as never,
    handshakeTimeout: CONNECT_MS * 2,
    maxPayload: options.maxFrameBytes ?? MAX_FRAME_BYTES,
    perMessageDeflate: false,
    followRedirects: false,
    headers: { 'user-agent': options.userAgent },
  })
}

function textOf(bytes: Buffer | ArrayBuffer | Buffer[]): string {
  if (Buffer.isBuffer(bytes)) return bytes.toString('utf8')
  return (Array.isArray(bytes) ? Buffer.concat(bytes) : Buffer.from(bytes)).toString('utf8')
}

function frameOf(text: string): FrameWire | null {
  try {
    const frame = frameWire.safeParse(JSON.parse(text))
    return frame.success ? frame.data : null
  } catch (error: unknown) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** What kind of failure, never a message that may name a host. */
function reasonOf(error: Error): string {
  if (error instanceof ConnectFailure) return `${error.reason} ${error.detail}`
  const code = (error as { code?: unknown }).code
  return typeof code === 'string' ? `error ${code}` : 'error'
}
