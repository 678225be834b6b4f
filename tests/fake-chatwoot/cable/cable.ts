import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { asText, isObject, type JsonObject } from '../model/json'
import { membershipOf } from '../model/membership'
import { peopleOf } from '../model/people'
import type { User } from '../model/rows'
import type { Herald, World } from '../model/world'
import type { CableFaults } from '../script/cable-faults'
import { Outbox } from './outbox'
import { Pulse } from './pulse'

/** One subscription of one socket. It stays with the token it was made with: after a rotation it hears nothing. */
export interface Subscription {
  identifier: string
  userId: number
  accountId: number
  token: string
}

interface Connection {
  socket: WebSocket
  subscriptions: Map<string, Subscription | null>
}

/** The ActionCable side of the server. */
export class Cable implements Herald {
  readonly #server: WebSocketServer
  readonly #connections = new Set<Connection>()
  readonly #faults: CableFaults
  readonly #outbox: Outbox
  readonly #pulse: Pulse
  #world: World | null = null

  constructor(faults: CableFaults) {
    this.#faults = faults
    this.#outbox = new Outbox(faults)
    this.#server = new WebSocketServer({
      noServer: true,
      handleProtocols: (offered) => (offered.has('actioncable-v1-json') ? 'actioncable-v1-json' : false),
    })
    this.#pulse = new Pulse(() => this.#ping())
  }

  /** The world is made of parts that need the cable, so it comes afterwards. */
  join(world: World): void {
    this.#world = world
    this.#pulse.start(world.clock)
  }

  /** Takes over a connection that asked for a web socket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#welcome(webSocket))
  }

  /** Who is subscribed now, one entry a socket. */
  connected(): { subscriptions: { userId: number; accountId: number }[] }[] {
    return [...this.#connections].map(({ subscriptions }) => ({
      subscriptions: [...subscriptions.values()].flatMap((one) =>
        one ? [{ userId: one.userId, accountId: one.accountId }] : [],
      ),
    }))
  }

  toUsers(users: User[], event: string, data: () => JsonObject): void {
    const tokens = new Set(users.map((user) => user.pubsubToken))
    this.#tell((subscription) => tokens.has(subscription.token), event, data)
  }

  toAccount(accountId: number, event: string, data: () => JsonObject): void {
    this.#tell((subscription) => subscription.accountId === accountId, event, data)
  }

  /** Says goodbye and closes everything; without goodbye the sockets are cut. */
  closeAll({ politely }: { politely: boolean }): void {
    for (const { socket } of this.#connections) {
      if (politely) this.#send(socket, { type: 'disconnect', reason: 'server_restart', reconnect: true })
      if (politely) socket.close(1001)
      else socket.terminate()
    }
    this.#connections.clear()
  }

  stop(): void {
    this.#pulse.stop()
    this.#outbox.stop()
    this.closeAll({ politely: false })
  }

  #tell(isFor: (subscription: Subscription) => boolean, event: string, data: () => JsonObject): void {
    if (this.#connections.size === 0) return
    this.#outbox.put(event, () => this.#deliver(isFor, event, data))
  }

  #deliver(isFor: (subscription: Subscription) => boolean, event: string, data: () => JsonObject): void {
    const listeners = [...this.#connections].flatMap(({ socket, subscriptions }) =>
      [...subscriptions.values()].flatMap((one) => (one && isFor(one) ? [{ socket, identifier: one.identifier }] : [])),
    )
    if (listeners.length === 0) return
    const message = { event, data: data() }
    for (const { socket, identifier } of listeners) this.#send(socket, { identifier, message })
  }

  #welcome(socket: WebSocket): void {
    const connection: Connection = { socket, subscriptions: new Map() }
    this.#connections.add(connection)
    socket.on('close', () => this.#connections.delete(connection))
    socket.on('error', () => this.#connections.delete(connection))
    socket.on('message', (text: Buffer) => this.#hear(connection, text.toString()))
    this.#send(socket, { type: 'welcome' })
  }

  #hear(connection: Connection, text: string): void {
    if (this.#faults.isMute) return
    const said = parse(text)
    const identifier = typeof said['identifier'] === 'string' ? said['identifier'] : ''
    if (said['command'] === 'subscribe') this.#subscribe(connection, identifier)
    if (said['command'] === 'unsubscribe') connection.subscriptions.delete(identifier)
    const subscription = connection.subscriptions.get(identifier)
    if (said['command'] === 'message' && subscription) this.#perform(subscription, asText(said['data']))
  }

  /** A subscription that fails is neither confirmed nor rejected, and asking again is ignored. */
  #subscribe(connection: Connection, identifier: string): void {
    if (connection.subscriptions.has(identifier)) return
    const subscription = this.#admit(identifier)
    connection.subscriptions.set(identifier, subscription)
    if (!subscription) return
    this.#send(connection.socket, { identifier, type: 'confirm_subscription' })
    this.#showPresence(subscription)
  }

  #admit(identifier: string): Subscription | null {
    const asked = parse(identifier)
    const accountId = Number(asked['account_id'])
    const user = this.#world?.db.users.get(Number(asked['user_id']))
    const isRight = user !== undefined && user.pubsubToken === asked['pubsub_token']
    if (!isRight || !membershipOf(user, accountId) || asked['channel'] !== 'RoomChannel') return null
    return { identifier, userId: user.id, accountId, token: user.pubsubToken }
  }

  #perform(subscription: Subscription, data: string): void {
    if (parse(data)['action'] === 'update_presence') this.#showPresence(subscription)
  }

  #showPresence({ userId, accountId }: Subscription): void {
    const world = this.#world
    const user = world?.db.users.get(userId)
    if (!world || !user) return
    world.presence.mark(userId, accountId)
    const users = world.presence.available(peopleOf(world, accountId), accountId)
    this.toUsers([user], 'presence.update', () => ({ account_id: accountId, users, contacts: {} }))
  }

  #ping(): void {
    if (!this.#faults.sendsPings) return
    for (const { socket } of this.#connections) this.#send(socket, { type: 'ping', message: this.#pulse.seconds })
  }

  #send(socket: WebSocket, body: JsonObject): void {
    if (this.#faults.isMute || socket.readyState !== socket.OPEN) return
    socket.send(JSON.stringify(body))
  }
}

function parse(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}
