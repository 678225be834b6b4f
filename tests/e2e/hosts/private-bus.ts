// The raw D-Bus connection under the fakes. Raw messages, not proxy objects: Electron's own objects answer
// no Introspect, and a fake should answer exactly what a test told it to.
import { Message, MessageType, sessionBus, type MessageBus } from '@particle/dbus-next'

export interface Target {
  destination: string
  path: string
  interface: string
}

export interface Incoming {
  path: string
  interface: string
  member: string
  sender: string
  body: unknown[]
}

/** An answer to a method call: D-Bus signature and values, or the name of an error. */
export type Answer = { signature?: string; body?: unknown[] } | { error: string }

const BUS: Target = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' }

/** One connection to a bus: calls, serves, listens, owns names. Whoever connects must close. */
export class PrivateBus {
  private constructor(private readonly bus: MessageBus) {}

  /** Connects to the session bus of the private desktop, or to the bus at `address`. */
  static async connect(address = process.env['DBUS_SESSION_BUS_ADDRESS']): Promise<PrivateBus> {
    if (!address) throw new Error('there is no private bus here: start through `npm run e2e`')
    const bus = sessionBus({ busAddress: address })
    await new Promise<void>((resolve, reject) => {
      bus.once('connect', () => resolve())
      bus.once('error', reject)
    })
    return new PrivateBus(bus)
  }

  /** Calls a method and returns the values of its answer. */
  async call(target: Target & { member: string }, signature = '', body: unknown[] = []): Promise<unknown[]> {
    const answer = await this.bus.call(new Message({ ...target, signature, body }))
    return (answer?.body ?? []) as unknown[]
  }

  /** Answers every method call under `path`; an `undefined` answer leaves the call to the bus library. */
  serve(path: string, answer: (call: Incoming) => Answer | undefined): void {
    this.bus.addMethodHandler((message: Message): boolean => {
      if (!message.path.startsWith(path)) return false
      const reply = answer(incoming(message))
      if (!reply) return false
      this.bus.send(toMessage(message, reply))
      return true
    })
  }

  /** Sends a signal to whoever listens. */
  emit(from: Omit<Target, 'destination'> & { member: string }, signature = '', body: unknown[] = []): void {
    this.bus.send(Message.newSignal(from.path, from.interface, from.member, signature, body))
  }

  /** Hears the signals that fit the match rule's words, e.g. "interface='org.x'". */
  async listen(rule: string, hear: (signal: Incoming) => void): Promise<void> {
    const wanted = [...rule.matchAll(/(\w+)='([^']*)'/g)].map(([, key, value]) => [key, value] as const)
    this.bus.on('message', (message) => {
      const fits = wanted.every(([key, value]) => key === 'sender' || message[key as 'interface' | 'member' | 'path'] === value)
      if (message.type === MessageType.SIGNAL && fits) hear(incoming(message))
    })
    await this.call({ ...BUS, member: 'AddMatch' }, 's', [`type='signal',${rule}`])
  }

  /** Takes a well-known name; fails when somebody else has it. */
  async own(name: string): Promise<void> {
    const DO_NOT_QUEUE = 4
    const [result] = await this.call({ ...BUS, member: 'RequestName' }, 'su', [name, DO_NOT_QUEUE])
    if (result !== 1 && result !== 4) throw new Error(`${name} is taken on the private bus`)
  }

  /** Gives a well-known name back, as a program does when it ends. */
  async release(name: string): Promise<void> {
    await this.call({ ...BUS, member: 'ReleaseName' }, 's', [name])
  }

  close(): void {
    this.bus.disconnect()
  }
}

function incoming(message: Message): Incoming {
  const { path, interface: name, member, sender } = message
  return { path, interface: name, member, sender, body: (message.body ?? []) as unknown[] }
}

function toMessage(call: Message, answer: Answer): Message {
  // The library's types call the first parameter a string; its code wants the message.
  if ('error' in answer) return Message.newError(call as unknown as string, answer.error, answer.error)
  return Message.newMethodReturn(call, answer.signature, answer.body)
}
