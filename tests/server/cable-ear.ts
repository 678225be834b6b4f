import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'

/** Who subscribes, and to which account. */
export interface Listener {
  id: number
  pubsubToken: string
}

interface Said {
  type?: string
  identifier?: string
  message?: { event: string; data: { content?: string; id?: number } }
}

/** A bare cable client that writes down what it hears. */
export class CableEar {
  readonly heard: Said[] = []
  isClosed = false
  readonly #socket: WebSocket

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (text: Buffer) => this.heard.push(JSON.parse(text.toString()) as Said))
    socket.on('close', () => (this.isClosed = true))
    socket.on('error', () => undefined)
  }

  static async open(base: string): Promise<CableEar> {
    const socket = new WebSocket(`${base.replace('http', 'ws')}/cable`, ['actioncable-v1-json'])
    const ear = new CableEar(socket)
    await new Promise((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    return ear
  }

  subscribe({ id, pubsubToken }: Listener, accountId = 1): void {
    const params = { channel: 'RoomChannel', pubsub_token: pubsubToken, account_id: accountId, user_id: id }
    this.#socket.send(JSON.stringify({ command: 'subscribe', identifier: JSON.stringify(params) }))
  }

  /** The events heard so far, by name. */
  events(name: string): { content?: string; id?: number }[] {
    return this.heard.flatMap(({ message }) => (message?.event === name ? [message.data] : []))
  }

  types(): (string | undefined)[] {
    return this.heard.map(({ type }) => type)
  }

  /** Waits until something is true; the test fails where it never is. */
  async until(isSo: () => boolean): Promise<void> {
    for (let tries = 0; !isSo(); tries += 1) {
      if (tries > 1_000) throw new Error(`waited in vain; heard ${JSON.stringify(this.types())}`)
      await sleep(10)
    }
  }

  close(): void {
    this.#socket.terminate()
  }
}
