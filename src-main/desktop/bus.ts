/**
 * ONE connection to the session bus, for alerts, tray watch, launcher count and keyring. Raw messages instead of proxy
 * objects: Electron's own objects answer no Introspect. No bus is a normal state: calls reject with `BusGone`,
 * subscriptions wait, and nothing is written to the log more than once. The library is loaded on first use (P1).
 */
import type { Clock, Log, Stop } from '../core/ports'

/** Where a call goes. */
export interface BusTarget {
  destination: string
  path: string
  interface: string
}
export interface BusSignal {
  sender: string
  path: string
  interface: string
  member: string
  body: unknown[]
}
export interface Bus {
  /** Rejects when there is no bus or the other side says no. `body` follows the D-Bus `signature`. */
  call(target: BusTarget, member: string, words?: { signature: string; body: unknown[] }): Promise<unknown[]>
  /** Says something to whoever listens; without a bus to nobody. */
  emit(signal: { path: string; interface: string; member: string; signature: string; body: unknown[] }): Promise<void>
  onSignal(match: { interface: string; member?: string }, listener: (signal: BusSignal) => void): Stop
  /** Tells now and at every change who owns a name; null when nobody does or the bus is gone. */
  onOwner(name: string, listener: (owner: string | null) => void): Stop
  /** True when someone owns the name, or would be started by calling it. */
  canReach(name: string): Promise<boolean>
  /** A typed value for `a{sv}`. */
  variant(signature: string, value: unknown): Promise<unknown>
  close(): void
}

/** The part of the library that is used, in own words: its types declare `any`. */
export interface BusMessage extends BusSignal {
  type: number
}
export interface BusConnection {
  on(event: 'connect' | 'error', listener: (error?: unknown) => void): unknown
  on(event: 'message', listener: (message: BusMessage) => void): unknown
  call(message: unknown): Promise<{ body: unknown[] } | null>
  send(message: unknown): void
  disconnect(): void
  /** The library does not tell the end of a connection; the socket below does. */
  _connection: { stream: { on(event: 'close', listener: () => void): unknown } }
}
export interface BusLibrary {
  sessionBus(): BusConnection
  Message: { new (fields: object): unknown; newSignal(...words: [string, string, string, string, unknown[]]): unknown }
  Variant: new (signature: string, value: unknown) => unknown
  MessageType: { SIGNAL: number }
}
interface BusNeeds {
  load: () => Promise<BusLibrary>
  clock: Pick<Clock, 'after'>
  log: Log
}

/** There is no session bus, or it went away during a call. */
export class BusGone extends Error {
  override name = 'BusGone'
}

const DBUS: BusTarget = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
}
const FIRST_RETRY_MS = 1_000
const LAST_RETRY_MS = 60_000

type Live = { library: BusLibrary; connection: BusConnection; gone: Promise<never> }

/** Loads the D-Bus library. */
export async function loadBusLibrary(): Promise<BusLibrary> {
  return (await import('@particle/dbus-next')) as unknown as BusLibrary
}

/** The session bus of the agent's desktop. */
export function makeBus({ load, clock, log }: BusNeeds): Bus {
  const signalListeners = new Set<{ match: { interface: string; member?: string }; tell: (signal: BusSignal) => void }>()
  const ownerListeners = new Set<{ name: string; tell: (owner: string | null) => void }>()
  const rules = new Map<string, number>()
  let live: Promise<Live> | null = null
  let stopRetry: Stop | null = null
  let retryMs = FIRST_RETRY_MS
  let isClosed = false

  function connected(): Promise<Live> {
    if (isClosed) return Promise.reject(new BusGone('closed'))
    if (live) return live
    // Between two tries nobody starts a third.
    if (stopRetry) return Promise.reject(new BusGone('no session bus'))
    const attempt = open(load, dispatch)
    live = attempt
    attempt.then(
      (now) => {
        retryMs = FIRST_RETRY_MS
        now.gone.catch(() => {
          // An error may leave the socket open; two connections would hear everything twice.
          now.connection.disconnect()
          lost(attempt)
        })
        // Before anything else: what was asked for earlier holds on this connection too.
        for (const rule of rules.keys()) void addRule(rule)
        for (const entry of ownerListeners) void tellOwner(entry)
      },
      () => {
        if (retryMs === FIRST_RETRY_MS) log.info('no session bus')
        lost(attempt)
      },
    )
    return attempt
  }

  function lost(attempt: Promise<Live>): void {
    if (live !== attempt) return
    live = null
    for (const { tell } of ownerListeners) tell(null)
    if (isClosed) return
    stopRetry = clock.after(retryMs, () => {
      stopRetry = null
      if (signalListeners.size + ownerListeners.size > 0) connected().catch(() => undefined)
    })
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS)
  }

  function dispatch(message: BusMessage): void {
    if (message.interface === DBUS.interface && message.member === 'NameOwnerChanged') {
      const [name, , owner] = message.body
      for (const entry of ownerListeners) if (entry.name === name) entry.tell(String(owner) || null)
      return
    }
    for (const { match, tell } of signalListeners)
      if (match.interface === message.interface && (match.member ?? message.member) === message.member) tell(message)
  }

  async function call(target: BusTarget, member: string, words = { signature: '', body: [] as unknown[] }): Promise<unknown[]> {
    const { library, connection, gone } = await connected()
    const reply = await Promise.race([connection.call(new library.Message({ ...target, member, ...words })), gone])
    return reply?.body ?? []
  }

  const addRule = (rule: string): Promise<unknown> =>
    call(DBUS, 'AddMatch', { signature: 's', body: [rule] }).catch(() => undefined)

  function follow(rule: string): Stop {
    const users = rules.get(rule) ?? 0
    rules.set(rule, users + 1)
    // A connection made by this very call adds all rules itself; twice is harmless, the bus counts them.
    if (users === 0) void addRule(rule)
    return once(() => {
      const left = (rules.get(rule) ?? 1) - 1
      if (left > 0) return void rules.set(rule, left)
      rules.delete(rule)
      if (live) call(DBUS, 'RemoveMatch', { signature: 's', body: [rule] }).catch(() => undefined)
    })
  }

  async function tellOwner(entry: { name: string; tell: (owner: string | null) => void }): Promise<void> {
    const reply = await call(DBUS, 'GetNameOwner', { signature: 's', body: [entry.name] }).catch(() => [null])
    if (ownerListeners.has(entry)) entry.tell(typeof reply[0] === 'string' ? reply[0] : null)
  }

  return {
    call,
    async emit({ path, interface: from, member, signature, body }) {
      const now = await connected().catch(() => null)
      now?.connection.send(now.library.Message.newSignal(path, from, member, signature, body))
    },
    onSignal(match, tell) {
      const entry = { match, tell }
      signalListeners.add(entry)
      const unfollow = follow(`type='signal',interface='${match.interface}'${match.member ? `,member='${match.member}'` : ''}`)
      return once(() => {
        signalListeners.delete(entry)
        unfollow()
      })
    },
    onOwner(name, tell) {
      const entry = { name, tell }
      const isFirst = live === null
      ownerListeners.add(entry)
      // The rule goes out before the question on the same connection: no change falls between them.
      const unfollow = follow(
        `type='signal',sender='${DBUS.destination}',interface='${DBUS.interface}',member='NameOwnerChanged',arg0='${name}'`,
      )
      if (!isFirst || stopRetry) void tellOwner(entry)
      return once(() => {
        ownerListeners.delete(entry)
        unfollow()
      })
    },
    async canReach(name) {
      const words = { signature: 's', body: [name] }
      const [isOwned] = await call(DBUS, 'NameHasOwner', words).catch(() => [false])
      if (isOwned === true) return true
      const [activatable] = await call(DBUS, 'ListActivatableNames').catch(() => [[]])
      return Array.isArray(activatable) && activatable.includes(name)
    },
    variant: async (signature, value) => new (await load()).Variant(signature, value),
    close() {
      isClosed = true
      stopRetry?.()
      live?.then(({ connection }) => connection.disconnect()).catch(() => undefined)
    },
  }
}

async function open(load: () => Promise<BusLibrary>, dispatch: (message: BusMessage) => void): Promise<Live> {
  const library = await load()
  return new Promise((resolve, reject) => {
    // Throws at once where not even an address of a bus is known; that rejects this promise.
    const connection = library.sessionBus()
    const gone = new Promise<never>((_, tell) => {
      const end = (): void => {
        tell(new BusGone('the session bus is gone'))
        reject(new BusGone('no session bus'))
      }
      connection.on('error', end)
      connection._connection.stream.on('close', end)
    })
    gone.catch(() => undefined)
    connection.on('message', (message) => {
      if (message.type === library.MessageType.SIGNAL) dispatch(message)
    })
    connection.on('connect', () => resolve({ library, connection, gone }))
  })
}

function once(run: () => void): Stop {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    run()
  }
}
