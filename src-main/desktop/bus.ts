/**
 * ONE connection to the session bus, for alerts, tray watch, launcher count and keyring. Raw messages instead of proxy
 * objects: Electron's own objects answer no Introspect. No bus is a normal state: calls reject with `BusGone`,
 * subscriptions wait, and nothing is written to the log more than once. The library is loaded on first use (P1).
 */
import type { Clock, Log, Stop } from '../core/ports'
import { BusGone, BusTimeout, type BusLibrary, type BusMessage, type BusSignal, type Live, openBus } from './bus-connection'

/** Where a call goes. */
export interface BusTarget {
  destination: string
  path: string
  interface: string
}
interface BusWords {
  signature: string
  body: unknown[]
  /** How long to wait for the answer. */
  withinMs?: number
}
interface Emission {
  path: string
  interface: string
  member: string
  signature: string
  body: unknown[]
}
export interface Bus {
  /** Rejects when there is no bus, the other side says no, or says nothing in time. `body` follows the D-Bus `signature`. */
  call(target: BusTarget, member: string, words?: BusWords): Promise<unknown[]>
  /** Says something to whoever listens; without a bus to nobody. */
  emit(signal: Emission): Promise<void>
  /** Only what fits is sent to us at all: without `path`, every program's signals of that name wake us. */
  onSignal(match: SignalMatch, listener: (signal: BusSignal) => void): Stop
  /** Tells now and at every change who owns a name; null when nobody does or the bus is gone. */
  onOwner(name: string, listener: (owner: string | null) => void): Stop
  /** True when someone owns the name, or would be started by calling it. */
  canReach(name: string): Promise<boolean>
  /** A typed value for `a{sv}`. */
  variant(signature: string, value: unknown): Promise<unknown>
  close(): void
}

interface BusNeeds {
  load: () => Promise<BusLibrary>
  clock: Pick<Clock, 'after'>
  log: Log
}

const DBUS: BusTarget = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
}
const FIRST_RETRY_MS = 1_000
const LAST_RETRY_MS = 60_000

/** As in the reference library: a program that is silent for so long is stuck. Calls must not wait for it for ever. */
const ANSWER_MS = 25_000
/** When this process stood still (sleep, a busy machine), the time is over before the answer that lies there is read. */
const LAST_LOOK_MS = 200
const NO_WORDS: BusWords = { signature: '', body: [] }

type SignalMatch = { interface: string; member?: string; path?: string }
type SignalEntry = { match: SignalMatch; tell: (signal: BusSignal) => void }
type OwnerEntry = { name: string; tell: (owner: string | null) => void }

/** The session bus of the agent's desktop. */
export function makeBus(needs: BusNeeds): Bus {
  return new SessionBus(needs)
}

class SessionBus implements Bus {
  private readonly signals = new Set<SignalEntry>()
  private readonly owners = new Set<OwnerEntry>()
  /** Match rules and how many subscriptions need each. */
  private readonly rules = new Map<string, number>()
  private live: Promise<Live> | null = null
  private stopRetry: Stop | null = null
  private retryMs = FIRST_RETRY_MS
  private isUp = false
  private isClosed = false

  constructor(private readonly needs: BusNeeds) {}

  async call(target: BusTarget, member: string, words = NO_WORDS): Promise<unknown[]> {
    const { library, connection, gone } = await this.connected()
    const { signature, body, withinMs = ANSWER_MS } = words
    const { clock } = this.needs
    let stopWaiting: Stop = () => undefined
    const silence = new Promise<never>((_, reject) => {
      const giveUp = (): void => reject(new BusTimeout(`no answer to ${member}`))
      stopWaiting = clock.after(withinMs, () => void (stopWaiting = clock.after(LAST_LOOK_MS, giveUp)))
    })
    const answer = connection.call(new library.Message({ ...target, member, signature, body }))
    const reply = await Promise.race([answer, gone, silence]).finally(() => stopWaiting())
    return reply?.body ?? []
  }

  async emit({ path, interface: from, member, signature, body }: Emission): Promise<void> {
    const now = await this.connected().catch(() => null)
    now?.connection.send(now.library.Message.newSignal(path, from, member, signature, body))
  }

  onSignal(match: SignalEntry['match'], tell: SignalEntry['tell']): Stop {
    const entry = { match, tell }
    this.signals.add(entry)
    const unfollow = this.follow(
      `type='signal',interface='${match.interface}'${match.member ? `,member='${match.member}'` : ''}${match.path ? `,path='${match.path}'` : ''}`,
    )
    return once(() => {
      this.signals.delete(entry)
      unfollow()
    })
  }

  onOwner(name: string, tell: OwnerEntry['tell']): Stop {
    const entry = { name, tell }
    this.owners.add(entry)
    // The rule goes out before the question on the same connection: no change falls between them.
    const from = `sender='${DBUS.destination}',interface='${DBUS.interface}'`
    const unfollow = this.follow(`type='signal',${from},member='NameOwnerChanged',arg0='${name}'`)
    // A connection that is on its way asks for every entry when it arrives; asking twice would look like a change.
    if (this.isUp || this.stopRetry) void this.tellOwner(entry)
    return once(() => {
      this.owners.delete(entry)
      unfollow()
    })
  }

  async canReach(name: string): Promise<boolean> {
    const [isOwned] = await this.call(DBUS, 'NameHasOwner', { signature: 's', body: [name] }).catch(() => [false])
    if (isOwned === true) return true
    const [activatable] = await this.call(DBUS, 'ListActivatableNames').catch(() => [[]])
    return Array.isArray(activatable) && activatable.includes(name)
  }

  async variant(signature: string, value: unknown): Promise<unknown> {
    return new (await this.needs.load()).Variant(signature, value)
  }

  close(): void {
    this.isClosed = true
    this.stopRetry?.()
    this.live?.then(({ connection }) => connection.disconnect()).catch(() => undefined)
  }

  private connected(): Promise<Live> {
    if (this.isClosed) return Promise.reject(new BusGone('closed'))
    if (this.live) return this.live
    // Between two tries nobody starts a third.
    if (this.stopRetry) return Promise.reject(new BusGone('no session bus'))
    const attempt = openBus(this.needs.load, (message) => this.dispatch(message))
    this.live = attempt
    attempt.then(
      (now) => this.arrived(attempt, now),
      () => {
        if (this.retryMs === FIRST_RETRY_MS) this.needs.log.info('no session bus')
        this.lost(attempt)
      },
    )
    return attempt
  }

  private arrived(attempt: Promise<Live>, { gone, connection }: Live): void {
    this.retryMs = FIRST_RETRY_MS
    this.isUp = true
    gone.catch(() => {
      // An error may leave the socket open; two connections would hear everything twice.
      connection.disconnect()
      this.lost(attempt)
    })
    // What was asked for earlier holds on this connection too.
    for (const rule of this.rules.keys()) this.match('AddMatch', rule)
    for (const entry of this.owners) void this.tellOwner(entry)
  }

  private lost(attempt: Promise<Live>): void {
    if (this.live !== attempt) return
    this.live = null
    this.isUp = false
    for (const { tell } of this.owners) tell(null)
    if (this.isClosed) return
    this.stopRetry = this.needs.clock.after(this.retryMs, () => {
      this.stopRetry = null
      if (this.signals.size + this.owners.size > 0) this.connected().catch(() => undefined)
    })
    this.retryMs = Math.min(this.retryMs * 2, LAST_RETRY_MS)
  }

  private dispatch(message: BusMessage): void {
    if (message.interface === DBUS.interface && message.member === 'NameOwnerChanged') {
      // Anybody can send such a signal to us alone; only the bus itself knows.
      if (message.sender !== DBUS.destination) return
      const [name, , owner] = message.body
      for (const entry of this.owners) if (entry.name === name) entry.tell(String(owner) || null)
      return
    }
    for (const { match, tell } of this.signals) if (fits(match, message)) tell(message)
  }

  private follow(rule: string): Stop {
    const users = this.rules.get(rule) ?? 0
    this.rules.set(rule, users + 1)
    // A connection made by this very call adds all rules itself; twice is harmless, the bus counts them.
    if (users === 0) this.match('AddMatch', rule)
    return once(() => {
      const left = (this.rules.get(rule) ?? 1) - 1
      if (left > 0) return void this.rules.set(rule, left)
      this.rules.delete(rule)
      if (this.live) this.match('RemoveMatch', rule)
    })
  }

  private match(member: 'AddMatch' | 'RemoveMatch', rule: string): void {
    this.call(DBUS, member, { signature: 's', body: [rule] }).catch(() => undefined)
  }

  private async tellOwner(entry: OwnerEntry): Promise<void> {
    const [owner] = await this.call(DBUS, 'GetNameOwner', { signature: 's', body: [entry.name] }).catch(() => [null])
    if (this.owners.has(entry)) entry.tell(typeof owner === 'string' ? owner : null)
  }
}

function fits(match: SignalMatch, { interface: from, member, path }: BusMessage): boolean {
  return match.interface === from && (match.member ?? member) === member && (match.path ?? path) === path
}

function once(run: () => void): Stop {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    run()
  }
}
