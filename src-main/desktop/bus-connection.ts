/** One connection of the D-Bus library: it does not tell when a connection ends. */

export interface BusSignal {
  sender: string
  path: string
  interface: string
  member: string
  body: unknown[]
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
export type Live = { library: BusLibrary; connection: BusConnection; gone: Promise<never> }

/** There is no session bus, or it went away during a call. */
export class BusGone extends Error {
  override name = 'BusGone'
}

/** The other side is there and does not answer. */
export class BusTimeout extends Error {
  override name = 'BusTimeout'
}

/** Loads the D-Bus library. */
export async function loadBusLibrary(): Promise<BusLibrary> {
  return (await import('@particle/dbus-next')) as unknown as BusLibrary
}

/** Connects. `gone` rejects when that connection is over. */
export async function openBus(load: () => Promise<BusLibrary>, dispatch: (message: BusMessage) => void): Promise<Live> {
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
